import { auc } from '../evaluate/auc.ts'
import { rankScores } from '../evaluate/rank-scores.ts'
import { breathe, type FitControl, type FittedModel } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { randomFrom, shuffledIndices, type Random } from '../random.ts'

export type ImportanceMetric = 'log-loss' | 'accuracy' | 'auc' | 'r2' | 'mae' | 'rmse'

export interface Permuted {
  /** The metric with all columns as they are. */
  readonly baseline: number
  /** By feature: how much worse the metric gets, once for each repeat. */
  readonly losses: readonly (readonly number[])[]
}

export interface PermutationAsked {
  readonly model: FittedModel
  /** Rows that the model has not learnt from, and their classes (places) or values; none missing. */
  readonly x: Matrix
  readonly actual: Float64Array
  /** How many columns of the matrix belong to each feature: they are shuffled together. */
  readonly widths: readonly number[]
  readonly metric: ImportanceMetric
  /** The place of the class that the AUC is about; the second unless said otherwise. More than two classes: the mean over them, each against the rest. */
  readonly positive?: number
  readonly repeats: number
  readonly seed: number
}

/**
 * How much worse a model answers when the values of one feature are shuffled among the rows (Breiman 2001; model-agnostic as Fisher, Rudin and
 * Dominici 2019). What two features both tell shows in neither.
 */
export async function permutationImportance(asked: PermutationAsked, control: FitControl): Promise<Permuted> {
  const { x, widths, repeats, metric } = asked
  const random = randomFrom(asked.seed)
  const baseline = metricOf(asked, x)
  const better = metric === 'accuracy' || metric === 'auc' || metric === 'r2' ? 1 : -1
  const losses: number[][] = []
  let at = 0
  for (const [feature, width] of widths.entries()) {
    const own: number[] = []
    for (let repeat = 0; repeat < repeats; repeat++) {
      own.push(better * (baseline - metricOf(asked, shuffled(x, { from: at, width }, random))))
      control.progress((feature * repeats + repeat + 1) / (widths.length * repeats))
      await breathe(control)
    }
    losses.push(own)
    at += width
  }
  return { baseline, losses }
}

function shuffled(x: Matrix, { from, width }: { readonly from: number; readonly width: number }, random: Random): Matrix {
  const order = shuffledIndices(x.rows, random)
  return {
    ...x,
    columns: x.columns.map((column, j) => (j >= from && j < from + width ? Float64Array.from(order, (row) => column[row]!) : column)),
  }
}

function metricOf({ model, actual, metric, positive }: PermutationAsked, x: Matrix): number {
  switch (metric) {
    case 'accuracy':
      return share(model.predict(x), (answer, row) => answer === actual[row])
    case 'log-loss':
      return logLoss(model.predictProba?.(x) ?? [], actual)
    case 'auc':
      return meanAuc(model.predictProba?.(x) ?? [], actual, positive)
    case 'mae':
      return mean(model.predict(x).map((answer, row) => Math.abs(answer - actual[row]!)))
    case 'rmse':
      return Math.sqrt(mean(model.predict(x).map((answer, row) => (answer - actual[row]!) ** 2)))
    case 'r2': {
      const middle = mean(actual)
      return 1 - mean(model.predict(x).map((answer, row) => (answer - actual[row]!) ** 2)) / mean(actual.map((y) => (y - middle) ** 2))
    }
  }
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

function share(values: Float64Array, holds: (value: number, row: number) => boolean): number {
  return values.reduce((count, value, row) => count + Number(holds(value, row)), 0) / values.length
}

/** A probability of 0 counts as the least number above it, as in scikit-learn. */
function logLoss(probabilities: readonly Float64Array[], actual: Float64Array): number {
  return mean(actual.map((code, row) => -Math.log(Math.max(Number.EPSILON, probabilities[code]?.[row] ?? 0))))
}

function meanAuc(probabilities: readonly Float64Array[], actual: Float64Array, positive = 1): number {
  const weights = new Float64Array(actual.length).fill(1)
  const about = probabilities.length === 2 ? [positive] : [...probabilities.keys()]
  const areas = about.flatMap((place) => {
    const own = Uint8Array.from(actual, (code) => Number(code === place))
    return auc(rankScores(probabilities[place] ?? weights, own, weights), own, weights)?.value ?? []
  })
  return areas.reduce((sum, area) => sum + area, 0) / areas.length
}
