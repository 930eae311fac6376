// Relation -> DuckDB SQL. Inside a query columns are called c0, c1, ... by position, so that no name of a person's file (case twins, quotes,
// 300 characters) ever meets the SQL; names come back at the edge.

import type { Expr, NamedExpr, SortKey } from '../expression.ts'
import { hasWindow, mapColumns } from '../expression-tree.ts'
import type { JoinRelation, Relation, ValuesRelation } from '../relation.ts'
import type { Column } from '../types.ts'
import { printAggregate, printDuckdb } from './duckdb-expression.ts'
import { quoteIdentifier } from './duckdb-quote.ts'
import { printSample } from './duckdb-sample.ts'
import { printScan } from './duckdb-scan.ts'
import { duckdbType } from './duckdb-type.ts'
import { hoist } from './hoist.ts'

/**
 * A SELECT that gives the relation's rows in its order, with columns called c0, c1, ... in schema order.
 * Sub-trees that occur more than once (by identity) are computed once.
 */
export function printRelation(root: Relation): string {
  const uses = countUses(root)
  const names = new Map<Relation, string>()
  const tables: string[] = []

  const from = (relation: Relation): string => {
    const known = names.get(relation)
    if (known) return known
    const sql = select(relation, from)
    if ((uses.get(relation) ?? 0) < 2) return `(${sql})`
    const name = `t${tables.length}`
    tables.push(`${name} AS MATERIALIZED (${sql})`)
    names.set(relation, name)
    return name
  }

  const sql = select(root, from)
  return tables.length > 0 ? `WITH ${tables.join(', ')} ${sql}` : sql
}

/** The same with the relation's own column names; names that DuckDB takes for equal (`a`, `A`) get a number. For files that leave Millrace. */
export function printNamedRelation(relation: Relation): string {
  const names = distinctNames(relation.columns)
  return `SELECT ${names.map((name, index) => `c${index} AS ${quoteIdentifier(name)}`).join(', ')} FROM (${printRelation(relation)})`
}

/** Column names made different for an engine that ignores case. */
function distinctNames(columns: readonly Column[]): string[] {
  const taken = new Set<string>()
  return columns.map(({ name }) => {
    let candidate = name === '' ? 'column' : name
    for (let number = 2; taken.has(candidate.toLowerCase()); number++) candidate = `${name}_${number}`
    taken.add(candidate.toLowerCase())
    return candidate
  })
}

/** The relations that a relation reads directly. */
export function inputsOf(relation: Relation): readonly Relation[] {
  switch (relation.op) {
    case 'input':
    case 'scan':
    case 'values':
      return []
    case 'join':
      return [relation.left, relation.right]
    case 'union':
      return relation.inputs
    default:
      return [relation.input]
  }
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

const positions = (columns: readonly Column[]) => new Map(columns.map((column, index) => [column.name, `c${index}`]))

/** The columns as the expression printer sees them, and expressions rewritten to those names. */
function scope(columns: readonly Column[]) {
  const names = positions(columns)
  const inside = columns.map((column, index): Column => ({ name: `c${index}`, type: column.type }))
  return { inside, rewrite: (expr: Expr) => mapColumns(expr, (name) => ({ kind: 'column', name: names.get(name) ?? name })) }
}

const listOf = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`).join(', ')

function select(relation: Relation, from: (relation: Relation) => string): string {
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
      return printProject(relation.exprs, relation.input.columns, from(relation.input))
    case 'filter': {
      const { inside, rewrite } = scope(relation.input.columns)
      return `SELECT * FROM ${from(relation.input)} WHERE ${printDuckdb(rewrite(relation.test), inside)}`
    }
    case 'aggregate': {
      const { inside, rewrite } = scope(relation.input.columns)
      const keys = relation.keys.map((key, index) => `${printDuckdb(rewrite(key.expr), inside)} AS c${index}`)
      const measures = relation.measures.map(
        (measure, index) => `${printAggregate(measure.fn, measure.args.map(rewrite), inside)} AS c${relation.keys.length + index}`,
      )
      const group = relation.keys.length > 0 ? ` GROUP BY ${relation.keys.map((_, index) => index + 1).join(', ')}` : ''
      const sql = `SELECT ${[...keys, ...measures].join(', ')} FROM ${from(relation.input)}${group}`
      // Groups come in the order of their keys, so that a run gives the same rows on any number of threads.
      return relation.keys.length > 0
        ? `SELECT * FROM (${sql}) ORDER BY ${relation.keys.map((_, index) => `c${index} NULLS LAST`).join(', ')}`
        : sql
    }
    case 'join':
      return printJoin(relation, from(relation.left), from(relation.right))
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
      // The number of the row settles ties, so that sorting is stable.
      return `SELECT ${listOf(width)} FROM (SELECT *, row_number() OVER () AS rn FROM ${from(relation.input)}) ORDER BY ${printKeys(relation.by, relation.input.columns)}, rn`
    case 'limit':
      return `SELECT * FROM ${from(relation.input)} LIMIT ${relation.count}${relation.offset > 0 ? ` OFFSET ${relation.offset}` : ''}`
    case 'distinct': {
      const names = positions(relation.columns)
      const keys = relation.on.length > 0 ? relation.on.map((name) => names.get(name)) : relation.columns.map((_, index) => `c${index}`)
      const direction = relation.keep === 'first' ? 'ASC' : 'DESC'
      const numbered = `(SELECT *, row_number() OVER () AS rn FROM ${from(relation.input)})`
      return `SELECT ${listOf(width)} FROM (SELECT DISTINCT ON (${keys.join(', ')}) * FROM ${numbered} ORDER BY rn ${direction}) ORDER BY rn`
    }
    case 'number':
      return `SELECT *, row_number() OVER () AS c${width - 1} FROM ${from(relation.input)}`
    case 'sample':
      return printSample(relation, from(relation.input))
  }
}

function printProject(exprs: readonly NamedExpr[], columns: readonly Column[], input: string): string {
  const { inside, rewrite } = scope(columns)
  const outputs = exprs.map((item, index) => ({ name: `c${index}`, expr: rewrite(item.expr) }))
  const { layers, outputs: last, columns: known } = hoist(outputs, inside)
  // Windows give rows in an order of their own; the number of the row brings the input's order back.
  const reorders = exprs.some((item) => hasWindow(item.expr))
  let sql = reorders ? `(SELECT *, row_number() OVER () AS rn FROM ${input})` : input
  let visible: readonly Column[] = inside
  for (const layer of layers) {
    sql = `(SELECT *, ${layer.exprs.map((item) => `${printDuckdb(item.expr, visible)} AS ${item.name}`).join(', ')} FROM ${sql})`
    visible = layer.columns
  }
  const cells = last.map((item) => `${printDuckdb(item.expr, known)} AS ${item.name}`).join(', ')
  return `SELECT ${cells} FROM ${sql}${reorders ? ' ORDER BY rn' : ''}`
}

function printKeys(by: readonly SortKey[], columns: readonly Column[]): string {
  const { inside, rewrite } = scope(columns)
  return by
    .map((key) => `${printDuckdb(rewrite(key.expr), inside)} ${key.descending ? 'DESC' : 'ASC'} NULLS ${key.nullsFirst ? 'FIRST' : 'LAST'}`)
    .join(', ')
}

const joinWords = { inner: 'INNER JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN', semi: 'SEMI JOIN', anti: 'ANTI JOIN' }

function printJoin(relation: JoinRelation, left: string, right: string): string {
  const side = (name: 'left' | 'right', sql: string) => {
    const letter = name === 'left' ? 'l' : 'r'
    const { inside, rewrite } = scope(relation[name].columns)
    const cells = relation[name].columns.map((_, index) => `c${index} AS ${letter}${index}`)
    const keys = relation.on.map((pair, index) => `${printDuckdb(rewrite(pair[name]), inside)} AS k${index}`)
    return `(SELECT ${[...cells, ...keys, 'row_number() OVER () AS n'].join(', ')} FROM ${sql}) ${letter}`
  }
  const at = (name: 'left' | 'right', column: string) => {
    const index = relation[name].columns.findIndex((candidate) => candidate.name === column)
    return name === 'left' ? `l.l${index}` : `r.r${index}`
  }
  const cells = relation.output.map((item, index) => {
    const value =
      item.from === 'either'
        ? `coalesce(${at('left', item.column)}, ${at('right', item.other ?? item.column)})`
        : at(item.from, item.column)
    return `${value} AS c${index}`
  })
  const on = relation.on.map((_, index) => `l.k${index} = r.k${index}`).join(' AND ') || 'TRUE'
  const order = relation.how === 'semi' || relation.how === 'anti' ? 'l.n' : 'l.n NULLS LAST, r.n NULLS LAST'
  return `SELECT ${cells.join(', ')} FROM ${side('left', left)} ${joinWords[relation.how]} ${side('right', right)} ON ${on} ORDER BY ${order}`
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
