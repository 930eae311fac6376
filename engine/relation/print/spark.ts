// Relation -> Spark SQL, as pure text. Columns go by position as they do in DuckDB. Spark's rows have no order of their own: what needs one
// beyond the keys of a sort is refused with its reason, since another engine must not give other rows.

import { optimise } from '../optimise/optimise.ts'
import type { AggregateRelation, FilterRelation, JoinRelation, ProjectRelation, Relation, ScanRelation, SortRelation } from '../relation.ts'
import type { Column } from '../types.ts'
import { computed, listOf, positions } from './duckdb-scope.ts'
import { printSparkAggregate, printSparkExpression, sparkDialect, sparkType } from './spark-expression.ts'
import { SparkProblem } from './spark-problem.ts'
import { printSparkExplode, printSparkSteps, printSparkUnpivot } from './spark-rows.ts'

export interface SparkQuery {
  readonly sql: string
  /** What the query reads as s0, s1, ...: a view with columns c0, c1, ... of the logical types for each. */
  readonly sources: readonly ScanRelation[]
}

/** A query that gives the relation's rows, in the order of a sort that stands last (rows equal in its keys in any order). Throws a SparkProblem or an ExpressionError. */
export function printSpark(relation: Relation): SparkQuery {
  const sources: ScanRelation[] = []
  const root = optimise(relation)
  const from = (part: Relation): string => `(${select(part)})`
  const select = (part: Relation): string => {
    if (part.op !== 'scan') return print(part, from)
    if (!sources.includes(part)) sources.push(part)
    return `SELECT ${listOf(part.columns.length)} FROM s${sources.indexOf(part)}`
  }
  const sql = root.op === 'sort' ? printSort(root, from(root.input)) : select(root)
  return { sql, sources }
}

const engine = { print: printSparkExpression, template: sparkDialect.template }

/** Expressions over an input as Spark SQL, and what to select them from. */
function expressions(
  input: { readonly sql: string; readonly columns: readonly Column[] },
  exprs: Parameters<typeof computed>[1],
  windowsBelow: boolean,
) {
  const scope = computed(input, exprs, { windowsBelow, keepOrder: false, engine })
  return { ...scope, cells: () => scope.exprs.map((expr) => printSparkExpression(expr, scope.columns)) }
}

function print(relation: Exclude<Relation, ScanRelation>, from: (part: Relation) => string): string {
  switch (relation.op) {
    case 'input':
      throw new Error(`the input "${relation.name}" of a recipe was not bound to a table`)
    case 'values':
      return printValues(relation)
    case 'mark':
      return `SELECT * FROM ${from(relation.input)}`
    case 'project':
      return printProject(relation, from(relation.input))
    case 'filter':
      return printFilter(relation, from(relation.input))
    case 'aggregate':
      return printAggregation(relation, from(relation.input))
    case 'join':
      return printJoin(relation, from)
    case 'union':
      return relation.inputs
        .map((input) => {
          const names = positions(input.columns)
          const cells = relation.columns.map(
            ({ name, type }, index) => `CAST(${names.get(name) ?? 'NULL'} AS ${sparkType(type)}) AS c${index}`,
          )
          return `(SELECT ${cells.join(', ')} FROM ${from(input)})`
        })
        .join(' UNION ALL ')
    case 'sort':
      // Below other steps an order is lost, and where it would be seen those steps refuse.
      return `SELECT * FROM ${from(relation.input)}`
    case 'limit':
      return printLimit(relation, from)
    case 'distinct':
      if (relation.on.length > 0 && relation.on.length < relation.columns.length) throw new SparkProblem('first-of-group')
      return `SELECT DISTINCT * FROM ${from(relation.input)}`
    case 'number':
      throw new SparkProblem('row-number')
    case 'sample':
      throw new SparkProblem('sample')
    case 'unpivot':
      return printSparkUnpivot(relation, from(relation.input))
    case 'explode':
      return printSparkExplode(relation, from(relation.input))
    case 'steps':
      return printSparkSteps(relation, from(relation.input))
    case 'query':
      throw new SparkProblem('own-sql')
  }
}

function printProject({ exprs, input }: ProjectRelation, sql: string): string {
  const scope = expressions(
    { sql, columns: input.columns },
    exprs.map((item) => item.expr),
    false,
  )
  return `SELECT ${scope
    .cells()
    .map((cell, index) => `${cell} AS c${index}`)
    .join(', ')} FROM ${scope.from}`
}

function printFilter({ test, input }: FilterRelation, sql: string): string {
  const scope = expressions({ sql, columns: input.columns }, [test], true)
  return `SELECT ${listOf(input.columns.length)} FROM ${scope.from} WHERE ${scope.cells().join('')}`
}

function printAggregation({ keys, measures, input }: AggregateRelation, sql: string): string {
  const calls = measures.map((measure) => ({ kind: 'call' as const, fn: measure.fn, args: measure.args }))
  const scope = computed({ sql, columns: input.columns }, [...keys.map((key) => key.expr), ...calls], {
    windowsBelow: true,
    keepOrder: false,
    engine,
  })
  const cells = scope.exprs.map((expr, index) =>
    index >= keys.length && expr.kind === 'call'
      ? printSparkAggregate(expr.fn, expr.args, scope.columns)
      : printSparkExpression(expr, scope.columns),
  )
  const group = keys.length > 0 ? ` GROUP BY ${keys.map((_, index) => index + 1).join(', ')}` : ''
  return `SELECT ${cells.map((cell, index) => `${cell} AS c${index}`).join(', ')} FROM ${scope.from}${group}`
}

function printSort({ by, input }: SortRelation, sql: string): string {
  const scope = expressions(
    { sql, columns: input.columns },
    by.map((key) => key.expr),
    true,
  )
  const keys = scope
    .cells()
    .map((cell, index) => `${cell} ${by[index]?.descending ? 'DESC' : 'ASC'} NULLS ${by[index]?.nullsFirst ? 'FIRST' : 'LAST'}`)
  return `SELECT ${listOf(input.columns.length)} FROM ${scope.from} ORDER BY ${keys.join(', ')}`
}

/** The first rows of a sort, when its keys say which row comes first whatever order the rows had before. */
function printLimit(relation: Extract<Relation, { op: 'limit' }>, from: (part: Relation) => string): string {
  const { input, count, offset } = relation
  if (input.op !== 'sort') throw new SparkProblem('first-rows')
  const keyed = new Set(input.by.flatMap(({ expr }) => (expr.kind === 'column' ? [expr.name] : [])))
  if (!input.columns.every((column) => keyed.has(column.name))) throw new SparkProblem('ties')
  return `${printSort(input, from(input.input))} LIMIT ${count}${offset > 0 ? ` OFFSET ${offset}` : ''}`
}

const words = {
  inner: 'INNER JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  semi: 'LEFT SEMI JOIN',
  anti: 'LEFT ANTI JOIN',
}

function printJoin(relation: JoinRelation, from: (part: Relation) => string): string {
  if (relation.nearest) throw new SparkProblem('as-of')
  const compare = relation.compare ?? []
  const side = (name: 'left' | 'right') => {
    const letter = name === 'left' ? 'l' : 'r'
    const { columns } = relation[name]
    const scope = expressions(
      { sql: from(relation[name]), columns },
      [...relation.on, ...compare].map((pair) => pair[name]),
      true,
    )
    const cells = columns.map((_, index) => `c${index} AS ${letter}${index}`)
    return `(SELECT ${[...cells, ...scope.cells().map((cell, index) => `${cell} AS k${index}`)].join(', ')} FROM ${scope.from}) ${letter}`
  }
  const at = (name: 'left' | 'right', column: string) =>
    `${name === 'left' ? 'l.l' : 'r.r'}${relation[name].columns.findIndex((item) => item.name === column)}`
  const cells = relation.output.map((item, index) => {
    const value =
      item.from === 'either'
        ? `coalesce(${at('left', item.column)}, ${at('right', item.other ?? item.column)})`
        : at(item.from, item.column)
    return `${value} AS c${index}`
  })
  const signs = [...relation.on.map(() => (relation.nulls === 'equal' ? '<=>' : '=')), ...compare.map((pair) => pair.is)]
  const on = signs.map((sign, index) => `l.k${index} ${sign} r.k${index}`).join(' AND ') || 'TRUE'
  return `SELECT ${cells.join(', ')} FROM ${side('left')} ${words[relation.how]} ${side('right')} ON ${on}`
}

function printValues({ columns, rows }: Extract<Relation, { op: 'values' }>): string {
  if (rows.length === 0)
    return `SELECT ${columns.map(({ type }, index) => `CAST(NULL AS ${sparkType(type)}) AS c${index}`).join(', ')} WHERE FALSE`
  const body = rows.map(
    (row) =>
      `(${row.map((value, index) => printSparkExpression({ kind: 'literal', type: columns[index]?.type ?? 'text', value }, [])).join(', ')})`,
  )
  return `SELECT ${listOf(columns.length)} FROM VALUES ${body.join(', ')} AS v(${listOf(columns.length)})`
}
