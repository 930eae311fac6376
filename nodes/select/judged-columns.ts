import type { Task } from '../../engine/learn/estimator.ts'
import type { FilterColumn, FilterTarget } from '../../engine/learn/selection/filter-column.ts'
import { select } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { drawnRows } from '../kit/complete-rows.ts'
import type { ColumnData, FitContext } from '../kit/context.ts'
import type { ColumnsRule } from '../kit/columns-rule.ts'
import { featureColumns, targetColumn } from '../kit/learner-columns.ts'
import { taskOf } from '../kit/learner-task.ts'
import { NodeProblem } from '../kit/problem.ts'
import { trainingTarget } from '../kit/training-target.ts'

export interface Judged {
  readonly columns: readonly FilterColumn[]
  readonly target: FilterTarget
  readonly name: string
  readonly rows: number
  /** Rows that knew the target, of which `rows` were drawn. */
  readonly complete: number
}

export interface JudgedAsked {
  readonly target: string
  readonly task: 'auto' | 'classification' | 'regression'
  readonly columns: ColumnsRule
  readonly seed: number
}

/** The columns that may be left out, and the target that they are held against, read into memory. Throws NodeProblem as a learner does. */
export async function judgedColumns(input: Relation, asked: JudgedAsked, ctx: FitContext, most?: number): Promise<Judged> {
  const target = targetColumn(input, asked.target)
  const columns = featureColumns(input, asked.columns, target)
  const task = await taskOf(asked.task, input, asked.target, ctx)
  const { drawn } = await drawnRows(
    select(
      input,
      [...columns, target].map(({ name }) => name),
    ),
    ctx,
    { seed: asked.seed, ...(most !== undefined && { most }) },
  )
  const asClasses = [
    ...columns.filter(({ type }) => type === 'bool').map(({ name }) => name),
    ...(task === 'classification' ? [target.name] : []),
  ]
  const loaded = await ctx.load(drawn, drawn.columns, asClasses)
  const { data, y, classes } = trainingTarget(loaded, target, task)
  if (y.every((value) => value === y[0])) throw new NodeProblem(constantTarget(target.name))
  return {
    columns: columns.map((column) => filterColumn(column, data)),
    target:
      task === 'classification' ? { kind: 'class', codes: Int32Array.from(y), classes: classes.length } : { kind: 'number', values: y },
    name: target.name,
    rows: data.rows,
    complete: loaded.rows,
  }
}

/** The target as an estimator takes it. */
export function taughtTarget(target: FilterTarget): { readonly y: Float64Array; readonly task: Task; readonly classes: readonly string[] } {
  if (target.kind === 'number') return { y: target.values, task: 'regression', classes: [] }
  return {
    y: Float64Array.from(target.codes),
    task: 'classification',
    classes: Array.from({ length: target.classes }, (_, at) => String(at)),
  }
}

function filterColumn({ name }: Column, data: ColumnData): FilterColumn {
  const values = data.numbers.get(name)
  // What is infinite has no distance, no mean and no bin.
  if (values) return { kind: 'number', name, values: values.map((value) => (Number.isFinite(value) ? value : Number.NaN)) }
  const category = data.categories.get(name)
  if (!category) throw new Error(`column ${name} was not loaded`)
  return { kind: 'category', name, codes: category.codes, levels: category.levels.length, levelNames: category.levels }
}

function constantTarget(column: string) {
  return {
    code: 'constant-target',
    param: 'target',
    column,
    text: {
      en: 'The target has one value only: no column can tell more.',
      fr: 'La cible n’a qu’une valeur : aucune colonne ne peut en dire plus.',
    },
    action: {
      en: 'Choose another target, or look at the rows that come in.',
      fr: 'Choisissez une autre cible, ou regardez les lignes qui arrivent.',
    },
  }
}
