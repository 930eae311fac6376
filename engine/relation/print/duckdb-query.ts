import type { QueryRelation } from '../relation.ts'
import { distinctNames } from './distinct-names.ts'
import { quoteIdentifier } from './duckdb-quote.ts'
import { listOf } from './duckdb-scope.ts'
import { duckdbType } from './duckdb-type.ts'

/** A checked query over its inputs, which it finds as tables under their names; its columns by position and in their logical types. */
export function printQuery(relation: QueryRelation, froms: readonly string[], ordered: boolean): string {
  const tables = relation.inputs.flatMap((input, at) => {
    const columns = distinctNames(input.columns).map((name, index) => `c${index} AS ${quoteIdentifier(name)}`)
    const [first, ...others] = relation.names[at] ?? []
    if (first === undefined) return []
    const own = `${quoteIdentifier(first)} AS (SELECT ${columns.join(', ')} FROM ${froms[at] ?? ''})`
    return [own, ...others.map((name) => `${quoteIdentifier(name)} AS (FROM ${quoteIdentifier(first)})`)]
  })
  const cells = relation.columns.map((column, index) => `CAST(c${index} AS ${duckdbType(column.type)}) AS c${index}`)
  const body = `SELECT ${cells.join(', ')} FROM (${ordered ? relation.ordered : relation.unordered}) q(${listOf(relation.columns.length)})`
  return `WITH ${tables.join(', ')} ${body}`
}
