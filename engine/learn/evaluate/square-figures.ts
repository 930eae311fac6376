import { randomFrom } from '../random.ts'
import type { Interval } from '../statistics/proportion.ts'
import { measured, percentileInterval, unknown, type Measured } from './measured.ts'

const groups = 5000
const replicates = 1000

export interface SquareFigures {
  readonly mse: Measured
  readonly rmse: Measured
  readonly r2: Measured
  readonly explained: Measured
  /** Standard deviation of the target: the root mean squared error of the best constant. */
  readonly deviation: number
}

/**
 * What follows from sums of squares, with bootstrap intervals. All follow from five sums, so of many rows every 5000th goes into one group, and groups
 * are drawn instead of rows: as good an estimate of the spread, at a cost that does not grow with the rows.
 */
export function squareFigures(actual: Float64Array, predicted: Float64Array, weights: Float64Array, seed: number): SquareFigures {
  const count = Math.min(groups, actual.length)
  const sums = groupSums(actual, predicted, weights)
  const totals = sums.map((sum) => sum.reduce((total, part) => total + part, 0))
  const [weight, , , squares, errors] = totals
  const spread = exactSpread(actual, weights)
  const random = randomFrom(seed)
  const draws = [0, 1, 2].map(() => new Float64Array(replicates))
  for (let r = 0; r < replicates; r++) {
    const drawn = [0, 0, 0, 0, 0]
    for (let g = 0; g < count; g++) {
      const at = random.below(count)
      for (let k = 0; k < 5; k++) drawn[k]! += sums[k]![at]!
    }
    figuresOf(drawn).forEach((value, k) => (draws[k]![r] = value))
  }
  const interval = (k: number): Interval | null => (actual.length > 1 ? percentileInterval(draws[k]!) : null)
  const mse = squares! / weight!
  const squaredInterval = interval(0)
  const roots: Interval | null = squaredInterval && [Math.sqrt(squaredInterval[0]), Math.sqrt(squaredInterval[1])]
  const share = (id: string, value: number, k: number) =>
    spread > 0
      ? measured(id, value, interval(k), 'bootstrap')
      : unknown(id, { en: 'The target is the same in every row.', fr: 'La cible est la même dans toutes les lignes.' })
  return {
    mse: measured('mse', mse, squaredInterval, 'bootstrap'),
    rmse: measured('rmse', Math.sqrt(mse), roots, 'bootstrap'),
    r2: share('r2', 1 - squares! / spread, 1),
    explained: share('explained-variance', 1 - (squares! - errors! ** 2 / weight!) / spread, 2),
    deviation: Math.sqrt(spread / weight!),
  }
}

/** Per group: weight, sum of the target (shifted), of its square, of the squared error, of the error. */
function groupSums(actual: Float64Array, predicted: Float64Array, weights: Float64Array): Float64Array[] {
  const count = Math.min(groups, actual.length)
  const sums = Array.from({ length: 5 }, () => new Float64Array(count))
  const shift = actual[0]!
  for (let i = 0; i < actual.length; i++) {
    const group = i % count
    const value = actual[i]! - shift
    const error = actual[i]! - predicted[i]!
    sums[0]![group]! += weights[i]!
    sums[1]![group]! += weights[i]! * value
    sums[2]![group]! += weights[i]! * value * value
    sums[3]![group]! += weights[i]! * error * error
    sums[4]![group]! += weights[i]! * error
  }
  return sums
}

/** Mean squared error, R2 and explained variance. */
function figuresOf([weight, sum, ofSquares, squares, errors]: readonly number[]): [number, number, number] {
  const spread = ofSquares! - (sum! * sum!) / weight!
  const own = squares! - (errors! * errors!) / weight!
  return [squares! / weight!, spread > 0 ? 1 - squares! / spread : Number.NaN, spread > 0 ? 1 - own / spread : Number.NaN]
}

/** Weighted sum of squares about the mean in two passes. */
function exactSpread(actual: Float64Array, weights: Float64Array): number {
  let total = 0
  let sum = 0
  for (let i = 0; i < actual.length; i++) {
    total += weights[i]!
    sum += weights[i]! * actual[i]!
  }
  const mean = sum / total
  let spread = 0
  let same = true
  for (let i = 0; i < actual.length; i++) {
    spread += weights[i]! * (actual[i]! - mean) ** 2
    if (actual[i] !== actual[0]) same = false
  }
  return same ? 0 : spread
}
