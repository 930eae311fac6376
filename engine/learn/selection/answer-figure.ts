import { auc } from '../evaluate/auc.ts'
import { rankScores } from '../evaluate/rank-scores.ts'
import type { FittedModel } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'

export type AnswerFigure = 'log-loss' | 'accuracy' | 'auc' | 'r2' | 'mae' | 'rmse'

export interface Answering {
  readonly model: FittedModel
  /** Classes (places) or values; none missing. */
  readonly actual: Float64Array
  /** The place of the class that the AUC is about; the second unless said otherwise. More than two classes: the mean over them, each against the rest. */
  readonly positive?: number
}

export const isBetterHigh = (figure: AnswerFigure): boolean => figure === 'accuracy' || figure === 'auc' || figure === 'r2'

/** A figure of the answers to these rows. */
export function answerFigure(figure: AnswerFigure, { model, actual, positive }: Answering, x: Matrix): number {
  switch (figure) {
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
