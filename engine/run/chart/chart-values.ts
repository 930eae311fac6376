// Charts of a table: places and figures of marks, out of all rows (DuckDB) or a sample (arquero).

import { project } from '../../relation/build.ts'
import { call, column, literal, type Expr } from '../../relation/expression.ts'
import type { Relation } from '../../relation/relation.ts'
import { isNumeric, type Column } from '../../relation/types.ts'

export type ChartRole = 'number' | 'time' | 'category'

/** What a column is in a chart; null for lists. */
export function chartRole({ type }: Column): ChartRole | null {
  if (type.startsWith('list')) return null
  if (type === 'date' || type === 'timestamp') return 'time'
  return isNumeric(type) ? 'number' : 'category'
}

/** A column as a chart reads it; `missing`: 1 where there is no value, else 0. */
export interface ChartValue {
  readonly column: Column
  readonly as: ChartRole | 'missing'
}

const epoch = literal('timestamp', '1970-01-01 00:00:00')
const nothing = literal('float', null)

/** The value as a float (times: milliseconds since 1970) or a text. What is not finite is missing: it has no place on an axis. */
export function valueExpr({ column: { name, type }, as }: ChartValue): Expr {
  const cell = column(name)
  if (as === 'missing') return call('if', call('is-null', cell), literal('float', 1), literal('float', 0))
  if (as === 'category') return type === 'text' ? cell : call(`${type}-to-text`, cell)
  switch (type) {
    case 'int':
      return call('int-to-float', cell)
    case 'float':
      return call('if', call('is-finite', cell), cell, nothing)
    case 'date':
      return call('multiply', call('seconds-between', epoch, call('date-to-timestamp', cell)), literal('float', 1000))
    case 'timestamp':
      return call('multiply', call('seconds-between', epoch, cell), literal('float', 1000))
    default:
      return cell
  }
}

/** The relation of the chart's values alone: columns v0, v1, ... */
export function valuesOf(relation: Relation, values: readonly ChartValue[]): Relation {
  return project(
    relation,
    values.map((value, i) => ({ name: `v${i}`, expr: valueExpr(value) })),
  )
}
