// Relation -> DuckDB SQL. Inside a query columns are called c0, c1, ... by position, so that no name of a person's file (case twins, quotes,
// 300 characters) ever meets the SQL; names come back at the edge.

import type { DistinctRelation, FilterRelation, ProjectRelation, Relation, SortRelation, ValuesRelation } from '../relation.ts'
import { inputsOf } from '../relation-inputs.ts'
import type { FileSizes } from '../optimise/aggregate-early.ts'
import { optimise } from '../optimise/optimise.ts'
import { printAggregation } from './duckdb-aggregate.ts'
import { printDuckdb } from './duckdb-expression.ts'
import { printJoin } from './duckdb-join.ts'
import { quoteIdentifier } from './duckdb-quote.ts'
import { areFirstRows, printFirstRows, printNumbered, type NumberTools } from './duckdb-numbered.ts'
import { printExplode, printSteps, printUnpivot } from './duckdb-rows.ts'
import { printQuery } from './duckdb-query.ts'
import { printSample } from './duckdb-sample.ts'
import { printScan } from './duckdb-scan.ts'
import { computed, listOf, positions } from './duckdb-scope.ts'
import { distinctNames } from './distinct-names.ts'
import { duckdbType } from './duckdb-type.ts'
import { orderedParts } from './row-order.ts'

export { inputsOf } from '../relation-inputs.ts'

export interface PrintOptions {
  /** Whether rows come in the relation's order; true when not given. */
  readonly ordered?: boolean
  /** Whether to look for a cheaper relation first; true when not given. */
  readonly optimised?: boolean
  /** Bytes of the files that are read: tells which side of a join is the long one. */
  readonly sizes?: FileSizes
}

/**
 * A SELECT that gives the relation's rows in its order (or, with `ordered: false`, in any), with columns called c0, c1, ... in schema order.
 * Sub-trees that occur more than once (by identity) are computed once. Where nobody sees the order of a part, none is kept.
 */
export function printRelation(relation: Relation, options: PrintOptions = {}): string {
  const root = options.optimised === false ? relation : optimise(relation, options.sizes)
  const uses = countUses(root)
  const ordered = orderedParts(root, options.ordered ?? true)
  const names = new Map<Relation, string>()
  const tables: string[] = []
  const tools: NumberTools = {
    from: (relation) => from(relation),
    isShared: (relation) => (uses.get(relation) ?? 0) > 1,
  }

  const from = (relation: Relation): string => {
    const known = names.get(relation)
    if (known) return known
    const sql = select(relation, tools, ordered.has(relation))
    if ((uses.get(relation) ?? 0) < 2) return `(${sql})`
    const name = `t${tables.length}`
    tables.push(`${name} AS MATERIALIZED (${sql})`)
    names.set(relation, name)
    return name
  }

  const sql = select(root, tools, ordered.has(root))
  return tables.length > 0 ? `WITH ${tables.join(', ')} ${sql}` : sql
}

/** The same with the relation's own column names; names that DuckDB takes for equal (`a`, `A`) get a number. For files that leave Millrace. */
export function printNamedRelation(relation: Relation): string {
  const names = distinctNames(relation.columns)
  return `SELECT ${names.map((name, index) => `c${index} AS ${quoteIdentifier(name)}`).join(', ')} FROM (${printRelation(relation)})`
}

function countUses(root: Relation): Map<Relation, number> {
  const uses = new Map<Relation, number>()
  const visit = (relation: Relation) => {
    const count = (uses.get(relation) ?? 0) + 1
    uses.set(relation, count)
    if (count === 1) inputsOf(relation).forEach(visit)
  }
  visit(root)
  // A mark adds nothing, so the tree under it counts as the mark itself; a scan is read twice rather than kept in memory.
  for (const relation of uses.keys())
    if (relation.op === 'values' || relation.op === 'scan' || relation.op === 'mark') uses.delete(relation)
  return uses
}

function select(relation: Relation, tools: NumberTools, ordered: boolean): string {
  const { from } = tools
  const width = relation.columns.length
  switch (relation.op) {
    case 'input':
      throw new Error(`the input "${relation.name}" of a recipe was not bound to a table`)
    case 'scan':
      return printScan(relation.source, relation.columns)
    case 'values':
      return printValues(relation)
    case 'mark':
      return `SELECT * FROM ${from(relation.input)}`
    case 'project':
      // Before the sort: what DuckDB reads from a dictionary it computes once per value, and sorted rows have none.
      if (ordered && areFirstRows(relation, tools)) return `SELECT ${listOf(width)} FROM ${printNumbered(relation, tools)} ORDER BY rn`
      return printProject(relation, from(relation.input), ordered)
    case 'filter':
      return printFilter(relation, from(relation.input), ordered)
    case 'aggregate':
      return printAggregation(relation, from(relation.input), ordered)
    case 'join':
      return printJoin(relation, { left: from(relation.left), right: from(relation.right) }, ordered)
    case 'union':
      return relation.inputs
        .map((input) => {
          const names = positions(input.columns)
          const cells = relation.columns.map(
            (column, index) => `CAST(${names.get(column.name) ?? 'NULL'} AS ${duckdbType(column.type)}) AS c${index}`,
          )
          return `(SELECT ${cells.join(', ')} FROM ${from(input)})`
        })
        .join(' UNION ALL ')
    case 'sort':
      return ordered ? printSort(relation, printNumbered(relation.input, tools)) : `SELECT * FROM ${from(relation.input)}`
    case 'limit':
      return `SELECT * FROM ${from(relation.input)} LIMIT ${relation.count}${relation.offset > 0 ? ` OFFSET ${relation.offset}` : ''}`
    case 'distinct':
      return printDistinct(relation, tools, ordered)
    case 'number':
      return `SELECT *, row_number() OVER () AS c${width - 1} FROM ${from(relation.input)}`
    case 'sample':
      return printSample(relation, from(relation.input))
    case 'unpivot':
      return printUnpivot(relation, from(relation.input))
    case 'explode':
      return printExplode(relation, from(relation.input))
    case 'steps':
      return printSteps(relation, from(relation.input))
    case 'query':
      return printQuery(relation, relation.inputs.map(from), ordered)
  }
}

function printProject({ exprs, input }: ProjectRelation, sql: string, ordered: boolean): string {
  const wanted = exprs.map((item) => item.expr)
  // Windows give rows in an order of their own; the number of the row brings the input's order back.
  const scope = computed({ sql, columns: input.columns }, wanted, { windowsBelow: false, keepOrder: ordered })
  const cells = scope.exprs.map((expr, index) => `${printDuckdb(expr, scope.columns)} AS c${index}`).join(', ')
  return `SELECT ${cells} FROM ${scope.from}${scope.numbered ? ' ORDER BY rn' : ''}`
}

function printFilter({ test, input }: FilterRelation, sql: string, ordered: boolean): string {
  const { from, exprs, columns, numbered } = computed({ sql, columns: input.columns }, [test], { windowsBelow: true, keepOrder: ordered })
  const cells = from === sql ? '*' : listOf(input.columns.length)
  return `SELECT ${cells} FROM ${from} WHERE ${exprs.map((expr) => printDuckdb(expr, columns)).join('')}${numbered ? ' ORDER BY rn' : ''}`
}

/** The number of the row settles ties, so that sorting is stable. */
function printSort({ by, input }: SortRelation, numbered: string): string {
  const scope = computed(
    { sql: numbered, columns: input.columns },
    by.map((key) => key.expr),
    { windowsBelow: true, keepOrder: false },
  )
  const keys = by.map((key, index) => {
    const expr = scope.exprs[index] ?? key.expr
    return `${printDuckdb(expr, scope.columns)} ${key.descending ? 'DESC' : 'ASC'} NULLS ${key.nullsFirst ? 'FIRST' : 'LAST'}`
  })
  return `SELECT ${listOf(input.columns.length)} FROM ${scope.from} ORDER BY ${keys.join(', ')}, rn`
}

function printDistinct(relation: DistinctRelation, tools: NumberTools, ordered: boolean): string {
  const { on, columns, input } = relation
  const whole = on.length === 0 || on.length === columns.length
  if (whole && !ordered) return `SELECT DISTINCT * FROM ${tools.from(input)}`
  return `SELECT ${listOf(columns.length)} FROM (${printFirstRows(relation, tools)})${ordered ? ' ORDER BY rn' : ''}`
}

function printValues({ columns, rows }: ValuesRelation): string {
  const types = columns.map((column) => duckdbType(column.type))
  if (columns.length === 0) throw new Error('a table needs at least one column')
  if (rows.length === 0) return `SELECT ${types.map((type, index) => `CAST(NULL AS ${type}) AS c${index}`).join(', ')} LIMIT 0`
  const body = rows.map(
    (row) => `(${row.map((value, index) => printDuckdb({ kind: 'literal', type: columns[index]?.type ?? 'text', value }, [])).join(', ')})`,
  )
  return `SELECT ${types.map((type, index) => `CAST(c${index} AS ${type}) AS c${index}`).join(', ')} FROM (VALUES ${body.join(', ')}) v(${listOf(columns.length)})`
}
