import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { aggregate, filter, join, limit, mark, union, values } from '../relation/build.ts'
import { call, column, literal } from '../relation/expression.ts'
import type { JoinKind, JoinRelation, Relation } from '../relation/relation.ts'
import { countRows } from './count-rows.ts'
import { partCounter, sureCount } from './count-steps.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: tmpdir() })
})
afterAll(() => db.close())

const { signal } = new AbortController()

/** A counter of these parts, and how many queries it has sent. */
function counter(parts: readonly Relation[], known = new Map<Relation, number>()) {
  const sent: string[] = []
  const watched: Database = {
    ...db,
    rows: (sql, options) => {
      sent.push(sql)
      return db.rows(sql, options)
    },
  }
  const count = partCounter(new Set(parts), known, { db: watched, signal, physical: async (relation) => relation })
  return { count, sent, known }
}

const table = (name: string, rows: readonly (readonly [number | null, string | null])[]) =>
  mark(
    values(
      [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'text' },
      ],
      rows,
    ),
    name,
    'table',
    `${name}.table`,
  )
// Null keys, keys that occur twice on one side or both, keys without a partner.
const left = table('left', [
  [1, 'x'],
  [2, 'x'],
  [2, 'y'],
  [3, null],
  [null, 'z'],
  [null, null],
  [7, 'q'],
])
const right = table('right', [
  [2, 'x'],
  [2, 'q'],
  [3, null],
  [null, 'z'],
  [5, 'x'],
  [7, 'r'],
  [9, null],
])

const pair = { left: column('a'), right: column('a') }
const output = [{ name: 'a', from: 'left', column: 'a' }] as const
const matched = (how: JoinKind, nulls?: 'equal', turned = false): JoinRelation =>
  join(turned ? right : left, turned ? left : right, { how, on: [pair], output, ...(nulls && { nulls }) }) as JoinRelation

describe('counts of several parts', () => {
  it.each([undefined, 'equal'] as const)('tells every ending of a join from the counts of its keys (nulls %s)', async (nulls) => {
    const endings = [
      ...(['inner', 'left', 'right', 'full', 'semi', 'anti'] as const).map((how) => matched(how, nulls)),
      ...(['semi', 'anti', 'left'] as const).map((how) => matched(how, nulls, true)),
    ]
    const { count, sent, known } = counter(endings)
    for (const part of endings) {
      const found = await count(part)
      expect([part.how, part.left === right, found]).toEqual([part.how, part.left === right, await countRows(db, part, signal)])
    }
    expect(sent).toHaveLength(1)
    expect(known.get((left as { input: Relation }).input)).toBe(7)
  })

  it('does not put joins of other keys together', async () => {
    const other = join(left, right, { how: 'anti', on: [{ left: column('b'), right: column('b') }], output }) as JoinRelation
    const parts = [matched('inner'), other, matched('anti', 'equal')]
    const { count, sent } = counter(parts)
    for (const part of parts) expect(await count(part)).toBe(await countRows(db, part, signal))
    expect(sent).toHaveLength(3)
  })

  it('counts what a filter keeps and the rest in one pass, missing values among the rest', async () => {
    const base = filter(left, call('is-not-null', column('b')))
    const test = call('greater', column('a'), literal('int', 1))
    const kept = filter(base, test)
    const rest = filter(base, call('not', call('is-true', test)))
    const other = filter(base, call('less', column('a'), literal('int', 2)))
    const { count, sent, known } = counter([kept, rest, other])
    expect([await count(rest), await count(kept), await count(other)]).toEqual([2, 3, 1])
    expect(sent).toHaveLength(1)
    expect(known.get(base)).toBe(5)
  })

  it('takes the rest away from what is known already', async () => {
    const test = call('greater', column('a'), literal('int', 1))
    const [kept, rest] = [filter(left, test), filter(left, call('not', call('is-true', test)))]
    const { count, sent } = counter([rest], new Map([[kept, 4]]))
    // Only what was asked for is looked at.
    expect(await count(rest)).toBe(3)
    expect(sent).toHaveLength(1)
    const both = counter([kept, rest], new Map([[kept, 4]]))
    expect(await both.count(rest)).toBe(3)
    expect(both.sent).toHaveLength(0)
  })

  it('looks at no row where the tree says how many there are', () => {
    const one = aggregate(left, [], [{ name: 'n', fn: 'count-rows', args: [literal('int', 1)] }])
    const known = new Map<Relation, number>()
    expect(sureCount(one, known)).toBe(1)
    expect(sureCount(limit(left, 3, 5), known)).toBe(2)
    expect(sureCount(union([left, right]), known)).toBe(14)
    expect(sureCount(join(one, left, { how: 'inner', on: [], output: [] }), known)).toBe(7)
    expect(sureCount(filter(left, literal('bool', true)), known)).toBeUndefined()
    expect(sureCount(aggregate(left, [{ name: 'b', expr: column('b') }], []), known)).toBeUndefined()
    expect(sureCount(matched('inner'), known)).toBeUndefined()
  })
})
