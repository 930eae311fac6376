import type { Text } from '../../protocol/text.ts'
import { classText } from '../class-text.ts'
import { wilsonInterval, type Interval } from '../statistics/proportion.ts'
import {
  balancedAccuracy,
  classFigures,
  confusionIntervals,
  kappa,
  macro,
  matthews,
  meanCost,
  normalisedRecall,
  weightedMean,
  type ClassFigures,
  type Confusion,
} from './confusion.ts'
import { measured, unknown, type Measured } from './measured.ts'

export interface DecisionShape {
  readonly classes: readonly string[]
  readonly positive: number
  /** Effective number of rows. */
  readonly rows: number
  /** What a row costs, as the table: actual * classes + predicted; null where nobody said. */
  readonly costs: Float64Array | null
  readonly seed: number
}

/** A value with its interval, where many stand in a table. */
export interface Measure {
  readonly value: number | null
  readonly interval: Interval | null
}

export interface ClassMeasures {
  readonly precision: Measure
  readonly recall: Measure
  readonly specificity: Measure
  readonly f1: Measure
}

export interface AverageMeasures {
  readonly of: 'macro' | 'weighted' | 'micro'
  readonly precision: Measure
  readonly recall: Measure
  readonly f1: Measure
}

export interface Decisions {
  readonly figures: readonly Measured[]
  readonly perClass: readonly ClassMeasures[]
  readonly averages: readonly AverageMeasures[]
}

const parts = ['precision', 'recall', 'f1'] as const
/** Beyond so many classes nobody reads an F1 interval for each. */
const mostClassIntervals = 60

/**
 * All figures of the classes that were answered, from the confusion table. Shares of rows have Wilson intervals, what mixes shares has those of
 * a bootstrap of the table.
 */
export function decisionFigures(table: Confusion, shape: DecisionShape): Decisions {
  const { classes, positive, rows, costs, seed } = shape
  const count = classes.length
  const own = classFigures(table, count)
  const total = own.reduce((sum, { actual }) => sum + actual, 0)
  const perWeight = rows / total
  const wilson = (value: number | null, of: number): Measure => ({
    value,
    interval: value === null ? null : wilsonInterval(value, of * perWeight),
  })
  const withClasses = count <= mostClassIntervals
  const asked: Record<string, (figures: readonly ClassFigures[], table: Confusion) => number> = {
    'balanced-accuracy': balancedAccuracy,
    mcc: matthews,
    kappa,
    'norm-macro-recall': normalisedRecall,
  }
  for (const part of parts) {
    asked[`macro ${part}`] = (figures) => macro(figures, part)
    asked[`weighted ${part}`] = (figures) => weightedMean(figures, part)
  }
  if (costs) asked['cost'] = (_, drawn) => meanCost(drawn, costs)
  if (withClasses) own.forEach((_, k) => (asked[`f1 of ${k}`] = (figures) => figures[k]!.f1 ?? Number.NaN))
  const draws = confusionIntervals({ table, classes: count, rows, seed }, asked)
  // Where no row is wrong (or right) no draw differs: then the rows of the smallest class say how sure that is.
  const fewest = Math.min(...own.flatMap(({ actual }) => (actual > 0 ? [actual * perWeight] : [])))
  const spreadOf = (id: string, value: number): Interval | null => {
    const drawn = draws[id] ?? null
    return drawn && drawn[0] === drawn[1] && (value === 0 || value === 1) ? wilsonInterval(value, fewest) : drawn
  }

  const perClass = own.map((figure, k) => {
    const others = total - figure.actual
    const alarms = figure.predicted - figure.hit
    return {
      precision: wilson(figure.precision, figure.predicted),
      recall: wilson(figure.recall, figure.actual),
      specificity: wilson(others > 0 ? (others - alarms) / others : null, others),
      f1: { value: figure.f1, interval: figure.f1 === null ? null : spreadOf(`f1 of ${k}`, figure.f1) },
    }
  })
  const accuracy = wilson(own.reduce((sum, { hit }) => sum + hit, 0) / total, total)
  const average = (of: 'macro' | 'weighted', mean: typeof macro): AverageMeasures => {
    const measure = (part: (typeof parts)[number]) => {
      const value = mean(own, part)
      return { value, interval: spreadOf(`${of} ${part}`, value) }
    }
    return { of, precision: measure('precision'), recall: measure('recall'), f1: measure('f1') }
  }
  const macros = average('macro', macro)
  // Every row has one answer: a wrong one is a false alarm of one class and a miss of another.
  const micro: AverageMeasures = { of: 'micro', precision: accuracy, recall: accuracy, f1: accuracy }
  const bootstrap = (id: string, value: number) => measured(id, value, spreadOf(id, value), 'bootstrap')
  const name = classes[positive]!
  const single = perClass[positive]!
  const spread = normalisedRecall(own)
  const shares: Measured[] =
    count === 2
      ? [
          shareFigure('precision', single.precision, 'wilson', emptyReason('precision', name)),
          shareFigure('recall', single.recall, 'wilson', emptyReason('recall', name)),
          shareFigure('f1', single.f1, 'bootstrap', emptyReason('recall', name)),
          shareFigure('specificity', single.specificity, 'wilson', emptyReason('specificity', name)),
        ]
      : parts.map((part) => shareFigure(part, macros[part], 'bootstrap', emptyReason('recall', name)))
  return {
    figures: [
      measured('accuracy', accuracy.value!, accuracy.interval, 'wilson'),
      bootstrap('balanced-accuracy', balancedAccuracy(own)),
      ...shares,
      bootstrap('mcc', matthews(own)),
      bootstrap('kappa', kappa(own)),
      Number.isNaN(spread)
        ? unknown('norm-macro-recall', { en: 'All rows are of one class.', fr: 'Toutes les lignes sont d’une seule classe.' })
        : bootstrap('norm-macro-recall', spread),
      ...(costs ? [bootstrap('cost', meanCost(table, costs))] : []),
    ],
    perClass,
    averages: [macros, average('weighted', weightedMean), micro],
  }
}

function shareFigure(id: string, { value, interval }: Measure, method: 'wilson' | 'bootstrap', reason: Text): Measured {
  return value === null || Number.isNaN(value) ? unknown(id, reason) : measured(id, value, interval, method)
}

function emptyReason(id: 'precision' | 'recall' | 'specificity', name: string): Text {
  const { en, fr } = classText(name)
  if (id === 'precision') return { en: `No row was predicted to be ${en}.`, fr: `Aucune ligne n’a été prédite ${fr}.` }
  return id === 'recall'
    ? { en: `No row is ${en}.`, fr: `Aucune ligne n’est ${fr}.` }
    : { en: `Every row is ${en}.`, fr: `Toutes les lignes sont ${fr}.` }
}
