import { wilsonInterval, type Interval } from '../statistics/proportion.ts'
import { normalQuantile } from '../statistics/normal.ts'
import { auc, aucInterval, effectiveSizes, type Auc } from './auc.ts'
import { calibrationOf, type Calibration } from './calibration.ts'
import { classCurves, type ClassCurves, type ScoredClass } from './class-curves.ts'
import { averagePrecision } from './curves.ts'
import type { Measure } from './decision-figures.ts'
import { fallingOrder } from './falling-order.ts'
import { meanFigure, measured, unknown, type Measured } from './measured.ts'
import { rankScores } from './rank-scores.ts'
import { thresholdTable, type ThresholdRow } from './threshold-table.ts'

export interface ProbabilityInput {
  readonly actual: Float64Array
  readonly probabilities: readonly Float64Array[]
  readonly weights: Float64Array
  readonly positive: number
  readonly seed: number
}

export interface ProbabilityReport {
  readonly figures: readonly Measured[]
  readonly perClass: readonly { readonly auc: Measure; readonly averagePrecision: Measure }[]
  readonly curves: readonly { readonly place: number; readonly curves: ClassCurves }[]
  /** Two classes. */
  readonly thresholds: readonly ThresholdRow[] | null
}

const oneClass = { en: 'All rows are of one class.', fr: 'Toutes les lignes sont d’une seule classe.' }
const mostCurves = 12
const fewerPoints = 80

/** Figures of probabilities and the curves of each class against the others; of two classes those of the positive one. */
export function probabilityFigures(input: ProbabilityInput): ProbabilityReport {
  const { actual, probabilities, weights, positive } = input
  const losses = [meanFigure('log-loss', logLosses(actual, probabilities), weights), meanFigure('brier', squaredGaps(input), weights)]
  const two = probabilities.length === 2
  const drawn = new Set((two ? [positive] : [...probabilities.keys()]).slice(0, mostCurves))
  const judged: JudgedClass[] = []
  const curves: { place: number; curves: ClassCurves }[] = []
  let influence: Float64Array = new Float64Array(0)
  let calibration: Calibration | undefined
  let thresholds: ThresholdRow[] | null = null
  // One class after the other: their sorted rows never lie in memory together.
  for (const place of probabilities.keys()) {
    const own = scoredClass(input, place)
    const area = auc(own.ranked, own.positive, weights)
    judged.push(judgedClass(own, area))
    if (two && place === positive) {
      thresholds = thresholdTable(own.score, own.positive)
      if (area) influence = area.influence
    } else if (!two && area) {
      if (influence.length === 0) influence = new Float64Array(actual.length)
      for (let i = 0; i < influence.length; i++) influence[i]! += area.influence[i]!
    }
    if (!drawn.has(place)) continue
    const made = classCurves(own, two ? undefined : fewerPoints)
    curves.push({ place, curves: made.curves })
    if (two) calibration = made.calibration
  }
  calibration ??= topCalibration(input)
  const single = judged[positive]!
  return {
    figures: [
      ...losses,
      two ? aucFigure(single.area === null ? null : { value: single.area, influence }, single.smaller) : meanAuc(judged, influence),
      two ? precisionFigure(single) : meanPrecision(judged),
      measured('calibration-error', calibration.error, calibration.interval, 'basic'),
    ],
    perClass: judged.map(({ area, areaInterval, precision, positives }) => ({
      auc: { value: area, interval: areaInterval },
      averagePrecision: { value: precision, interval: precision === null ? null : logitInterval(precision, positives) },
    })),
    curves,
    thresholds,
  }
}

interface JudgedClass {
  readonly area: number | null
  readonly areaInterval: Interval | null
  readonly precision: number | null
  /** Effective number of rows of the class, and of the smaller side. */
  readonly positives: number
  readonly smaller: number
}

function scoredClass({ actual, probabilities, weights, seed }: ProbabilityInput, place: number): ScoredClass {
  const score = probabilities[place]!
  const positive = new Uint8Array(actual.length)
  for (let i = 0; i < positive.length; i++) if (actual[i] === place) positive[i] = 1
  return { score, positive, weights, ranked: rankScores(score, positive, weights), seed }
}

function judgedClass({ positive, weights, ranked }: ScoredClass, area: Auc | null): JudgedClass {
  const { positives, negatives } = effectiveSizes(positive, weights)
  const smaller = Math.min(positives, negatives)
  return {
    area: area && area.value,
    areaInterval: area && aucInterval(area, smaller).interval,
    precision: averagePrecision(ranked),
    positives,
    smaller,
  }
}

/** Minus the logarithm of the probability of what happened; a probability of 0 counts as 2^-52, as in scikit-learn. */
function logLosses(actual: Float64Array, probabilities: readonly Float64Array[]): Float64Array {
  return actual.map((code, i) => -Math.log(Math.max(Number.EPSILON, probabilities[code]![i]!)))
}

/** Two classes: squared gap of the positive probability; more: summed over the classes (Brier 1950). */
function squaredGaps({ actual, probabilities, positive }: ProbabilityInput): Float64Array {
  const columns = probabilities.length === 2 ? [positive] : probabilities.map((_, k) => k)
  const gaps = new Float64Array(actual.length)
  for (const k of columns) {
    const column = probabilities[k]!
    for (let i = 0; i < gaps.length; i++) gaps[i]! += (column[i]! - (actual[i] === k ? 1 : 0)) ** 2
  }
  return gaps
}

function aucFigure(area: Auc | null, smaller: number): Measured {
  if (!area) return unknown('auc', oneClass)
  const { interval, method } = aucInterval(area, smaller)
  return measured('auc', area.value, interval, method)
}

function precisionFigure({ precision, positives }: JudgedClass): Measured {
  if (precision === null) return unknown('average-precision', oneClass)
  return measured('average-precision', precision, logitInterval(precision, positives), precision < 1 ? 'logit' : 'wilson')
}

/** Mean over the classes of the area of each against the others. The rows' influences were added up before they are squared. */
function meanAuc(judged: readonly JudgedClass[], influence: Float64Array): Measured {
  const known = judged.flatMap(({ area, smaller }) => (area === null ? [] : [{ area, smaller }]))
  const value = known.reduce((sum, { area }) => sum + area, 0) / known.length
  return aucFigure(
    known.length === 0 ? null : { value, influence: influence.map((part) => part / known.length) },
    Math.min(...known.map(({ smaller }) => smaller)),
  )
}

/** Mean over the classes that occur; the interval takes the classes' errors as independent, each on the scale of the value. */
function meanPrecision(judged: readonly JudgedClass[]): Measured {
  const known = judged.flatMap(({ precision, positives }) => (precision === null ? [] : [{ precision, positives }]))
  if (known.length === 0) return unknown('average-precision', oneClass)
  const value = known.reduce((sum, { precision }) => sum + precision, 0) / known.length
  const variance = known.reduce((sum, { precision, positives }) => sum + (precision * (1 - precision)) / positives, 0) / known.length ** 2
  const half = normalQuantile(0.975) * Math.sqrt(variance)
  return measured('average-precision', value, [Math.max(0, value - half), Math.min(1, value + half)], 'normal')
}

/** Calibration of the most likely class: how often it is right against how sure the model was of it. */
function topCalibration({ actual, probabilities, weights, seed }: ProbabilityInput): Calibration {
  const score = new Float64Array(actual.length)
  const positive = new Uint8Array(actual.length)
  probabilities.forEach((column, k) => {
    for (let i = 0; i < score.length; i++) {
      if (k > 0 && column[i]! <= score[i]!) continue
      score[i] = column[i]!
      positive[i] = actual[i] === k ? 1 : 0
    }
  })
  return calibrationOf({ score, positive, weights, order: fallingOrder(score), seed })
}

function logitInterval(value: number, positives: number): Interval | null {
  if (value >= 1 || value <= 0) return wilsonInterval(value, positives)
  const half = normalQuantile(0.975) / Math.sqrt(positives * value * (1 - value))
  const logit = Math.log(value / (1 - value))
  const back = (at: number) => 1 / (1 + Math.exp(-at))
  return [back(logit - half), back(logit + half)]
}
