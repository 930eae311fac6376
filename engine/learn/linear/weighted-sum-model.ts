import type { FittedModel, ModelJson } from '../estimator.ts'
import { predictions } from '../score-rows.ts'

interface WeightedSum {
  /** One for each column. */
  readonly slopes: Float64Array
  readonly intercept: number
  /** The answer of a row whose weighted sum this is; the sum itself unless given. */
  answer?(sum: number, row: ArrayLike<number>): number
}

type Fields = Pick<FittedModel, 'features' | 'remarks'> & { readonly importances: readonly number[] }

/** A regression whose answers come from a weighted sum of the columns. `fields` are what its file holds. */
export function weightedSumModel(head: { readonly id: string; readonly version: number }, fields: Fields, sumOf: WeightedSum): FittedModel {
  const { features, remarks } = fields
  const { slopes, intercept, answer } = sumOf
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    let sum = intercept
    for (let j = 0; j < slopes.length; j++) sum += slopes[j]! * row[j]!
    out[0] = answer ? answer(sum, row) : sum
    return out
  }
  return {
    estimator: head.id,
    task: 'regression',
    features,
    classes: [],
    remarks,
    scoreOne,
    ...predictions({ task: 'regression', features, classes: [], scoreOne }),
    /** |coefficient| times the column's standard deviation: in units of the target, or of what the sum stands for. */
    importance: () => features.map((name, j) => ({ name, value: fields.importances[j]! })),
    toJSON: (): ModelJson => ({ estimator: head.id, version: head.version, task: 'regression', classes: [], ...fields }),
  }
}
