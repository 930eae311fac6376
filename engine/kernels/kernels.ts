// Loops over numbers in shared memory, written in AssemblyScript (assembly/) and compiled to WebAssembly when the project is built. Pure.
import { compiledKernels } from './compiled.ts'

/** Arguments are addresses in bytes and counts; what each does stands beside its source in assembly/. */
export interface Kernels {
  gemm(...args: readonly number[]): void
  gram(...args: readonly number[]): void
  logisticBlocks(...args: readonly number[]): void
  logisticMany(...args: readonly number[]): void
  sumRange(...args: readonly number[]): void
  sumChosen(...args: readonly number[]): void
  combine(...args: readonly number[]): void
  splitRows(...args: readonly number[]): number
  growLeafwise(plan: number): void
  helpLeafwise(plan: number, worker: number): void
  columnLimits(values: number, count: number, room: number, bins: number, limits: number): number
  logisticLoss(...args: readonly number[]): number
  countUp(index: number, from: number, to: number): void
  binColumn(values: number, count: number, limits: number, bins: number): void
  interleave(columns: number, from: number, to: number, rows: number, stride: number): void
  logisticPairs(...args: readonly number[]): void
  packPairs(...args: readonly number[]): void
  addLeaves(...args: readonly number[]): void
  addTree(columns: number, nodes: number, from: number, to: number, scores: number): void
  drawRows(counts: number, rows: number, draws: number, seed: number, random: number): void
  gatherRows(counts: number, rows: number, targets: number, weights: number, classes: number, work: number): number
  growTree(...args: readonly number[]): number
  voteUnseen(...args: readonly number[]): void
  scoreRows(plan: number, from: number, to: number, room: number, sums: number): void
  assignRows(...args: readonly number[]): number
  networkRows(plan: number, from: number, to: number, learn: number, sums: number, room: number): void
  networkGradients(...args: readonly number[]): void
  adamStep(...args: readonly number[]): void
  momentumStep(...args: readonly number[]): void
  rmsStep(...args: readonly number[]): void
  covariance(...args: readonly number[]): void
  nearestRows(...args: readonly number[]): void
  gaussianRow(...args: readonly number[]): void
  gaussianSums(...args: readonly number[]): void
  settleAll(plan: number): void
  dualSteps(plan: number, steps: number): number
  lossGradients(...args: readonly number[]): void
  lossSum(...args: readonly number[]): number
  classSums(...args: readonly number[]): void
  classGradients(...args: readonly number[]): void
  classLoss(...args: readonly number[]): number
  leftQuantile(...args: readonly number[]): number
  scoreSmallTrees(plan: number, from: number, to: number, room: number, sums: number): void
}

/** By number, as tasks name them. */
export const kernelNames = [
  'gemm',
  'gram',
  'logisticBlocks',
  'logisticMany',
  'sumRange',
  'sumChosen',
  'combine',
  'splitRows',
  'countUp',
  'binColumn',
  'interleave',
  'logisticPairs',
  'packPairs',
  'addLeaves',
  'addTree',
  'assignRows',
  'drawRows',
  'gatherRows',
  'growTree',
  'voteUnseen',
  'scoreRows',
  'networkRows',
  'networkGradients',
  'adamStep',
  'momentumStep',
  'rmsStep',
  'covariance',
  'nearestRows',
  'growLeafwise',
  'helpLeafwise',
  'columnLimits',
  'logisticLoss',
  'gaussianRow',
  'gaussianSums',
  'settleAll',
  'dualSteps',
  'lossGradients',
  'lossSum',
  'classSums',
  'classGradients',
  'classLoss',
  'leftQuantile',
  'scoreSmallTrees',
] as const satisfies readonly (keyof Kernels)[]

let compiled: WebAssembly.Module | undefined

/** The compiled module, which threads share. */
export function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(compiledKernels), (letter) => letter.charCodeAt(0)))
  return compiled
}

/** The kernels over a memory. */
export function kernelsOver(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  return Object.fromEntries(kernelNames.map((name) => [name, exports[name]])) as unknown as Kernels
}
