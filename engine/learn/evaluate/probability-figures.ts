import type { Interval } from '../statistics/proportion.ts'
import { auc, aucInterval, effectiveSizes, type Auc } from './auc.ts'
import { calibrationOf, type Calibration } from './calibration.ts'
import { classCurves, type ClassCurves, type ScoredClass } from './class-curves.ts'
import { averagePrecision } from './curves.ts'
import type { Measure } from './decision-figures.ts'
import { fallingOrder } from './falling-order.ts'
import { meanFigure, measured, unknown, type Measured } from './measured.ts'
import { precisionInfluence, precisionInterval, type JudgedPrecision } from './precision-error.ts'
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
  let precision: Float64Array = new Float64Array(0)
  let calibration: Calibration | undefined
  let thresholds: ThresholdRow[] | null = null
  // One class after the other: their sorted rows never lie in memory together.
  for (const place of probabilities.keys()) {
    const own = scoredClass(input, place)
    const area = auc(own.ranked, own.positive, weights)
    const ranked = judgedPrecision(own)
    judged.push(judgedClass(own, area, ranked))
    if (two && place === positive) thresholds = thresholdTable(own.score, own.positive)
    if (!two || place === positive) {
      if (area) influence = summed(influence, area.influence)
      if (ranked) precision = summed(precision, ranked.influence)
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
      precisionFigure(two ? [single] : judged, precision),
      measured('calibration-error', calibration.error, calibration.interval, 'basic'),
    ],
    perClass: judged.map(({ area, areaInterval, precision: value, precisionInterval: interval }) => ({
      auc: { value: area, interval: areaInterval },
      averagePrecision: { value, interval },
    })),
    curves,
    thresholds,
  }
}

interface JudgedClass {
  readonly area: number | null
  readonly areaInterval: Interval | null
  readonly precision: number | null
  readonly precisionInterval: Interval | null
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

function judgedPrecision({ positive, weights, ranked }: ScoredClass): JudgedPrecision | null {
  const value = averagePrecision(ranked)
  return value === null ? null : { value, influence: precisionInfluence(ranked, { value, positive, weights }) }
}

function judgedClass({ positive, weights }: ScoredClass, area: Auc | null, precision: JudgedPrecision | null): JudgedClass {
  const { positives, negatives } = effectiveSizes(positive, weights)
  const smaller = Math.min(positives, negatives)
  return {
    area: area && area.value,
    areaInterval: area && aucInterval(area, smaller).interval,
    precision: precision && precision.value,
    precisionInterval: precision && precisionInterval(precision, positives).interval,
    positives,
    smaller,
  }
}

function summed(sum: Float64Array, more: Float64Array): Float64Array {
  return sum.length === 0 ? more : sum.map((value, i) => value + more[i]!)
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

/** Mean over the classes of the area of each against the others. The rows' influences were added up before they are squared. */
function meanAuc(judged: readonly JudgedClass[], influence: Float64Array): Measured {
  const known = judged.flatMap(({ area, smaller }) => (area === null ? [] : [{ area, smaller }]))
  const value = known.reduce((sum, { area }) => sum + area, 0) / known.length
  return aucFigure(
    known.length === 0 ? null : { value, influence: influence.map((part) => part / known.length) },
    Math.min(...known.map(({ smaller }) => smaller)),
  )
}

/** Mean over the classes that occur. The rows' influences were added up before they are squared. */
function precisionFigure(judged: readonly JudgedClass[], influence: Float64Array): Measured {
  const known = judged.flatMap(({ precision, positives }) => (precision === null ? [] : [{ precision, positives }]))
  if (known.length === 0) return unknown('average-precision', oneClass)
  const value = known.reduce((sum, { precision }) => sum + precision, 0) / known.length
  const mean = { value, influence: influence.map((part) => part / known.length) }
  const { interval, method } = precisionInterval(mean, Math.min(...known.map(({ positives }) => positives)))
  return measured('average-precision', value, interval, method)
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
