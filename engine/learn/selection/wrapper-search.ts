import { decisionTreeClassifier, decisionTreeRegressor } from '../decision-tree.ts'
import { breathe, type FitControl, type FittedModel, type Task } from '../estimator.ts'
import { takeRows, takeValues, type Matrix } from '../matrix.ts'
import { randomFrom, shuffledIndices } from '../random.ts'
import { answerFigure } from './answer-figure.ts'

export interface SearchAsked {
  readonly x: Matrix
  readonly y: Float64Array
  readonly task: Task
  readonly classes: readonly string[]
  /** How many columns of the matrix belong to each feature: they come and go together. */
  readonly widths: readonly number[]
  /** `forward`: from none, adding; `backward`: from all, leaving out. */
  readonly direction: 'forward' | 'backward'
  readonly folds: number
  /** Forward ends when the best addition gains less, backward when the least loss is more. */
  readonly tolerance: number
  /** Features that are kept at most. */
  readonly most: number
  readonly seed: number
}

export interface SearchStep {
  /** The feature that came or went; -1 for where the search began. */
  readonly feature: number
  /** The mean over the folds: AUC of classes (each against the rest), share of the variance of numbers. */
  readonly score: number
}

export interface Found {
  readonly kept: readonly number[]
  readonly steps: readonly SearchStep[]
}

/**
 * Searches features with a decision tree of five levels (Kohavi and John 1997): each set is judged by trees on some folds of the rows, by rows
 * that they did not learn from; the folds are the same for all sets.
 */
export async function wrapperSearch(asked: SearchAsked, control: FitControl): Promise<Found> {
  const { direction, widths, tolerance, most } = asked
  const forward = direction === 'forward'
  const judge = judgeOf(asked, control)
  let kept = forward ? [] : [...widths.keys()]
  let score = forward ? (asked.task === 'classification' ? 0.5 : 0) : await judge(kept)
  const steps: SearchStep[] = [{ feature: -1, score }]
  const rounds = forward ? Math.min(most, widths.length) : widths.length - 1
  for (let round = 0; round < rounds; round++) {
    const open = forward ? [...widths.keys()].filter((feature) => !kept.includes(feature)) : kept
    let best: { readonly feature: number; readonly score: number; readonly set: number[] } | undefined
    for (const [at, feature] of open.entries()) {
      const set = forward ? [...kept, feature].toSorted((a, b) => a - b) : kept.filter((other) => other !== feature)
      const own = await judge(set)
      if (!best || own > best.score + 1e-12) best = { feature, score: own, set }
      control.progress((round + (at + 1) / open.length) / rounds)
    }
    // Backward goes on above the number wanted, whatever it costs.
    const isForced = !forward && kept.length > most
    if (!best || (!isForced && best.score - score < (forward ? tolerance : -tolerance))) break
    kept = best.set
    score = best.score
    steps.push({ feature: best.feature, score })
  }
  control.progress(1)
  return { kept, steps }
}

function judgeOf(asked: SearchAsked, control: FitControl): (features: readonly number[]) => Promise<number> {
  const { x, y, task, classes, widths, seed } = asked
  const starts = widths.map((_, feature) => widths.slice(0, feature).reduce((sum, width) => sum + width, 0))
  const parts = foldsOf(asked).map(({ taught, held }) => ({
    taught: takeRows(x, taught),
    held: takeRows(x, held),
    y: takeValues(y, taught),
    actual: takeValues(y, held),
  }))
  const minLeaf = Math.max(5, Math.round(x.rows / 200))
  const quiet = { ...control, progress: () => undefined, metric: () => undefined }
  return async (features) => {
    const places = features.flatMap((feature) => Array.from({ length: widths[feature]! }, (_, at) => starts[feature]! + at))
    const some = (matrix: Matrix): Matrix => ({
      ...matrix,
      columns: places.map((at) => matrix.columns[at]!),
      names: places.map((at) => matrix.names[at]!),
    })
    let sum = 0
    for (const part of parts) {
      const options = { seed, maxDepth: 5, minLeaf, minSplit: minLeaf * 2 }
      const model: FittedModel =
        task === 'classification'
          ? await decisionTreeClassifier.fit(some(part.taught), part.y, { ...options, classes }, quiet)
          : await decisionTreeRegressor.fit(some(part.taught), part.y, options, quiet)
      sum += answerFigure(task === 'classification' ? 'auc' : 'r2', { model, actual: part.actual }, some(part.held))
      await breathe(control)
    }
    return sum / parts.length
  }
}

/** Rows dealt out class by class (or by chance alone), so that each part has its share of all. */
function foldsOf({ x, y, task, folds, seed }: SearchAsked): readonly { readonly taught: Int32Array; readonly held: Int32Array }[] {
  const drawn = shuffledIndices(x.rows, randomFrom(seed))
  const dealt = task === 'classification' ? drawn.toSorted((a, b) => y[a]! - y[b]!) : drawn
  const part = new Int32Array(x.rows)
  dealt.forEach((row, at) => (part[row] = at % folds))
  const all = Int32Array.from({ length: x.rows }, (_, row) => row)
  return Array.from({ length: folds }, (_, fold) => ({
    taught: all.filter((row) => part[row] !== fold),
    held: all.filter((row) => part[row] === fold),
  }))
}
