// Builds relations whose rows are not those of their input: one row becomes several, or several become columns.

import { aggregate, distinct, findColumn, join, requireColumn, RelationError } from './build.ts'
import { call, column } from './expression.ts'
import type { Expr, NamedExpr } from './expression.ts'
import { functionSpec } from './functions/catalogue.ts'
import type { ExplodeRelation, Measure, Relation, StepsRelation, UnpivotRelation } from './relation.ts'
import { typeOf } from './type-of.ts'
import { elementType, isList } from './types.ts'
import type { Column, DataType, LiteralValue } from './types.ts'

const inherit = (input: Relation) => (input.part ? { part: input.part } : {})

function unique(columns: readonly Column[]): readonly Column[] {
  const twice = columns.find(({ name }, at) => columns.findIndex((other) => other.name === name) !== at)
  if (twice) throw new RelationError('column-twice', `column ${JSON.stringify(twice.name)} occurs twice`, twice.name)
  return columns
}

/**
 * A row for each of the columns `from`: the other columns, then `key` (the column's name) and `value`. The columns need one type; int beside
 * float becomes float. Rows come in the input's order, within a row in the order of `from`.
 */
export function unpivot(input: Relation, options: Pick<UnpivotRelation, 'from' | 'key' | 'value' | 'keepNulls'>): Relation {
  const types = new Set(options.from.map((name) => requireColumn(input, name).type))
  const [first] = types
  if (first === undefined) throw new RelationError('shape', 'nothing to turn into rows')
  const numeric = [...types].every((type) => type === 'int' || type === 'float')
  if (types.size > 1 && !numeric) throw new RelationError('shape', `columns of ${[...types].join(' and ')} do not fit into one`)
  const type: DataType = types.size > 1 ? 'float' : first
  const kept = input.columns.filter((item) => !options.from.includes(item.name))
  const columns = unique([...kept, { name: options.key, type: 'text' }, { name: options.value, type }])
  return { op: 'unpivot', input, ...options, columns, ...inherit(input) }
}

/** A row for each element of a list column, in order; `position` adds its number. */
export function explode(input: Relation, options: Pick<ExplodeRelation, 'column' | 'position' | 'keepEmpty'>): Relation {
  const { type } = requireColumn(input, options.column)
  if (!isList(type)) throw new RelationError('shape', `${JSON.stringify(options.column)} holds no lists but ${type}`, options.column)
  const columns = input.columns.map((item): Column => (item.name === options.column ? { ...item, type: elementType(type) } : item))
  const added: readonly Column[] = options.position === undefined ? [] : [{ name: options.position, type: 'int' }]
  return { op: 'explode', input, ...options, columns: unique([...columns, ...added]), ...inherit(input) }
}

/**
 * A row for each step from the value of `from` to that of `to`; none where one is missing or `from` is larger. Whole numbers step by
 * `number`; dates by day, week, month or year; timestamps by any unit but `number`. A month step that has no such day ends at its last day.
 */
export function steps(input: Relation, options: Pick<StepsRelation, 'from' | 'to' | 'every' | 'name'>): Relation {
  const { type } = requireColumn(input, options.from)
  const { count, unit } = options.every
  const calendar = ['day', 'week', 'month', 'year']
  const fits = type === 'int' ? unit === 'number' : type === 'date' ? calendar.includes(unit) : type === 'timestamp' && unit !== 'number'
  if (!fits || type !== requireColumn(input, options.to).type) throw new RelationError('shape', `no steps of ${unit} from ${type} values`)
  if (!Number.isInteger(count) || count < 1) throw new RelationError('shape', 'a step is a whole number from 1')
  return { op: 'steps', input, ...options, columns: unique([...input.columns, { name: options.name, type }]), ...inherit(input) }
}

/**
 * One row for each combination of the keys, and for each listed value of `header` one column for each measure. The values are listed by
 * the caller, who asked for them before (a node learns them in `fit`): columns are known without looking at rows. Rows whose header is not
 * listed count for no column.
 */
export function pivot(
  input: Relation,
  options: {
    readonly keys: readonly NamedExpr[]
    readonly header: Expr
    readonly values: readonly LiteralValue[]
    readonly measures: readonly Measure[]
    readonly nameOf: (value: LiteralValue, measure: Measure) => string
  },
): Relation {
  const type = typeOf(options.header, input.columns)
  const measures = options.values.flatMap((value) => {
    const test = call('is-not-distinct', options.header, { kind: 'literal', type, value })
    return options.measures.map((measure): Measure => {
      const name = options.nameOf(value, measure)
      if (measure.fn === 'count-rows') return { name, fn: 'count-if', args: [test] }
      const { args } = functionSpec(measure.fn)
      return { ...measure, name, args: measure.args.map((arg, at) => (args[at]?.const ? arg : onlyIf(test, arg, input.columns))) }
    })
  })
  return aggregate(input, options.keys, measures)
}

function onlyIf(test: Expr, arg: Expr, columns: readonly Column[]): Expr {
  return call('if', test, arg, { kind: 'literal', type: typeOf(arg, columns), value: null })
}

/** Rows of the left table that also stand (`intersect`) or do not stand (`except`) in the right one, each once; null equals null. Columns go by name. */
export function setOperation(kind: 'intersect' | 'except', left: Relation, right: Relation): Relation {
  const names = left.columns.map((item) => item.name)
  const missing = names.find((name) => !findColumn(right, name))
  if (missing !== undefined) throw new RelationError('column-missing', `no column ${JSON.stringify(missing)}`, missing)
  return join(distinct(left, []), right, {
    how: kind === 'intersect' ? 'semi' : 'anti',
    nulls: 'equal',
    on: names.map((name) => ({ left: column(name), right: column(name) })),
    output: names.map((name) => ({ name, from: 'left', column: name })),
  })
}
