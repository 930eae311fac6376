import { aggregate, join, project } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { KeyPair } from './join-keys.ts'

const one = literal('int', 1)

/**
 * One row that says how well two tables fit: rows of each, how many of them have a partner, pairs, and the most partners that one row of
 * each side has. Costs two small joins, on counts of keys.
 */
export function joinReport(left: Relation, right: Relation, pairs: readonly KeyPair[], nulls: boolean): Relation {
  const keys = (side: 'left' | 'right'): readonly NamedExpr[] =>
    pairs.map((pair, index) => ({ name: `k${index}`, expr: pair[side].compared }))
  const counted = (table: Relation, side: 'left' | 'right') =>
    aggregate(table, keys(side), [{ name: 'rows', fn: 'count-rows', args: [one] }])
  const sides = [counted(left, 'left'), counted(right, 'right')] as const
  const fits = [fit(sides[0], sides[1], pairs, nulls), fit(sides[1], sides[0], pairs, nulls)] as const
  const both = join(fits[0], fits[1], {
    how: 'inner',
    on: [],
    output: (['left', 'right'] as const).flatMap((from) =>
      ['rows', 'matched', 'pairs', 'most'].map((name) => ({ name: `${from} ${name}`, from, column: name })),
    ),
  })
  return project(both, [
    ...(['left', 'right'] as const).flatMap((side): NamedExpr[] => [
      { name: `${side} rows`, expr: columnExpr(`${side} rows`) },
      { name: `${side} matched`, expr: columnExpr(`${side} matched`) },
      { name: `${side} share matched`, expr: share(`${side} matched`, `${side} rows`) },
    ]),
    { name: 'pairs', expr: columnExpr('left pairs') },
    { name: 'most for a left row', expr: columnExpr('left most') },
    { name: 'most for a right row', expr: columnExpr('right most') },
  ])
}

const share = (part: string, whole: string) =>
  call('divide', call('int-to-float', columnExpr(part)), call('int-to-float', call('null-if', columnExpr(whole), literal('int', 0))))

/** Rows of one side, those with a partner, pairs, and the most partners of a row. Both tables are counts by key. */
function fit(own: Relation, other: Relation, pairs: readonly KeyPair[], nulls: boolean): Relation {
  const met = join(own, other, {
    how: 'left',
    on: pairs.map((_, index) => ({ left: columnExpr(`k${index}`), right: columnExpr(`k${index}`) })),
    ...(nulls && pairs.length > 0 && { nulls: 'equal' }),
    output: [
      { name: 'rows', from: 'left', column: 'rows' },
      { name: 'partners', from: 'right', column: 'rows' },
    ],
  })
  const [rows, partners] = [columnExpr('rows'), columnExpr('partners')]
  const matched = call('if', call('is-null', partners), literal('int', 0), rows)
  const totals = aggregate(
    met,
    [],
    [
      { name: 'rows', fn: 'sum-int', args: [rows] },
      { name: 'matched', fn: 'sum-int', args: [matched] },
      { name: 'pairs', fn: 'sum-int', args: [call('multiply-int', rows, call('coalesce', partners, literal('int', 0)))] },
      { name: 'most', fn: 'maximum', args: [partners] },
    ],
  )
  return project(
    totals,
    ['rows', 'matched', 'pairs', 'most'].map((name) => ({ name, expr: call('coalesce', columnExpr(name), literal('int', 0)) })),
  )
}
