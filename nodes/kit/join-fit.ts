import { aggregate, filter, join, project, union } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { typeOf } from '../../engine/relation/type-of.ts'
import { comparedText, type Overlooked } from './compared-text.ts'
import { convert } from './convert.ts'
import type { KeyPair } from './join-keys.ts'
import type { Answer } from './observation.ts'

/** One side of a join as it was counted. */
export interface SideFit {
  /** All rows; of them, those with a missing key. */
  readonly rows: number
  readonly missing: number
  /** Rows and different keys that were looked at, and rows of them that found a partner. */
  readonly seen: number
  readonly keys: number
  readonly matched: number
  /** Most partners of one row. */
  readonly most: number
}

export interface KeyFit {
  readonly left: SideFit
  readonly right: SideFit
  /** Rows that come of those that were looked at. */
  readonly pairs: number
  /** Left rows, of those looked at, that would find a partner besides if more were overlooked, by what is overlooked. */
  readonly gained: ReadonlyMap<string, number>
}

export interface FitOptions {
  readonly overlooked: Overlooked
  /** Missing matches missing. */
  readonly nulls: boolean
  /** Share of the keys to look at. */
  readonly share: number
}

const int = (value: number) => literal('int', value)
const text = (value: string) => literal('text', value)
const flags = ['ignoreCase', 'ignoreAccents', 'ignoreSpaces'] as const
const everything: Overlooked = { ignoreCase: true, ignoreAccents: true, ignoreSpaces: true }
const figures = ['rows', 'missing', 'seen', 'keys', 'matched', 'pairs', 'most'] as const

/** What may be overlooked besides what already is: each flag that is off, and all of them where there are several. */
export function looserSettings(overlooked: Overlooked): ReadonlyMap<string, Partial<Overlooked>> {
  const off = flags.filter((flag) => !overlooked[flag])
  const single = off.map((flag) => [flag, { [flag]: true }] as const)
  const all = off.length > 1 ? [['all', Object.fromEntries(off.map((flag) => [flag, true]))] as const] : []
  return new Map([...single, ...all])
}

/**
 * How two tables fit, in a few rows that `readFit` reads. A share of the rows would not do: of a row on the left, its partner on the right
 * would rarely be among the chosen ones, and a join that fits would seem not to. So keys are chosen, by their hash: a key is looked at on both
 * sides or on neither, with all of its rows, and the share of rows that find a partner is that of the whole tables on average. The hash is
 * of the key without capitals, accents and spaces, so that spellings which would meet if these were overlooked are looked at together too.
 */
export function fitOfKeys(
  sides: { readonly left: Relation; readonly right: Relation },
  pairs: readonly KeyPair[],
  options: FitOptions,
): Relation {
  const [left, right] = [counted(sides.left, pairs, 'left', options), counted(sides.right, pairs, 'right', options)]
  const met = [partnered(left, right, pairs.length, options.nulls), partnered(right, left, pairs.length, options.nulls)] as const
  const lines = [totals(met[0], 'left'), totals(met[1], 'right')]
  const texts = pairs.map((_, index) => typeOf(columnExpr(`k${index}`), left.columns) === 'text')
  if (texts.includes(true)) {
    const lonely = filter(met[0], call('and', call('is-null', columnExpr('partners')), isSeen))
    const others = filter(right, isSeen)
    for (const [name, looser] of looserSettings(options.overlooked)) {
      const loosely = { ...options.overlooked, ...looser }
      const keys = pairs.map((_, index): NamedExpr => {
        const key = columnExpr(`k${index}`)
        return { name: `k${index}`, expr: texts[index] ? comparedText(key, loosely) : key }
      })
      lines.push(gain(aggregate(lonely, keys, [sumOf('rows', columnExpr('rows'))]), project(others, keys), name))
    }
  }
  return union(lines)
}

const isSeen = call('equal', columnExpr('state'), text('seen'))

/** Rows by key; those whose key is missing or not looked at in one row each. Columns state, k0, k1, ..., rows. */
function counted(table: Relation, pairs: readonly KeyPair[], side: 'left' | 'right', { nulls, share }: FitOptions): Relation {
  const keys = pairs.map((pair) => pair[side].compared)
  const missing =
    nulls || keys.length === 0 ? literal('bool', false) : call('or', literal('bool', false), ...keys.map((key) => call('is-null', key)))
  const state = call(
    'if',
    missing,
    text('missing'),
    share >= 1 ? text('seen') : call('if', isChosen(keys, table, share), text('seen'), text('passed')),
  )
  const named = keys.map((key, index): NamedExpr => {
    const type = typeOf(key, table.columns)
    return { name: `k${index}`, expr: call('if', call('equal', state, text('seen')), key, literal(type, null)) }
  })
  return aggregate(table, [{ name: 'state', expr: state }, ...named], [{ name: 'rows', fn: 'count-rows', args: [int(1)] }])
}

/** Whether the hash of the key lies in the first `share` of all hashes. */
function isChosen(keys: readonly Expr[], table: Relation, share: number): Expr {
  const spoken = keys.map((key) => {
    const type = typeOf(key, table.columns)
    // -0 and 0 are one key.
    const plain = type === 'float' ? call('add', key, literal('float', 0)) : key
    const written = type === 'text' ? comparedText(key, everything) : (convert(plain, type, 'text') ?? plain)
    return call('coalesce', written, text('\u0001'))
  })
  const digits = 6
  const end = Math.round(share * 16 ** digits)
  const hash = call('left', call('md5', call('join-text', text('\u001f'), ...spoken)), int(digits))
  return call('less', hash, text(end.toString(16).padStart(digits, '0')))
}

/** Each key of one side with the number of its partners on the other. */
function partnered(own: Relation, other: Relation, keys: number, nulls: boolean): Relation {
  const names = ['state', ...Array.from({ length: keys }, (_, index) => `k${index}`)]
  return join(own, filter(other, isSeen), {
    how: 'left',
    on: names.map((name) => ({ left: columnExpr(name), right: columnExpr(name) })),
    ...(nulls && { nulls: 'equal' }),
    output: [
      ...[...names, 'rows'].map((name) => ({ name, from: 'left' as const, column: name })),
      { name: 'partners', from: 'right', column: 'rows' },
    ],
  })
}

const sumOf = (name: string, expr: Expr) => ({ name, fn: 'sum-int', args: [expr] })
const counts = (name: string) => ({ name, expr: call('coalesce', columnExpr(name), int(0)) })

function totals(met: Relation, side: string): Relation {
  const [rows, partners, state] = [columnExpr('rows'), columnExpr('partners'), columnExpr('state')]
  const only = (test: Expr, value: Expr) => call('if', test, value, int(0))
  const summed = aggregate(
    met,
    [],
    [
      sumOf('rows', rows),
      sumOf('missing', only(call('equal', state, text('missing')), rows)),
      sumOf('seen', only(isSeen, rows)),
      sumOf('keys', only(isSeen, int(1))),
      sumOf('matched', only(call('is-not-null', partners), rows)),
      sumOf('pairs', call('multiply-int', rows, call('coalesce', partners, int(0)))),
      { name: 'most', fn: 'maximum', args: [partners] },
    ],
  )
  return project(summed, [{ name: 'what', expr: text(side) }, ...figures.map(counts)])
}

function gain(lonely: Relation, others: Relation, name: string): Relation {
  const on = lonely.columns
    .filter((item) => item.name !== 'rows')
    .map((item) => ({ left: columnExpr(item.name), right: columnExpr(item.name) }))
  const found = join(lonely, others, { how: 'semi', on, output: [{ name: 'rows', from: 'left', column: 'rows' }] })
  const summed = aggregate(found, [], [sumOf('rows', columnExpr('rows'))])
  return project(summed, [
    { name: 'what', expr: text(name) },
    ...figures.map((figure) => (figure === 'rows' ? counts('rows') : { name: figure, expr: int(0) })),
  ])
}

/** The figures in the answer to `fitOfKeys`. */
export function readFit({ rows }: Answer): KeyFit {
  const found = new Map(rows.map(([what, ...numbers]) => [String(what), numbers.map(Number)]))
  const side = (name: string): SideFit => {
    const [all = 0, missing = 0, seen = 0, keys = 0, matched = 0, , most = 0] = found.get(name) ?? []
    return { rows: all, missing, seen, keys, matched, most }
  }
  const gained = new Map([...found].filter(([what]) => what !== 'left' && what !== 'right').map(([what, [count = 0]]) => [what, count]))
  return { left: side('left'), right: side('right'), pairs: found.get('left')?.[5] ?? 0, gained }
}
