import { lengthMismatch } from '../check-training.ts'
import { badOption } from '../problem.ts'
import type { ClassCurves } from './class-curves.ts'
import { classFigures, confusionOf } from './confusion.ts'
import { constantClassifierFigures } from './constant-figures.ts'
import { decideClasses } from './decide-classes.ts'
import { decisionFigures, type AverageMeasures, type ClassMeasures, type Measure } from './decision-figures.ts'
import { listFigures, usualPlaces } from './list-figures.ts'
import { effectiveRows, type Measured } from './measured.ts'
import { probabilityFigures } from './probability-figures.ts'
import { scorableRows } from './scorable-rows.ts'
import type { ThresholdRow } from './threshold-table.ts'

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
  /** costs[actual][predicted] of one row. */
  readonly costs?: readonly (readonly number[])[]
  /** Two classes with probabilities: which list a row belongs to, a whole number, NaN for none; the rows of each are ranked by their score. */
  readonly group?: Float64Array
  /** The first places of a list that count for the figures about them; 10 unless said otherwise. */
  readonly places?: number
  /** Of the bootstrap intervals. */
  readonly seed: number
}

export interface ClassificationReport {
  readonly rows: number
  readonly skipped: number
  /**
   * accuracy, balanced-accuracy, precision, recall, f1, specificity (two classes), mcc, kappa, norm-macro-recall, cost (with costs); with
   * probabilities also log-loss, brier, auc, average-precision, calibration-error; of two classes with groups ndcg, ndcg-first, list-precision and
   * precision-first.
   */
  readonly figures: readonly Measured[]
  /** The same figures, by id, of the best constant answer; null where that means nothing. */
  readonly baseline: Readonly<Record<string, number | null>>
  /** Counts of rows: confusion[actual][predicted]. */
  readonly confusion: readonly (readonly number[])[]
  readonly perClass: readonly ClassRow[]
  readonly averages: readonly AverageMeasures[]
  /** With probabilities: of the positive one of two classes, or of each class (the first 12). */
  readonly curves: readonly (ClassCurves & { readonly class: string })[]
  /** Two classes with probabilities only. */
  readonly thresholds: readonly ThresholdRow[] | null
}

export interface ClassRow extends ClassMeasures {
  readonly class: string
  readonly rows: number
  readonly auc: Measure
  readonly averagePrecision: Measure
}

const none: Measure = { value: null, interval: null }

/**
 * Everything about a classifier's answers on rows it has not seen. Figures use the weights; confusion, thresholds and row counts do not.
 * With three classes and more, precision, recall, F1, AUC and average precision are plain means over the classes. Throws LearnProblem
 * `no-rows`, `bad-option`, `bad-weights`.
 */
export function evaluateClassification(input: ClassificationInput): ClassificationReport {
  const { classes, seed } = input
  const count = classes.length
  const positive = input.positive ?? 1
  const given =
    input.predicted ?? (input.probabilities && decideClasses(input.probabilities, { positive, threshold: input.threshold ?? 0.5 }))
  if (!given) throw badOption('predicted', { en: 'be given without probabilities', fr: 'être donné sans probabilités' })
  if (given.length !== input.actual.length) throw lengthMismatch('prediction', given.length, input.actual.length)
  const { rows, skipped, take, weights } = scorableRows(input.actual, [given, ...(input.probabilities ?? [])], input.weights)
  const actual = take(input.actual)
  const predicted = take(given)
  const probabilities = input.probabilities?.map(take)
  const table = confusionOf(actual, predicted, weights, count)
  const counted = confusionOf(actual, predicted, null, count)
  const costs = input.costs ? Float64Array.from(input.costs.flat()) : null
  const decided = decisionFigures(table, { classes, positive, rows: effectiveRows(weights), costs, seed })
  const scored = probabilities && probabilityFigures({ actual, probabilities, weights, positive, seed })
  const score = count === 2 ? probabilities?.[positive] : undefined
  const lists =
    score && input.group
      ? listFigures({
          gain: actual.map((place) => (place === positive ? 1 : 0)),
          score,
          group: take(input.group),
          places: input.places ?? usualPlaces,
        })
      : []
  return {
    rows,
    skipped,
    figures: [...decided.figures, ...(scored?.figures ?? []), ...lists.map(({ figure }) => figure)],
    baseline: {
      ...constantClassifierFigures(classFigures(table, count), count === 2 ? positive : null, costs),
      ...Object.fromEntries(lists.map(({ figure, baseline }) => [figure.id, baseline])),
    },
    confusion: classes.map((_, k) => Array.from(counted.subarray(k * count, (k + 1) * count))),
    perClass: decided.perClass.map((own, k) => ({
      class: classes[k]!,
      rows: counted.subarray(k * count, (k + 1) * count).reduce((sum, cell) => sum + cell, 0),
      ...own,
      auc: scored?.perClass[k]?.auc ?? none,
      averagePrecision: scored?.perClass[k]?.averagePrecision ?? none,
    })),
    averages: decided.averages,
    curves: (scored?.curves ?? []).map(({ place, curves }) => ({ class: classes[place]!, ...curves })),
    thresholds: scored?.thresholds ?? null,
  }
}
