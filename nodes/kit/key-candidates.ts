import { aggregate, filter, join, limit, project, union } from '../../engine/relation/build.ts'
import { unpivot } from '../../engine/relation/build-rows.ts'
import { call, column as columnExpr, literal, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { comparedText, type Overlooked } from './compared-text.ts'
import { convert } from './convert.ts'
import { nameLikeness, type JoinKey } from './join-keys.ts'
import type { Answer } from './observation.ts'

/** A pair of columns that may be the key, with what speaks for it. */
export interface KeyCandidate extends JoinKey {
  /** Share of the known left values, row by row, that stand on the right too. */
  readonly found: number
  /** Different values for each row with one: 1 means that no value comes twice. */
  readonly leftUnique: number
  readonly rightUnique: number
  readonly score: number
}

/** Cells of a table that are looked at, and its columns: enough to tell a key, few enough for each edit. */
const mostCells = 200_000
const mostColumns = 40

/** Columns whose values are compared. Yes or no and decimals are hardly ever keys. */
const possible = (table: Relation): readonly Column[] =>
  table.columns.filter(({ type }) => type === 'text' || type === 'int' || type === 'date' || type === 'timestamp').slice(0, mostColumns)

/** Rows for `rankKeys`: of each column its known values and how many differ, of each pair of columns the values that both have. */
export function keyCandidates(left: Relation, right: Relation, overlooked: Overlooked): Relation | undefined {
  if (possible(left).length === 0 || possible(right).length === 0) return undefined
  const [a, b] = [valuesOf(left, overlooked), valuesOf(right, overlooked)]
  const shared = join(a, b, {
    how: 'inner',
    on: [{ left: columnExpr('value'), right: columnExpr('value') }],
    output: [
      { name: 'left', from: 'left', column: 'column' },
      { name: 'right', from: 'right', column: 'column' },
      { name: 'rows', from: 'left', column: 'rows' },
    ],
  })
  const keys = ['left', 'right'].map((name) => ({ name, expr: columnExpr(name) }))
  const none = { name: 'none', expr: literal('text', null) }
  const column = { name: 'column', expr: columnExpr('column') }
  return union([counted(shared, keys), renamed(counted(a, [column]), [column, none]), renamed(counted(b, [column]), [none, column])])
}

const counted = (table: Relation, keys: readonly NamedExpr[]) =>
  aggregate(table, keys, [
    { name: 'rows', fn: 'sum-int', args: [columnExpr('rows')] },
    { name: 'values', fn: 'count-rows', args: [literal('int', 1)] },
  ])

function renamed(table: Relation, [left, right]: readonly [NamedExpr, NamedExpr]): Relation {
  return project(table, [
    { name: 'left', expr: left.expr },
    { name: 'right', expr: right.expr },
    { name: 'rows', expr: columnExpr('rows') },
    { name: 'values', expr: columnExpr('values') },
  ])
}

/** The different values of each possible column as text, with their rows. Columns are named by their place. */
function valuesOf(table: Relation, overlooked: Overlooked): Relation {
  const columns = possible(table)
  const few = limit(table, Math.floor(mostCells / columns.length))
  const texts = project(
    few,
    columns.map(({ name, type }, index) => {
      const written = convert(columnExpr(name), type, 'text') ?? columnExpr(name)
      return { name: String(index), expr: type === 'text' ? comparedText(written, overlooked) : written }
    }),
  )
  const cells = unpivot(texts, { from: columns.map((_, index) => String(index)), key: 'column', value: 'value', keepNulls: false })
  const known = filter(cells, call('not-equal', columnExpr('value'), literal('text', '')))
  const keys = ['column', 'value'].map((name) => ({ name, expr: columnExpr(name) }))
  return aggregate(known, keys, [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }])
}

/** Of all pairs that share a value the likeliest keys first: by likeness of the names, share of values found, and whether a side is unique. */
export function rankKeys(left: Relation, right: Relation, { rows }: Answer): readonly KeyCandidate[] {
  const [lefts, rights] = [possible(left), possible(right)]
  const facts = rows.map(([a, b, count, values]) => ({ left: a, right: b, rows: Number(count), values: Number(values) }))
  const at = (side: 'left' | 'right', place: unknown) =>
    facts.find((fact) => fact[side] === place && fact[side === 'left' ? 'right' : 'left'] === null)
  return facts
    .flatMap((fact): KeyCandidate[] => {
      const [a, b] = [lefts[Number(fact.left)], rights[Number(fact.right)]]
      const [own, other] = [at('left', fact.left), at('right', fact.right)]
      if (fact.left === null || fact.right === null || !a || !b || !own || !other || !comparable(a, b)) return []
      const found = fact.rows / own.rows
      const [leftUnique, rightUnique] = [own.values / own.rows, other.values / other.rows]
      const likeness = nameLikeness(a.name, b.name) / 3
      // Small whole numbers, and columns of a few words, meet by chance.
      const chance = likeness === 0 && (a.type === 'int' || own.values < 3) ? 0.5 : 1
      const score = (0.4 * likeness + 0.4 * found + 0.2 * Math.max(leftUnique, rightUnique)) * chance
      return [{ left: a.name, right: b.name, found, leftUnique, rightUnique, score }]
    })
    .toSorted((one, two) => two.score - one.score)
}

const comparable = (a: Column, b: Column) => a.type === b.type || [a.type, b.type].toSorted().join() === 'int,text'
