import { breathe, type FitControl } from '../estimator.ts'
import type { KernelRows } from './kernel-rows.ts'

export interface DualTask {
  readonly kernel: KernelRows
  /** 1 or -1 for each variable. There may be several times as many as kernel rows: variable k belongs to row k modulo their number. */
  readonly signs: Int8Array
  /** The most that each variable may become. */
  readonly bounds: Float64Array
  /** Minus the sign times the linear term of each variable: the label for a classifier. */
  readonly aims: Float64Array
  readonly tolerance: number
}

export interface DualSolution {
  /** For each kernel row: its sign times its variable, summed. */
  readonly coefficients: Float64Array
  readonly intercept: number
  readonly converged: boolean
}

const mostIterations = 10_000_000
/** Values looked at between two breaths. */
const breath = 20_000_000
const least = 1e-12

/**
 * Sequential minimal optimisation: two variables at a time, the second one chosen by what the step gains (Fan, Chen and Lin 2005, WSS 2, as libsvm has
 * it), until the worst pair is within `tolerance`.
 */
export async function solveDual(task: DualTask, control: FitControl): Promise<DualSolution> {
  const { kernel, signs, bounds, tolerance } = task
  const { size } = kernel
  const count = signs.length
  const alphas = new Float64Array(count)
  // The error of each variable's row as it stands, times -1: what it lacks.
  const lack = Float64Array.from(task.aims)
  let looked = 0
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    if (looked > breath) {
      looked = 0
      await breathe(control)
    }
    looked += 4 * count
    let first = -1
    for (let k = 0; k < count; k++) {
      const canRise = signs[k]! > 0 ? alphas[k]! < bounds[k]! : alphas[k]! > 0
      if (canRise && (first < 0 || lack[k]! > lack[first]!)) first = k
    }
    if (first < 0) break
    const own = kernel.row(first % size)
    let second = -1
    let most = 0
    let lowest = Number.POSITIVE_INFINITY
    for (let k = 0; k < count; k++) {
      const canFall = signs[k]! > 0 ? alphas[k]! > 0 : alphas[k]! < bounds[k]!
      if (!canFall) continue
      const gap = lack[first]! - lack[k]!
      if (lack[k]! < lowest) lowest = lack[k]!
      if (gap <= 0) continue
      const gain = (gap * gap) / Math.max(least, 2 - 2 * own[k % size]!)
      if (gain > most) {
        most = gain
        second = k
      }
    }
    if (second < 0 || lack[first]! - lowest < tolerance) return { ...answerOf(task, alphas, lack), converged: true }
    const other = kernel.row(second % size)
    let step = (lack[first]! - lack[second]!) / Math.max(least, 2 - 2 * own[second % size]!)
    step = Math.min(step, signs[first]! > 0 ? bounds[first]! - alphas[first]! : alphas[first]!)
    step = Math.min(step, signs[second]! > 0 ? alphas[second]! : bounds[second]! - alphas[second]!)
    alphas[first] = within(alphas[first]! + signs[first]! * step, bounds[first]!)
    alphas[second] = within(alphas[second]! - signs[second]! * step, bounds[second]!)
    for (let start = 0; start < count; start += size) for (let k = 0; k < size; k++) lack[start + k]! -= step * (own[k]! - other[k]!)
  }
  return { ...answerOf(task, alphas, lack), converged: false }
}

/** Rounding must leave nobody beside a bound that was meant. */
function within(value: number, bound: number): number {
  if (value < least * bound) return 0
  return value > bound * (1 - least) ? bound : value
}

function answerOf({ kernel, signs, bounds }: DualTask, alphas: Float64Array, lack: Float64Array): Omit<DualSolution, 'converged'> {
  const coefficients = new Float64Array(kernel.size)
  let [free, sum] = [0, 0]
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  alphas.forEach((alpha, k) => {
    coefficients[k % kernel.size]! += signs[k]! * alpha
    if (alpha > 0 && alpha < bounds[k]!) {
      free++
      sum += lack[k]!
    } else if (bounds[k]! > 0) {
      if (alpha > 0 === signs[k]! > 0) high = Math.min(high, lack[k]!)
      else low = Math.max(low, lack[k]!)
    }
  })
  const middle =
    Number.isFinite(low) && Number.isFinite(high) ? (low + high) / 2 : Number.isFinite(low) ? low : Number.isFinite(high) ? high : 0
  return { coefficients, intercept: free > 0 ? sum / free : middle }
}
