import { distinct, extend, filter, join, project, setRoles, union } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type SortKey } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { numbered } from '../kit/first-appearance.ts'
import { drawn } from '../kit/summary-takes.ts'
import { textOf } from './treat-values.ts'

const one = literal('int', 1)

/** The values of a column in another order, which the seed draws; rows without one keep none. */
export function shuffled(input: Relation, { name }: Column, seed: number): Relation {
  const free = freeNames(input)
  const { rows, place } = numbered(input)
  const value = columnExpr(name)
  const rank = (orderBy: readonly SortKey[]): Expr => ({
    kind: 'window',
    fn: 'row-number',
    args: [one],
    partitionBy: [call('is-null', value)],
    orderBy,
  })
  const [at, turn] = [free('at'), free('turn')]
  const both = extend(rows, [
    { name: at, expr: rank([{ expr: columnExpr(place) }]) },
    {
      name: turn,
      expr: rank([{ expr: drawn(columnExpr(place), seed) }, { expr: columnExpr(place) }]),
    },
  ])
  const values = project(filter(both, call('is-not-null', value)), [
    { name: turn, expr: columnExpr(turn) },
    { name, expr: value },
  ])
  const left = call('if', call('is-null', value), literal('int', null), columnExpr(at))
  return replaced(input, join(both, values, { how: 'left', on: [{ left, right: columnExpr(turn) }], output: outputs(input, name, name) }))
}

/** A pseudonym for each value of some columns, numbered in an order that the seed draws; equal texts have equal ones in all of them. */
export function pseudonymised(input: Relation, columns: readonly Column[], { prefix, seed }: { prefix: string; seed: number }): Relation {
  const texts = union(columns.map((column) => project(input, [{ name: 'text', expr: textOf(columnExpr(column.name), column) }])))
  const different = distinct(filter(texts, call('is-not-null', columnExpr('text'))), ['text'])
  const order = call('sha256', call('concat', literal('text', `${seed}|`), columnExpr('text')))
  const number: Expr = { kind: 'window', fn: 'dense-rank', args: [order], partitionBy: [], orderBy: [] }
  const count: Expr = { kind: 'window', fn: 'count-rows', args: [one], partitionBy: [], orderBy: [] }
  const digits = call('length', call('int-to-text', count))
  const named = extend(different, [
    {
      name: 'pseudonym',
      expr: call('concat', literal('text', prefix), call('pad-left', call('int-to-text', number), digits, literal('text', '0'))),
    },
  ])
  return columns.reduce((table, column) => {
    const on = [{ left: textOf(columnExpr(column.name), column), right: columnExpr('text') }]
    return replaced(table, join(table, named, { how: 'left', on, output: outputs(table, column.name, 'pseudonym') }))
  }, input)
}

/** The columns of the table, one of which comes from the other side of a join. */
const outputs = (table: Relation, name: string, column: string) =>
  table.columns.map((kept) =>
    kept.name === name ? { name, from: 'right' as const, column } : { name: kept.name, from: 'left' as const, column: kept.name },
  )

/** A column that was replaced keeps its role. */
const replaced = (before: Relation, after: Relation) =>
  setRoles(after, new Map(before.columns.flatMap(({ name, role }) => (role ? [[name, role]] : []))))
