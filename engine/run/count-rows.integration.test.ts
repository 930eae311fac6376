import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { extend, filter, join, mark, sort, values } from '../relation/build.ts'
import { call, column, literal } from '../relation/expression.ts'
import { countRows, decidingPart, knownCounts } from './count-rows.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: tmpdir() })
})
afterAll(() => db.close())

const { signal } = new AbortController()
const table = values(
  [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'text' },
  ],
  [
    [1, 'x'],
    [2, 'x'],
    [3, null],
    [null, 'y'],
  ],
)
const kept = mark(filter(table, call('greater', column('a'), literal('int', 1))), 'keep', 'table', 'f1.table')
const more = mark(extend(sort(kept, [{ expr: column('b') }]), [{ name: 'c', expr: column('a') }]), 'more', 'table', 'f2.table')

it('counts the rows of filters and joins', async () => {
  expect(await countRows(db, table, signal)).toBe(4)
  expect(await countRows(db, more, signal)).toBe(2)
  const joined = join(table, kept, {
    how: 'inner',
    on: [{ left: column('b'), right: column('b') }],
    output: [{ name: 'a', from: 'left', column: 'a' }],
  })
  expect(await countRows(db, joined, signal)).toBe(2)
})

it('knows the count of what only adds columns or orders rows', () => {
  const known = knownCounts(new Map([['keep.table', kept]]), new Map([['keep', { rows: { table: 2 } }]]))
  expect(known.get(decidingPart(more))).toBe(2)
  expect(known.get(decidingPart(table))).toBeUndefined()
})
