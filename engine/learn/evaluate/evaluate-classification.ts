import { lengthMismatch } from '../check-training.ts'
import { badOption } from '../problem.ts'
import { mostLikely } from '../score-rows.ts'
import { wilsonInterval } from '../statistics/proportion.ts'
import {
  balancedAccuracy,
  classFigures,
  confusionIntervals,
  confusionOf,
  macro,
  matthews,
  weightedMean,
  type ClassFigures,
  type Confusion,
} from './confusion.ts'
import { constantClassifierFigures } from './constant-figures.ts'
import { effectiveRows, measured, unknown, type Measured } from './measured.ts'
import { probabilityFigures, type BinaryCurves } from './probability-figures.ts'
import { scorableRows } from './scorable-rows.ts'

export interface ClassificationInput {
  readonly classes: readonly string[]
  /** Positions in `classes`; rows with NaN here or in an answer are left out and counted. */
  readonly actual: Float64Array
  /** Needed without `probabilities`; with them the most likely class, or for two classes the threshold, decides. */
  readonly predicted?: Float64Array
  /** One array per class. */
  readonly probabilities?: readonly Float64Array[]
  /** Two classes: the one that figures and curves are about, the second unless said otherwise. */
  readonly positive?: number
  /** Two classes: the positive one is predicted at or above it; 0.5 unless said otherwise. */
  readonly threshold?: number
  readonly weights?: Float64Array
  /** Of the bootstrap intervals. */
  readonly seed: number
}

export interface ClassificationReport {
  readonly rows: number
  readonly skipped: number
  /** accuracy, balanced-accuracy, precision, recall, f1, mcc; with probabilities also log-loss, brier, auc, and for two classes average-precision, calibration-error. */
  readonly figures: readonly Measured[]
  /** The same figures, by id, of the best constant answer; null where that means nothing. */
  readonly baseline: Readonly<Record<string, number | null>>
  /** Counts of rows: confusion[actual][predicted]. */
  readonly confusion: readonly (readonly number[])[]
  readonly perClass: readonly ClassRow[]
  readonly averages: Readonly<Record<'macro' | 'weighted', { precision: number; recall: number; f1: number }>>
  /** Two classes with probabilities only. */
  readonly curves: BinaryCurves | null
}

export interface ClassRow {
  readonly class: string
  readonly rows: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

/**
 * Everything about a classifier's answers on rows it has not seen. Figures use the weights; confusion, thresholds and row counts do not.
 * With three classes and more, precision, recall, F1 and AUC are plain means over the classes. Throws LearnProblem `no-rows`, `bad-option`.
 */
export function evaluateClassification(input: ClassificationInput): ClassificationReport {
  const { classes } = input
  const count = classes.length
  const positive = input.positive ?? 1
  const given = input.predicted ?? decide(input, positive)
  if (given.length !== input.actual.length) throw lengthMismatch('prediction', given.length, input.actual.length)
  const { rows, skipped, take, weights } = scorableRows(input.actual, [given, ...(input.probabilities ?? [])], input.weights)
  const actual = take(input.actual)
  const predicted = take(given)
  const probabilities = input.probabilities?.map(take)
  const table = confusionOf(actual, predicted, weights, count)
  const counted = confusionOf(actual, predicted, null, count)
  const own = classFigures(table, count)
  const scored = probabilities ? probabilityFigures({ actual, probabilities, weights, positive }) : { figures: [], curves: null }
  return {
    rows,
    skipped,
    figures: [...decisionFigures(table, { classes, positive, rows: effectiveRows(weights), seed: input.seed }), ...scored.figures],
    baseline: constantClassifierFigures(own, count === 2 ? positive : null),
    confusion: classes.map((_, k) => Array.from(counted.subarray(k * count, (k + 1) * count))),
    perClass: classFigures(counted, count).map(({ actual: rowsOfClass }, k) => ({
      class: classes[k]!,
      rows: rowsOfClass,
      precision: own[k]!.precision,
      recall: own[k]!.recall,
      f1: own[k]!.f1,
    })),
    averages: { macro: averages(own, macro), weighted: averages(own, weightedMean) },
    curves: scored.curves,
  }
}

function decide({ classes, probabilities, threshold = 0.5 }: ClassificationInput, positive: number): Float64Array {
  if (!probabilities) throw badOption('predicted', { en: 'be given without probabilities', fr: 'être donné sans probabilités' })
  if (classes.length !== 2) return mostLikely(probabilities)
  return probabilities[positive]!.map((score) => (Number.isNaN(score) ? Number.NaN : score >= threshold ? positive : 1 - positive))
}

interface DecisionShape {
  readonly classes: readonly string[]
  readonly positive: number
  /** Effective number of rows. */
  readonly rows: number
  readonly seed: number
}

function decisionFigures(table: Confusion, { classes, positive, rows, seed }: DecisionShape): Measured[] {
  const own = classFigures(table, classes.length)
  const total = own.reduce((sum, { actual }) => sum + actual, 0)
  const perWeight = rows / total
  const accuracy = own.reduce((sum, { hit }) => sum + hit, 0) / total
  const binary = classes.length === 2
  const f1 = (figures: readonly ClassFigures[]) => (binary ? (figures[positive]!.f1 ?? Number.NaN) : macro(figures, 'f1'))
  const draws = confusionIntervals(
    { table, classes: classes.length, rows, seed },
    {
      'balanced-accuracy': balancedAccuracy,
      f1,
      mcc: matthews,
      precision: (figures) => macro(figures, 'precision'),
      recall: (figures) => macro(figures, 'recall'),
    },
  )
  const figure = own[positive]!
  const name = classes[positive]!
  const binaryShare = (id: 'precision' | 'recall', value: number | null, of: number) =>
    value === null ? unknown(id, emptyReason(id, name)) : measured(id, value, wilsonInterval(value, of * perWeight), 'wilson')
  return [
    measured('accuracy', accuracy, wilsonInterval(accuracy, rows), 'wilson'),
    measured('balanced-accuracy', balancedAccuracy(own), draws['balanced-accuracy'], 'bootstrap'),
    binary
      ? binaryShare('precision', figure.precision, figure.predicted)
      : measured('precision', macro(own, 'precision'), draws.precision, 'bootstrap'),
    binary ? binaryShare('recall', figure.recall, figure.actual) : measured('recall', macro(own, 'recall'), draws.recall, 'bootstrap'),
    Number.isNaN(f1(own)) ? unknown('f1', emptyReason('recall', name)) : measured('f1', f1(own), draws.f1, 'bootstrap'),
    measured('mcc', matthews(own), draws.mcc, 'bootstrap'),
  ]
}

function emptyReason(id: 'precision' | 'recall', name: string) {
  return id === 'precision'
    ? { en: `No row was predicted to be ${name}.`, fr: `Aucune ligne n’a été prédite ${name}.` }
    : { en: `No row is ${name}.`, fr: `Aucune ligne n’est ${name}.` }
}

function averages(own: readonly ClassFigures[], mean: (figures: readonly ClassFigures[], of: 'precision' | 'recall' | 'f1') => number) {
  return { precision: mean(own, 'precision'), recall: mean(own, 'recall'), f1: mean(own, 'f1') }
}
