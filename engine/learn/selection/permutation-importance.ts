import { breathe, type FitControl, type FittedModel } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { randomFrom, shuffledIndices, type Random } from '../random.ts'
import { answerFigure, isBetterHigh, type AnswerFigure } from './answer-figure.ts'

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
  readonly metric: AnswerFigure
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
  const figure = (rows: Matrix) => answerFigure(metric, asked, rows)
  const baseline = figure(x)
  const better = isBetterHigh(metric) ? 1 : -1
  const losses: number[][] = []
  let at = 0
  for (const [feature, width] of widths.entries()) {
    const own: number[] = []
    for (let repeat = 0; repeat < repeats; repeat++) {
      own.push(better * (baseline - figure(shuffled(x, { from: at, width }, random))))
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
