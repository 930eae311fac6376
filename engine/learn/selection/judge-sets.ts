import type { CrewMaker } from '../../kernels/crew.ts'
import { breathe, type FitControl, type Task } from '../estimator.ts'
import { takeRows, takeValues, type Matrix } from '../matrix.ts'
import { randomFrom, shuffledIndices } from '../random.ts'
import { answerFigure } from './answer-figure.ts'
import { fitWrapper, needsNumbers, type WrapperLearner } from './wrapper-learner.ts'

export interface JudgedBy {
  readonly x: Matrix
  readonly y: Float64Array
  readonly task: Task
  readonly classes: readonly string[]
  /** How many columns of the matrix belong to each feature: they come and go together. */
  readonly widths: readonly number[]
  /** For each column of the matrix the category that it is an indicator of, or -1. */
  readonly groups: readonly number[]
  readonly learner: WrapperLearner
  readonly folds: number
  /** The fold of each row, instead of chance. */
  readonly foldOf?: Int32Array
  readonly seed: number
  readonly crews: CrewMaker
}

export interface SetJudge {
  /** The mean over the folds: AUC of classes (each against the rest), share of the variance of numbers. No set is judged twice. */
  score(features: readonly number[]): Promise<number>
  /** How many sets were judged. */
  tried(): number
}

/**
 * Judges sets of features by a learner (Kohavi and John 1997): it learns from all folds but one and answers the rows of that one. The folds are the
 * same for all sets; a missing number is the mean of the rows that were learnt from, where the learner needs one.
 */
export function setJudge(asked: JudgedBy, control: FitControl): SetJudge {
  const { x, y, task, widths, groups, learner } = asked
  const starts = widths.map((_, feature) => widths.slice(0, feature).reduce((sum, width) => sum + width, 0))
  const parts = foldsOf(asked).map(({ taught, held }) => {
    const part = { taught: takeRows(x, taught), held: takeRows(x, held), y: takeValues(y, taught), actual: takeValues(y, held) }
    return needsNumbers(learner) ? { ...part, ...filled(part) } : part
  })
  const quiet = { ...control, progress: () => undefined, metric: () => undefined }
  const known = new Map<string, number>()
  const judge = async (features: readonly number[]) => {
    const places = features.flatMap((feature) => Array.from({ length: widths[feature]! }, (_, at) => starts[feature]! + at))
    const some = (matrix: Matrix): Matrix => ({
      ...matrix,
      columns: places.map((at) => matrix.columns[at]!),
      names: places.map((at) => matrix.names[at]!),
    })
    const own = places.map((at) => groups[at]!)
    let sum = 0
    for (const part of parts) {
      const taught = { x: some(part.taught), y: part.y, groups: own }
      const model = await fitWrapper(learner, taught, { ...asked, rows: x.rows }, quiet)
      sum += answerFigure(task === 'classification' ? 'auc' : 'r2', { model, actual: part.actual }, some(part.held))
      await breathe(control)
    }
    return sum / parts.length
  }
  return {
    async score(features) {
      const key = features.join(' ')
      const before = known.get(key)
      if (before !== undefined) return before
      const score = await judge(features)
      known.set(key, score)
      return score
    },
    tried: () => known.size,
  }
}

/** The means come from the rows that are learnt from; a column without any is 0. */
function filled({ taught, held }: { readonly taught: Matrix; readonly held: Matrix }): { readonly taught: Matrix; readonly held: Matrix } {
  const means = taught.columns.map((values) => {
    const known = values.filter((value) => !Number.isNaN(value))
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : 0
  })
  const fill = (matrix: Matrix): Matrix => ({
    ...matrix,
    columns: matrix.columns.map((values, at) => values.map((value) => (Number.isNaN(value) ? means[at]! : value))),
  })
  return { taught: fill(taught), held: fill(held) }
}

interface Fold {
  readonly taught: Int32Array
  readonly held: Int32Array
}

/** Rows dealt out class by class (or by chance alone), so that each part has its share of all. */
function foldsOf({ x, y, task, folds, foldOf, seed }: JudgedBy): readonly Fold[] {
  const part = foldOf ?? new Int32Array(x.rows)
  if (!foldOf) {
    const drawn = shuffledIndices(x.rows, randomFrom(seed))
    const dealt = task === 'classification' ? drawn.toSorted((a, b) => y[a]! - y[b]!) : drawn
    dealt.forEach((row, at) => (part[row] = at % folds))
  }
  const all = Int32Array.from({ length: x.rows }, (_, row) => row)
  return Array.from({ length: folds }, (_, fold) => ({
    taught: all.filter((row) => part[row] !== fold),
    held: all.filter((row) => part[row] === fold),
  }))
}
