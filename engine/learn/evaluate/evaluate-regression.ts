import { deviances } from './deviance-figures.ts'
import { listFigures, usualPlaces } from './list-figures.ts'
import { effectiveRows, meanFigure, measured, scaled, unknown, type Measured } from './measured.ts'
import { predictionTables, type PredictionTables } from './prediction-tables.ts'
import { rankFigures } from './rank-figures.ts'
import { scaledError } from './scaled-error.ts'
import { scorableRows } from './scorable-rows.ts'
import { squareFigures } from './square-figures.ts'
import { weightedQuantiles } from './weighted-quantiles.ts'

export interface RegressionInput {
  /** Rows with NaN here or in `predicted` are left out and counted. */
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly weights?: Float64Array
  /** When each row was, for errors against the naive forecast. */
  readonly time?: Float64Array
  /** Which series or list a row belongs to: a whole number, NaN for none. */
  readonly group?: Float64Array
  /** Above 0, below 1: the predictions are meant to be this quantile. */
  readonly quantile?: number
  /** The first places of a list that count for the figures about them; 10 unless said otherwise. */
  readonly places?: number
  /** Of the bootstrap intervals. */
  readonly seed: number
}

export interface RegressionReport extends PredictionTables {
  readonly rows: number
  readonly skipped: number
  /**
   * mae, rmse, r2, median-error, mape, smape, mse, explained-variance, spearman, nmae, nrmse; mase with a time; pinball with a quantile; with
   * groups ndcg and ndcg-first, and where some targets are 0 list-precision and precision-first; rmsle, poisson-deviance and tweedie-deviance where the target is never below 0.
   */
  readonly figures: readonly Measured[]
  /** The same figures, by id, of always answering the same: the mean, the median or what suits the figure best on these rows. */
  readonly baseline: Readonly<Record<string, number | null>>
}

/**
 * Everything about predicted numbers on rows the model has not seen. Residuals are actual - predicted. Throws LearnProblem `no-rows`,
 * `bad-weights`.
 */
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
  const mae = meanFigure('mae', errors, weights)
  const constantError = meanFigure('mae', constant, weights).value!
  const squares = squareFigures(actual, predicted, weights, input.seed)
  const range = rangeOf(actual)
  const normed = (id: string, figure: Measured) => (range > 0 ? scaled(id, figure, 1 / range) : unknown(id, sameEverywhere))
  const data = { actual, predicted, weights }
  const group = input.group && take(input.group)
  const further = [
    ...(input.time ? [scaledError({ mae, constantError, actual, time: take(input.time), group })] : []),
    ...(input.quantile === undefined ? [] : [pinball(data, input.quantile)]),
    ...rankFigures(data),
    ...(group ? listFigures({ gain: actual, score: predicted, group, places: input.places ?? usualPlaces }) : []),
    ...deviances(data),
  ]
  return {
    rows,
    skipped,
    figures: [
      mae,
      squares.rmse,
      squares.r2,
      medianFigure(errors, weights),
      percentFigure(actual, errors, weights),
      meanFigure(
        'smape',
        errors.map((error, i) => symmetric(error, actual[i]!, predicted[i]!)),
        weights,
      ),
      squares.mse,
      squares.explained,
      normed('nmae', mae),
      normed('nrmse', squares.rmse),
      ...further.map(({ figure }) => figure),
    ],
    baseline: {
      mae: constantError,
      rmse: squares.deviation,
      r2: 0,
      'median-error': weightedQuantiles(constant, weights, [0.5])[0]!,
      mape: percentFigure(actual, constant, weights).value,
      smape: meanFigure(
        'smape',
        constant.map((error, i) => symmetric(error, actual[i]!, centre)),
        weights,
      ).value,
      mse: squares.deviation ** 2,
      'explained-variance': 0,
      nmae: range > 0 ? constantError / range : null,
      nrmse: range > 0 ? squares.deviation / range : null,
      ...Object.fromEntries(further.map(({ figure, baseline }) => [figure.id, baseline])),
    },
    ...predictionTables(actual, predicted),
  }
}

const sameEverywhere = { en: 'The target is the same in every row.', fr: 'La cible est la même dans toutes les lignes.' }

function absoluteErrors(actual: Float64Array, predicted: Float64Array): Float64Array {
  return actual.map((value, i) => Math.abs(value - predicted[i]!))
}

function rangeOf(values: Float64Array): number {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return high - low
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

/** Mean pinball loss (Koenker and Bassett 1978): too low costs `quantile`, too high the rest of 1. */
function pinball(
  { actual, predicted, weights }: { actual: Float64Array; predicted: Float64Array; weights: Float64Array },
  quantile: number,
): { figure: Measured; baseline: number | null } {
  const loss = (answer: (i: number) => number) =>
    actual.map((value, i) => (value >= answer(i) ? quantile * (value - answer(i)) : (1 - quantile) * (answer(i) - value)))
  const best = weightedQuantiles(actual, weights, [quantile])[0]!
  return {
    figure: meanFigure(
      'pinball',
      loss((i) => predicted[i]!),
      weights,
    ),
    baseline: meanFigure(
      'pinball',
      loss(() => best),
      weights,
    ).value,
  }
}
