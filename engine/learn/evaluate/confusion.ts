import { randomFrom } from '../random.ts'
import { multinomialSample } from '../statistics/binomial-sample.ts'
import type { Interval } from '../statistics/proportion.ts'
import { percentileInterval } from './measured.ts'

/** Weights by actual and predicted class: entry `actual * classes + predicted`. */
export type Confusion = Float64Array

export function confusionOf(actual: Float64Array, predicted: Float64Array, weights: Float64Array | null, classes: number): Confusion {
  const table = new Float64Array(classes * classes)
  for (let i = 0; i < actual.length; i++) table[actual[i]! * classes + predicted[i]!]! += weights ? weights[i]! : 1
  return table
}

export interface ClassFigures {
  readonly actual: number
  readonly predicted: number
  readonly hit: number
  /** Null when no row was predicted to be of the class. */
  readonly precision: number | null
  /** Null when no row is of the class. */
  readonly recall: number | null
  /** Null when the class neither occurs nor is predicted. */
  readonly f1: number | null
}

export function classFigures(table: Confusion, classes: number): ClassFigures[] {
  return Array.from({ length: classes }, (_, k) => {
    let actual = 0
    let predicted = 0
    for (let j = 0; j < classes; j++) {
      actual += table[k * classes + j]!
      predicted += table[j * classes + k]!
    }
    const hit = table[k * classes + k]!
    return {
      actual,
      predicted,
      hit,
      precision: predicted > 0 ? hit / predicted : null,
      recall: actual > 0 ? hit / actual : null,
      f1: actual + predicted > 0 ? (2 * hit) / (actual + predicted) : null,
    }
  })
}

/** Mean recall over the classes that occur. */
export function balancedAccuracy(figures: readonly ClassFigures[]): number {
  return meanOf(figures.flatMap(({ recall }) => recall ?? []))
}

/** Plain mean over the classes that occur or are predicted; a class without precision, recall or F1 counts as 0, as in scikit-learn. */
export function macro(figures: readonly ClassFigures[], of: 'precision' | 'recall' | 'f1'): number {
  return meanOf(figures.filter(({ f1 }) => f1 !== null).map((figure) => figure[of] ?? 0))
}

/** Mean over the classes weighted by how often they occur. */
export function weightedMean(figures: readonly ClassFigures[], of: 'precision' | 'recall' | 'f1'): number {
  const total = figures.reduce((sum, { actual }) => sum + actual, 0)
  return figures.reduce((sum, figure) => sum + figure.actual * (figure[of] ?? 0), 0) / total
}

/** Matthews correlation, for any number of classes (Gorodkin 2004); 0 when one side never varies. */
export function matthews(figures: readonly ClassFigures[]): number {
  let hit = 0
  let total = 0
  let product = 0
  let actualSquares = 0
  let predictedSquares = 0
  for (const figure of figures) {
    hit += figure.hit
    total += figure.actual
    product += figure.actual * figure.predicted
    actualSquares += figure.actual ** 2
    predictedSquares += figure.predicted ** 2
  }
  const spread = Math.sqrt((total * total - actualSquares) * (total * total - predictedSquares))
  return spread > 0 ? (hit * total - product) / spread : 0
}

/** Cohen's kappa: agreement beyond what the margins alone would give; 0 when neither side ever varies. */
export function kappa(figures: readonly ClassFigures[]): number {
  const total = figures.reduce((sum, { actual }) => sum + actual, 0)
  const agreed = figures.reduce((sum, { hit }) => sum + hit, 0) / total
  const expected = figures.reduce((sum, { actual, predicted }) => sum + actual * predicted, 0) / (total * total)
  return expected < 1 ? (agreed - expected) / (1 - expected) : 0
}

/** Mean recall on a scale where guessing is 0 and perfect is 1, over the classes that occur; not a number with one class. */
export function normalisedRecall(figures: readonly ClassFigures[]): number {
  const guess = 1 / figures.filter(({ actual }) => actual > 0).length
  return guess < 1 ? (balancedAccuracy(figures) - guess) / (1 - guess) : Number.NaN
}

/** Mean cost of a row; `costs` as the table: actual * classes + predicted. */
export function meanCost(table: Confusion, costs: Float64Array): number {
  let cost = 0
  let total = 0
  for (let cell = 0; cell < table.length; cell++) {
    cost += table[cell]! * costs[cell]!
    total += table[cell]!
  }
  return cost / total
}

const mostReplicates = 1000
const fewestReplicates = 200
const mostSteps = 2e7

/**
 * Bootstrap intervals of figures that depend on the confusion table alone. Drawing rows with replacement is drawing the cells from a
 * multinomial, so a replicate costs as many steps as there are filled cells, whatever the number of rows.
 */
export function confusionIntervals<K extends string>(
  source: { table: Confusion; classes: number; rows: number; seed: number },
  figures: Readonly<Record<K, (figures: readonly ClassFigures[], table: Confusion) => number>>,
): Record<K, Interval | null> {
  const { table, classes } = source
  const random = randomFrom(source.seed)
  const filled = Uint32Array.from(table.keys()).filter((cell) => table[cell]! > 0)
  const total = table.reduce((sum, cell) => sum + cell, 0)
  const shares = Float64Array.from(filled, (cell) => table[cell]! / total)
  const drawn = new Float64Array(filled.length)
  const again = new Float64Array(table.length)
  const names = Object.keys(figures) as K[]
  const replicates = Math.max(fewestReplicates, Math.min(mostReplicates, Math.floor(mostSteps / (table.length + classes * names.length))))
  const values = names.map(() => new Float64Array(replicates))
  for (let r = 0; r < replicates; r++) {
    multinomialSample(Math.round(source.rows), shares, random, drawn)
    filled.forEach((cell, k) => (again[cell] = drawn[k]!))
    const own = classFigures(again, classes)
    names.forEach((name, k) => (values[k]![r] = figures[name](own, again)))
  }
  return Object.fromEntries(names.map((name, k) => [name, percentileInterval(values[k]!)])) as Record<K, Interval | null>
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length
}
