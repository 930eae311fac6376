import { type FitControl } from '../estimator.ts'
import { takeRows, takeValues } from '../matrix.ts'
import { chooseStrength } from './choose-strength.ts'
import { logisticLoss } from './logistic-loss.ts'
import type { LogisticPath, PathTask } from './logistic-path.ts'
import { minimise, type Minimum } from './minimise.ts'
import { minimiseWithL1 } from './minimise-with-l1.ts'

/** Where the fits that only choose a strength may end. */
const nearEnough = 1e-6

/**
 * The path of three classes and more, and of two with more columns than a curvature is worth: quasi-Newton steps over all slopes, per output one
 * for each column and the intercept.
 */
export async function softmaxPath(task: PathTask, outputs: number, control: FitControl): Promise<LogisticPath> {
  const { table, strengths } = task
  const quiet: FitControl = { ...control, cancelled: () => control.cancelled(), metric: () => undefined, progress: () => undefined }
  const all = Int32Array.from({ length: table.x.rows }, (_, row) => row)
  if (!table.parts) return { slopes: [], choice: null, fit: fitOf(await fitAt(task, outputs, { strength: strengths[0]! }, control)) }
  const path: Minimum[] = []
  for (const strength of strengths) {
    const start = path.at(-1)?.x
    path.push(await fitAt(task, outputs, { strength, tolerance: nearEnough, ...(start && { start }) }, quiet))
    control.progress((0.15 * path.length) / strengths.length)
  }
  const errors: number[][] = []
  for (const part of table.parts) {
    const held = new Set(part)
    const rows = all.filter((row) => !held.has(row))
    const losses: number[] = []
    for (const [at, strength] of strengths.entries()) {
      const { x } = await fitAt(task, outputs, { strength, rows, tolerance: nearEnough, start: path[at]!.x }, quiet)
      losses.push(meanLoss(task, outputs, part)(x))
    }
    errors.push(losses)
    control.progress(0.15 + (0.7 * errors.length) / table.parts.length)
  }
  const choice = chooseStrength(errors, task.rule)
  const last = await fitAt(task, outputs, { strength: strengths[choice.chosen]!, start: path[choice.chosen]!.x }, control)
  return { slopes: path.map(({ x }) => x), choice, fit: fitOf(last) }
}

function fitOf({ x, value, iterations, converged }: Minimum): LogisticPath['fit'] {
  return { slopes: x, loss: value, iterations, converged }
}

function lossOver({ table }: PathTask, outputs: number, rows: Int32Array | undefined, l2: Float64Array) {
  const { x, labels, weights, scales, intercept } = table
  return logisticLoss({
    x: rows ? takeRows(x, rows) : x,
    y: rows ? takeValues(labels, rows) : labels,
    weights: rows ? takeValues(weights, rows) : weights,
    outputs,
    scales,
    intercept,
    l2,
  })
}

function meanLoss(task: PathTask, outputs: number, rows: Int32Array): (slopes: Float64Array) => number {
  const evaluate = lossOver(task, outputs, rows, new Float64Array(task.table.x.columns.length))
  return (slopes) => evaluate(slopes, new Float64Array(slopes.length))
}

function fitAt(
  task: PathTask,
  outputs: number,
  at: { strength: number; rows?: Int32Array; start?: Float64Array; tolerance?: number },
  control: FitControl,
): Promise<Minimum> {
  const { weights, x } = task.table
  const weight = at.rows ? at.rows.reduce((sum, row) => sum + weights[row]!, 0) : weights.reduce((sum, value) => sum + value, 0)
  const { l1, l2 } = task.holds(at.strength, weight)
  const width = x.columns.length + 1
  const common = {
    dimension: outputs * width,
    evaluate: lossOver(task, outputs, at.rows, l2),
    tolerance: at.tolerance ?? task.tolerance,
    maxIterations: task.maxIterations,
    ...(at.start && { start: at.start }),
  }
  if (l1.every((value) => value === 0)) return minimise(common, control)
  const holds = new Float64Array(outputs * width)
  for (let k = 0; k < outputs; k++) holds.set(l1.subarray(0, width - 1), k * width)
  return minimiseWithL1({ ...common, l1: holds }, control)
}
