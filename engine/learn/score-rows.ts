import type { CrewMaker } from '../kernels/crew.ts'
import { outputCount, type FittedModel } from './estimator.ts'
import type { Matrix } from './matrix.ts'

type Scorer = Pick<FittedModel, 'task' | 'features' | 'classes' | 'scoreOne'>

/** Scores every row with the model's one-row function, so that batch and online answers cannot differ. One array per output. */
function scoreRows(model: Scorer, x: Matrix): Float64Array[] {
  const outputs = Array.from({ length: outputCount(model) }, () => new Float64Array(x.rows))
  const row = new Float64Array(x.columns.length)
  const out = new Float64Array(outputs.length)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < row.length; j++) row[j] = x.columns[j]![i]!
    model.scoreOne(row, out)
    for (let k = 0; k < outputs.length; k++) outputs[k]![i] = out[k]!
  }
  return outputs
}

/** The position of the largest probability of each row; the first one of ties, NaN where there is none. */
export function mostLikely(probabilities: readonly Float64Array[]): Float64Array {
  const rows = probabilities[0]?.length ?? 0
  const best = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let at = 0
    for (let k = 1; k < probabilities.length; k++) if (probabilities[k]![i]! > probabilities[at]![i]!) at = k
    best[i] = Number.isNaN(probabilities[at]![i]!) ? Number.NaN : at
  }
  return best
}

/** Scores many rows at once, one array per output, to the same bits as the one-row function; null where it cannot. */
export type ManyRowScorer = (x: Matrix, crews?: CrewMaker) => Float64Array[] | null

/** Rows from which on a scorer of many is worth its start. */
const manyRows = 2_000

/** The predicting half of a model, given its one-row function and, where it has one, its function of many rows. */
export function predictions(model: Scorer, scoreMany?: ManyRowScorer): Pick<FittedModel, 'predict' | 'predictProba'> {
  const score = (x: Matrix, crews?: CrewMaker) => (x.rows >= manyRows ? scoreMany?.(x, crews) : null) ?? scoreRows(model, x)
  return model.task === 'classification'
    ? { predict: (x, crews) => mostLikely(score(x, crews)), predictProba: (x, crews) => score(x, crews) }
    : { predict: (x, crews) => score(x, crews)[0]! }
}
