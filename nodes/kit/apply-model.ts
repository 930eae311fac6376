import { classOf } from '../../engine/learn/score-model.ts'
import { designMatrix } from '../../engine/learn/design-matrix.ts'
import type { FittedModel } from '../../engine/learn/estimator.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
import type { Model } from '../../engine/learn/model.ts'
import { modelFromJson } from '../../engine/learn/model-from-json.ts'
import { filter, requireColumn } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { ColumnData, RunContext } from './context.ts'
import { NodeProblem } from './problem.ts'

export interface AppliedModel {
  readonly rows: number
  /** Regression: values. Classification: positions in the model's classes. NaN where the model cannot say. */
  readonly predicted: Float64Array
  /** Classification: one array per class. */
  readonly probabilities: readonly Float64Array[] | null
  /** The target where the table has it: values, or positions in the classes with NaN for missing and unknown ones. */
  readonly actual: Float64Array | null
  /** Columns of the table itself that were asked for, by their own names. */
  readonly own: ColumnData
  /** What was asked of whom. */
  readonly matrix: Matrix
  readonly fitted: FittedModel
}

export interface AppliedTo {
  readonly columns: readonly Column[]
  readonly asCategories: readonly string[]
  /** Only the rows where this column of whole numbers has this value. */
  readonly only?: { readonly column: string; readonly equals: number }
}

/** Scores the rows of the table at a port by the model's recipe, and brings the target and `own` columns of the table along. */
export async function applyModel(
  model: Model,
  port: string,
  ctx: Pick<RunContext, 'replay' | 'load' | 'crews'>,
  own: AppliedTo,
): Promise<AppliedModel> {
  const { relation: replayed, target, carried } = ctx.replay(model, port)
  const { only } = own
  const relation = only
    ? filter(replayed, call('equal', columnExpr(carried.get(only.column) ?? only.column), literal('int', only.equals)))
    : replayed
  const features = model.features.map((feature) => requireColumn(relation, feature.name))
  const asked = own.columns.map((column) => ({ name: carried.get(column.name) ?? column.name, type: column.type, own: column.name }))
  const targetColumn = target === null ? [] : [requireColumn(relation, target)]
  const isClass = model.task === 'classification'
  // A column asked for twice (as a feature and for itself) is loaded twice under different names.
  const asCategories = [
    ...(isClass && target !== null ? [target] : []),
    ...model.features.filter((feature) => feature.kind === 'category').map((feature) => feature.name),
    ...asked.filter((column) => own.asCategories.includes(column.own)).map((column) => column.name),
  ]
  const data = await ctx.load(relation, unique([...features, ...targetColumn, ...asked]), asCategories)
  const matrix = designMatrix(model.features, data)
  const fitted = modelFromJson(model.estimator.json)
  const probabilities = isClass && fitted.predictProba ? fitted.predictProba(matrix, ctx.crews) : null
  return {
    rows: data.rows,
    predicted: probabilities ? decided(model, probabilities, data.rows) : fitted.predict(matrix, ctx.crews),
    probabilities,
    actual: target === null ? null : actualOf(model, data, target),
    matrix,
    fitted,
    own: {
      rows: data.rows,
      numbers: new Map(
        asked.flatMap((column) =>
          data.numbers.has(column.name) ? [[column.own, data.numbers.get(column.name) as Float64Array] as const] : [],
        ),
      ),
      categories: new Map(
        asked.flatMap((column) =>
          data.categories.has(column.name) ? [[column.own, data.categories.get(column.name) as never] as const] : [],
        ),
      ),
    },
  }
}

function unique(columns: readonly Column[]): Column[] {
  return [...new Map(columns.map((column) => [column.name, { name: column.name, type: column.type }])).values()]
}

function decided(model: Model, probabilities: readonly Float64Array[], rows: number): Float64Array {
  const places = new Map(model.classes.map((name, index) => [name, index]))
  const row = new Float64Array(probabilities.length)
  return Float64Array.from({ length: rows }, (_, index) => {
    for (let k = 0; k < row.length; k++) row[k] = probabilities[k]?.[index] as number
    if (row.some(Number.isNaN)) return NaN
    return places.get(classOf(model, row)) as number
  })
}

function actualOf(model: Model, data: ColumnData, target: string): Float64Array {
  if (model.task === 'regression') {
    const numbers = data.numbers.get(target)
    if (numbers) return numbers
    throw new NodeProblem({
      code: 'target-not-number',
      port: 'table',
      column: target,
      text: { en: `“${target}” is no number in this table.`, fr: `« ${target} » n’est pas un nombre dans cette table.` },
    })
  }
  const category = data.categories.get(target)
  if (!category) throw new Error(`the target ${target} was not loaded as a category`)
  const places = category.levels.map((level) => model.classes.indexOf(level))
  return Float64Array.from(category.codes, (code) => (code < 0 || (places[code] as number) < 0 ? NaN : (places[code] as number)))
}
