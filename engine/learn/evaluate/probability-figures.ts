import { wilsonInterval, type Interval } from '../statistics/proportion.ts'
import { normalQuantile } from '../statistics/normal.ts'
import { auc, aucInterval, effectiveSizes, type Auc } from './auc.ts'
import { calibrationOf, type CalibrationBin } from './calibration.ts'
import { averagePrecision, precisionRecallCurve, rocCurve } from './curves.ts'
import { meanFigure, measured, unknown, withoutInterval, type Measured } from './measured.ts'
import { rankScores } from './rank-scores.ts'
import type { Curve } from './thin-curve.ts'
import { thresholdTable, type ThresholdRow } from './threshold-table.ts'

export interface ProbabilityInput {
  readonly actual: Float64Array
  readonly probabilities: readonly Float64Array[]
  readonly weights: Float64Array
  readonly positive: number
}

export interface BinaryCurves {
  readonly roc: Curve | null
  readonly precisionRecall: Curve | null
  readonly calibration: readonly CalibrationBin[]
  readonly thresholds: readonly ThresholdRow[]
}

const oneClass = { en: 'All rows are of one class.', fr: 'Toutes les lignes sont d’une seule classe.' }

/** Figures of probabilities; for two classes also the curves of the positive one. */
export function probabilityFigures(input: ProbabilityInput): { figures: Measured[]; curves: BinaryCurves | null } {
  const { actual, probabilities, weights } = input
  const losses = [meanFigure('log-loss', logLosses(actual, probabilities), weights), meanFigure('brier', squaredGaps(input), weights)]
  if (probabilities.length !== 2) return { figures: [...losses, meanAuc(input)], curves: null }
  const score = probabilities[input.positive]!
  const positive = Uint8Array.from(actual, (code) => (code === input.positive ? 1 : 0))
  const ranked = rankScores(score, positive, weights)
  const calibration = calibrationOf({ score, positive, weights, order: ranked.order })
  const sizes = effectiveSizes(positive, weights)
  const precision = averagePrecision(ranked)
  return {
    figures: [
      ...losses,
      aucFigure(auc(ranked, positive, weights), Math.min(sizes.positives, sizes.negatives)),
      precision === null
        ? unknown('average-precision', oneClass)
        : measured('average-precision', precision, logitInterval(precision, sizes.positives), precision < 1 ? 'logit' : 'wilson'),
      withoutInterval('calibration-error', calibration.error, {
        en: 'It has no fair interval: in small samples it is above 0 by chance alone.',
        fr: 'Elle n’a pas d’intervalle honnête : sur peu de lignes, le hasard seul la rend positive.',
      }),
    ],
    curves: {
      roc: rocCurve(ranked),
      precisionRecall: precisionRecallCurve(ranked),
      calibration: calibration.bins,
      thresholds: thresholdTable(score, positive),
    },
  }
}

/** Minus the logarithm of the probability of what happened; a probability of 0 counts as 2^-52, as in scikit-learn. */
function logLosses(actual: Float64Array, probabilities: readonly Float64Array[]): Float64Array {
  return actual.map((code, i) => -Math.log(Math.max(Number.EPSILON, probabilities[code]![i]!)))
}

/** Two classes: squared gap of the positive probability; more: summed over the classes (Brier 1950). */
function squaredGaps({ actual, probabilities, positive }: ProbabilityInput): Float64Array {
  const columns = probabilities.length === 2 ? [positive] : probabilities.map((_, k) => k)
  return actual.map((code, i) => columns.reduce((sum, k) => sum + (probabilities[k]![i]! - (code === k ? 1 : 0)) ** 2, 0))
}

function aucFigure(area: Auc | null, smaller: number): Measured {
  if (!area) return unknown('auc', oneClass)
  const { interval, method } = aucInterval(area, smaller)
  return measured('auc', area.value, interval, method)
}

/** Mean over the classes of the area of each against the others. The rows' influences add up before they are squared. */
function meanAuc({ actual, probabilities, weights }: ProbabilityInput): Measured {
  const areas: Auc[] = []
  let smallest = Number.POSITIVE_INFINITY
  probabilities.forEach((score, k) => {
    const positive = Uint8Array.from(actual, (code) => (code === k ? 1 : 0))
    const area = auc(rankScores(score, positive, weights), positive, weights)
    if (!area) return
    areas.push(area)
    const sizes = effectiveSizes(positive, weights)
    smallest = Math.min(smallest, sizes.positives, sizes.negatives)
  })
  if (areas.length === 0) return unknown('auc', oneClass)
  const value = areas.reduce((sum, area) => sum + area.value, 0) / areas.length
  const influence = actual.map((_, i) => areas.reduce((sum, area) => sum + area.influence[i]!, 0) / areas.length)
  return aucFigure({ value, influence }, smallest)
}

function logitInterval(value: number, positives: number): Interval | null {
  if (value >= 1 || value <= 0) return wilsonInterval(value, positives)
  const half = normalQuantile(0.975) / Math.sqrt(positives * value * (1 - value))
  const logit = Math.log(value / (1 - value))
  const back = (at: number) => 1 / (1 + Math.exp(-at))
  return [back(logit - half), back(logit + half)]
}
