import { randomFrom } from '../random.ts'
import type { Interval } from '../statistics/proportion.ts'
import { effectiveRows, meanFigure, measured, percentileInterval, unknown, type Measured } from './measured.ts'
import { predictionTables, type PredictionTables } from './prediction-tables.ts'
import { scorableRows } from './scorable-rows.ts'
import { weightedQuantiles } from './weighted-quantiles.ts'

export interface RegressionInput {
  /** Rows with NaN here or in `predicted` are left out and counted. */
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly weights?: Float64Array
  /** Of the bootstrap intervals. */
  readonly seed: number
}

export interface RegressionReport extends PredictionTables {
  readonly rows: number
  readonly skipped: number
  /** mae, rmse, r2, median-error, mape, smape. */
  readonly figures: readonly Measured[]
  /** The same figures, by id, of always answering the mean (rmse, r2) or the median of these rows. */
  readonly baseline: Readonly<Record<string, number | null>>
}

/** Everything about predicted numbers on rows the model has not seen. Residuals are actual - predicted. Throws LearnProblem `no-rows`. */
export function evaluateRegression(input: RegressionInput): RegressionReport {
  const { rows, skipped, take, weights } = scorableRows(input.actual, [input.predicted], input.weights)
  const actual = take(input.actual)
  const predicted = take(input.predicted)
  const errors = absoluteErrors(actual, predicted)
  const centre = weightedQuantiles(actual, weights, [0.5])[0]!
  const constant = absoluteErrors(
    actual,
    actual.map(() => centre),
  )
  const { rmse, r2, deviation } = squareFigures(actual, predicted, weights, input.seed)
  return {
    rows,
    skipped,
    figures: [
      meanFigure('mae', errors, weights),
      rmse,
      r2,
      medianFigure(errors, weights),
      percentFigure(actual, errors, weights),
      meanFigure(
        'smape',
        errors.map((error, i) => symmetric(error, actual[i]!, predicted[i]!)),
        weights,
      ),
    ],
    baseline: {
      mae: meanFigure('mae', constant, weights).value,
      rmse: deviation,
      r2: 0,
      'median-error': weightedQuantiles(constant, weights, [0.5])[0]!,
      mape: percentFigure(actual, constant, weights).value,
      smape: meanFigure(
        'smape',
        constant.map((error, i) => symmetric(error, actual[i]!, centre)),
        weights,
      ).value,
    },
    ...predictionTables(actual, predicted),
  }
}

function absoluteErrors(actual: Float64Array, predicted: Float64Array): Float64Array {
  return actual.map((value, i) => Math.abs(value - predicted[i]!))
}

/** 2 |e| / (|actual| + |predicted|), from 0 to 2; two zeros agree. */
function symmetric(error: number, actual: number, predicted: number): number {
  return error === 0 ? 0 : (2 * error) / (Math.abs(actual) + Math.abs(predicted))
}

/** Mean of |e| / |actual| over the rows whose target is not 0. */
function percentFigure(actual: Float64Array, errors: Float64Array, weights: Float64Array): Measured {
  const nonzero = weights.map((weight, i) => (actual[i] === 0 ? 0 : weight))
  if (!nonzero.some((weight) => weight > 0))
    return unknown('mape', { en: 'The target is 0 in every row.', fr: 'La cible vaut 0 dans toutes les lignes.' })
  return meanFigure(
    'mape',
    errors.map((error, i) => (actual[i] === 0 ? 0 : error / Math.abs(actual[i]!))),
    nonzero,
  )
}

/** Median absolute error with the order statistics that enclose it 95 % of the time. */
function medianFigure(errors: Float64Array, weights: Float64Array): Measured {
  const rows = effectiveRows(weights)
  const half = rows > 1 ? 1.959963984540054 / (2 * Math.sqrt(rows)) : 0.5
  const [median, low, high] = weightedQuantiles(errors, weights, [0.5, Math.max(0, 0.5 - half), Math.min(1, 0.5 + half)])
  return measured('median-error', median!, rows > 5 ? [low!, high!] : null, 'order')
}

const groups = 5000
const replicates = 1000

/**
 * RMSE and R2 with bootstrap intervals. Both follow from four sums, so of many rows every 5000th goes into one group, and groups are drawn
 * instead of rows: as good an estimate of the spread, at a cost that does not grow with the rows.
 */
function squareFigures(
  actual: Float64Array,
  predicted: Float64Array,
  weights: Float64Array,
  seed: number,
): { rmse: Measured; r2: Measured; deviation: number } {
  const count = Math.min(groups, actual.length)
  const sums = [0, 1, 2, 3].map(() => new Float64Array(count))
  const shift = actual[0]!
  for (let i = 0; i < actual.length; i++) {
    const group = i % count
    const value = actual[i]! - shift
    sums[0]![group]! += weights[i]!
    sums[1]![group]! += weights[i]! * value
    sums[2]![group]! += weights[i]! * value * value
    sums[3]![group]! += weights[i]! * (actual[i]! - predicted[i]!) ** 2
  }
  const totals = sums.map((sum) => sum.reduce((total, part) => total + part, 0))
  const own = figuresOf(totals)
  const spread = exactSpread(actual, weights)
  const random = randomFrom(seed)
  const draws = [new Float64Array(replicates), new Float64Array(replicates)]
  for (let r = 0; r < replicates; r++) {
    const drawn = [0, 0, 0, 0]
    for (let g = 0; g < count; g++) {
      const at = random.below(count)
      for (let k = 0; k < 4; k++) drawn[k]! += sums[k]![at]!
    }
    const { rmse, r2 } = figuresOf(drawn)
    draws[0]![r] = rmse
    draws[1]![r] = r2
  }
  const interval = (values: Float64Array): Interval | null => (actual.length > 1 ? percentileInterval(values) : null)
  const deviation = Math.sqrt(spread / totals[0]!)
  return {
    rmse: measured('rmse', own.rmse, interval(draws[0]!), 'bootstrap'),
    r2:
      spread > 0
        ? measured('r2', 1 - totals[3]! / spread, interval(draws[1]!), 'bootstrap')
        : unknown('r2', { en: 'The target is the same in every row.', fr: 'La cible est la même dans toutes les lignes.' }),
    deviation,
  }
}

function figuresOf([weight, sum, squares, errors]: readonly number[]): { rmse: number; r2: number } {
  const spread = squares! - (sum! * sum!) / weight!
  return { rmse: Math.sqrt(errors! / weight!), r2: spread > 0 ? 1 - errors! / spread : Number.NaN }
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
