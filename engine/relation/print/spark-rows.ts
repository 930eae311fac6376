import type { ExplodeRelation, StepsRelation, UnpivotRelation } from '../relation.ts'
import { listOf, positions } from './duckdb-scope.ts'
import { quoteSpark, sparkType } from './spark-expression.ts'

export function printSparkUnpivot(relation: UnpivotRelation, input: string): string {
  const names = positions(relation.input.columns)
  const width = relation.columns.length
  const type = sparkType(relation.columns[width - 1]?.type ?? 'text')
  const kept = relation.columns.slice(0, -2).map((column, index) => `${names.get(column.name) ?? ''} AS c${index}`)
  const pairs = relation.from.map((name) => `${quoteSpark(name)}, CAST(${names.get(name) ?? ''} AS ${type})`).join(', ')
  const sql = `SELECT ${[...kept, `stack(${relation.from.length}, ${pairs}) AS (c${width - 2}, c${width - 1})`].join(', ')} FROM ${input}`
  return relation.keepNulls ? sql : `SELECT ${listOf(width)} FROM (${sql}) WHERE c${width - 1} IS NOT NULL`
}

export function printSparkExplode(relation: ExplodeRelation, input: string): string {
  const { columns } = relation.input
  const at = columns.findIndex((column) => column.name === relation.column)
  const call = relation.keepEmpty ? 'posexplode_outer' : 'posexplode'
  const cells = columns.map((_, index) => (index === at ? `item AS c${index}` : `c${index}`))
  const number = relation.position === undefined ? [] : [`CAST(place + 1 AS BIGINT) AS c${columns.length}`]
  return `SELECT ${[...cells, ...number].join(', ')} FROM (SELECT *, ${call}(c${at}) AS (place, item) FROM ${input})`
}

export function printSparkSteps(relation: StepsRelation, input: string): string {
  const names = positions(relation.input.columns)
  const width = relation.input.columns.length
  const from = names.get(relation.from) ?? ''
  const to = names.get(relation.to) ?? ''
  const { count, unit } = relation.every
  const rows = `(SELECT * FROM ${input} WHERE ${from} <= ${to})`
  if (unit === 'number') return `SELECT ${listOf(width)}, explode(sequence(${from}, ${to}, ${count}L)) AS c${width} FROM ${rows}`
  const word = unit.toUpperCase()
  const number = `(SELECT *, explode(sequence(0L, timestampdiff(${word}, ${from}, ${to}) div ${count} + 1L)) AS s FROM ${rows})`
  const type = sparkType(relation.columns[width]?.type ?? 'date')
  const value = `CAST(timestampadd(${word}, CAST(s * ${count} AS INT), CAST(${from} AS TIMESTAMP_NTZ)) AS ${type})`
  return `SELECT ${listOf(width + 1)} FROM (SELECT ${listOf(width)}, ${value} AS c${width} FROM ${number}) WHERE c${width} <= ${to}`
}
