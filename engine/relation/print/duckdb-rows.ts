import type { ExplodeRelation, StepsRelation, UnpivotRelation } from '../relation.ts'
import { quoteText } from './duckdb-quote.ts'
import { listOf, positions } from './duckdb-scope.ts'
import { duckdbType } from './duckdb-type.ts'

// UNNEST in a select list keeps the order of the rows and, within a row, of the list.

export function printUnpivot(relation: UnpivotRelation, input: string): string {
  const names = positions(relation.input.columns)
  const width = relation.columns.length
  const type = duckdbType(relation.columns[width - 1]?.type ?? 'text')
  const kept = relation.columns.slice(0, -2).map((column, index) => `${names.get(column.name) ?? ''} AS c${index}`)
  const keys = relation.from.map(quoteText).join(', ')
  const values = relation.from.map((name) => `CAST(${names.get(name) ?? ''} AS ${type})`).join(', ')
  const sql = `SELECT ${[...kept, `unnest([${keys}]) AS c${width - 2}`, `unnest([${values}]) AS c${width - 1}`].join(', ')} FROM ${input}`
  return relation.keepNulls ? sql : `SELECT * FROM (${sql}) WHERE c${width - 1} IS NOT NULL`
}

export function printExplode(relation: ExplodeRelation, input: string): string {
  const { columns } = relation.input
  const at = columns.findIndex((column) => column.name === relation.column)
  const list = `c${at}`
  const type = duckdbType(columns[at]?.type ?? 'list<text>')
  // Unnesting nothing gives no row; a list of one null gives one.
  const elements = relation.keepEmpty ? `CASE WHEN len(${list}) > 0 THEN ${list} ELSE CAST([NULL] AS ${type}) END` : list
  const position = relation.keepEmpty
    ? `CASE WHEN len(${list}) > 0 THEN range(1, len(${list}) + 1) ELSE CAST([NULL] AS BIGINT[]) END`
    : `range(1, len(${list}) + 1)`
  const cells = columns.map((_, index) => (index === at ? `unnest(${elements}) AS c${index}` : `c${index}`))
  const number = relation.position === undefined ? [] : [`unnest(${position}) AS c${columns.length}`]
  return `SELECT ${[...cells, ...number].join(', ')} FROM ${input}`
}

export function printSteps(relation: StepsRelation, input: string): string {
  const names = positions(relation.input.columns)
  const width = relation.input.columns.length
  const from = names.get(relation.from) ?? ''
  const to = names.get(relation.to) ?? ''
  const { count, unit } = relation.every
  const type = relation.columns[width]?.type ?? 'int'
  const cells = `SELECT ${listOf(width)}`
  if (unit === 'number') return `${cells}, unnest(generate_series(${from}, ${to}, ${count})) AS c${width} FROM ${input}`
  // Each step is counted from the start, as a month added to 29 February would lose the 31st for good.
  const number = `SELECT *, unnest(range(0, CAST(floor(date_diff('${unit}', ${from}, ${to}) / ${count}) AS BIGINT) + 1)) AS s FROM ${input}`
  const value = `CAST(${from} + to_${unit}s(CAST(s * ${count} AS INTEGER)) AS ${duckdbType(type)})`
  return `SELECT * FROM (${cells}, ${value} AS c${width} FROM (${number})) WHERE c${width} <= ${to}`
}
