import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { columnStatistics } from './column-statistics.ts'

let db: Database
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-statistics-'))
  db = await openDatabase({ memoryLimitBytes: 256 * 1024 ** 2, threads: 1, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

// 0 to 19 once each, then 30 rows without a value: each bar holds one row.
const numbers = 'SELECT CASE WHEN i < 20 THEN i END AS n FROM range(50) AS t(i)'

it('leaves missing values out of a histogram instead of putting them into its last bar', async () => {
  const from = `(SELECT n AS c0, n::DOUBLE AS c1, DATE '2026-01-01' + n::INTEGER AS c2 FROM (${numbers}))`
  const found = await columnStatistics(db, from, [
    { name: 'int', type: 'int' },
    { name: 'float', type: 'float' },
    { name: 'date', type: 'date' },
  ])
  for (const { rows, missing, histogram } of found) {
    expect({ rows, missing }).toEqual({ rows: 50, missing: 30 })
    expect(histogram).toEqual(Array.from({ length: 20 }, () => 1))
  }
})

it('counts only what has a place on the axis: no bar for infinities, none at all for a column without values', async () => {
  const from = `(SELECT CASE i WHEN 0 THEN 'inf'::DOUBLE WHEN 1 THEN 'nan'::DOUBLE ELSE i END AS c0, NULL::INTEGER AS c1 FROM range(10) AS t(i))`
  const [spread, empty] = await columnStatistics(db, from, [
    { name: 'spread', type: 'float' },
    { name: 'empty', type: 'int' },
  ])
  expect(spread?.histogram?.reduce((sum, count) => sum + count, 0)).toBe(8)
  expect(empty).toMatchObject({ missing: 10 })
  expect(empty?.histogram).toBeUndefined()
})
