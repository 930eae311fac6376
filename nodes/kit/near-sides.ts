import { aggregate, extend, filter } from '../../engine/relation/build.ts'
import { call, column, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { freeNames } from './add-derived.ts'
import { numbered } from './first-appearance.ts'

/** A table whose texts are compared with others. */
export interface NearSide {
  /** The table with its row number, exact keys and the compared text in columns of these names. */
  readonly rows: Relation
  readonly place: string
  readonly keys: readonly string[]
  readonly text: string
  /** Each text once with its exact keys: columns k0, k1, ..., t, and first, the number of its first row. */
  readonly texts: Relation
}

/** A table made ready; rows whose text is missing or empty, or one of whose exact keys is missing, have no part in `texts`. */
export function nearSide(table: Relation, exact: readonly Expr[], text: Expr): NearSide {
  const { rows: counted, place } = numbered(table)
  const free = freeNames(counted)
  const name = free('compared text')
  const keys = exact.map((_, index) => free(`exact key ${index}`))
  const rows = extend(counted, [{ name, expr: text }, ...exact.map((expr, index) => ({ name: keys[index] ?? '', expr }))])
  const each = aggregate(
    rows,
    [...keys.map((key, index) => ({ name: `k${index}`, expr: column(key) })), { name: 't', expr: column(name) }],
    [{ name: 'first', fn: 'minimum', args: [column(place)] }],
  )
  const known = [call('not-equal', column('t'), literal('text', '')), ...keys.map((_, index) => call('is-not-null', column(`k${index}`)))]
  return { rows, place, keys, text: name, texts: filter(each, call('and', ...known.map((test) => call('is-true', test)))) }
}

/** How a side's rows meet a pair: by exact keys and the pair's column of that name; the pair's keys may have a prefix. */
export function onPair({ keys, text }: NearSide, pair: string, prefix = ''): readonly { readonly left: Expr; readonly right: Expr }[] {
  return [
    ...keys.map((key, index) => ({ left: column(key), right: column(`${prefix}k${index}`) })),
    { left: column(text), right: column(pair) },
  ]
}

/** Of the pairs of each left text the most alike one; of several the one whose right text comes first in its table. */
export function bestPairs(pairs: Relation): Relation {
  const rank: Expr = {
    kind: 'window',
    fn: 'row-number',
    args: [literal('int', 1)],
    partitionBy: [column('a')],
    orderBy: [{ expr: column('score'), descending: true }, { expr: column('b') }],
  }
  return filter(extend(pairs, [{ name: 'rank', expr: rank }]), call('equal', column('rank'), literal('int', 1)))
}
