import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import type { Column } from '../relation/types.ts'
import { columnStatistics } from './column-statistics.ts'

let db: Database
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-statistics-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const columns: readonly Column[] = [
  { name: 'whole', type: 'int' },
  { name: 'huge', type: 'int' },
  { name: 'real', type: 'float' },
  { name: 'odd', type: 'float' },
  { name: 'day', type: 'date' },
  { name: 'moment', type: 'timestamp' },
  { name: 'one', type: 'int' },
  { name: 'none', type: 'float' },
  { name: 'word', type: 'text' },
  { name: 'far', type: 'timestamp' },
]

const cells = `CASE WHEN i % 7 = 0 THEN NULL ELSE (i * 37) % 1000 - 500 END::BIGINT AS c0, 9007199254740993 + i AS c1,
  round(sin(i) * 100, 3) AS c2, CASE i % 5 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN 'infinity'::DOUBLE WHEN 2 THEN NULL ELSE i / 8 END AS c3,
  CASE WHEN i % 11 > 0 THEN DATE '1969-06-01' + (i % 900)::INTEGER END AS c4, TIMESTAMP '1969-12-31 23:00:00' + to_microseconds(i * 1000037) AS c5,
  4::BIGINT AS c6, NULL::DOUBLE AS c7, 'w' || i % 3 AS c8,
  TIMESTAMP '2500-01-01 00:00:00.000001' + to_microseconds(i) AS c9`

it('finds the same of a short table as DuckDB finds of the same rows thrice in a long one', async () => {
  await db.execute(`CREATE TABLE short AS SELECT ${cells} FROM range(10000) t(i)`)
  await db.execute('CREATE TABLE long AS SELECT short.* FROM short, range(3)')
  const short = await columnStatistics(db, 'short', columns)
  const long = await columnStatistics(db, 'long', columns)
  for (const [index, found] of short.entries()) {
    const { rows, missing, distinct, mean, histogram, top, ...same } = found
    const other = long[index]
    expect([found.name, { ...same, rows: rows * 3, missing: missing * 3 }]).toEqual([
      other?.name,
      {
        name: other?.name,
        min: other?.min,
        max: other?.max,
        ...(other?.quantiles && { quantiles: other.quantiles }),
        rows: other?.rows,
        missing: other?.missing,
      },
    ])
    expect(histogram?.map((count) => count * 3)).toEqual(other?.histogram)
    expect(top?.map(({ value, rows: count }) => ({ value, rows: count * 3 }))).toEqual(other?.top)
    expect(Math.abs((other?.distinct ?? 0) / Math.max(1, distinct) - 1)).toBeLessThan(distinct > 0 ? 0.25 : 2)
    if (mean === null) expect(other?.mean).toBeNull()
    else expect(Math.abs(mean - (other?.mean ?? NaN)) / Math.max(1, Math.abs(mean))).toBeLessThan(1e-9)
  }
})

it('counts distinct numbers exactly, and describes a table without rows', async () => {
  const [whole, , , odd] = await columnStatistics(db, 'short', columns)
  expect(whole).toMatchObject({ distinct: 1000, missing: 1429 })
  expect(odd).toMatchObject({ missing: 2000, max: 'NaN', mean: 5001 / 8 })
  const empty = await columnStatistics(db, '(SELECT * FROM short LIMIT 0)', columns)
  expect(empty.map(({ rows, missing, distinct, min, max, mean }) => [rows, missing, distinct, min, max, mean])).toEqual(
    columns.map(() => [0, 0, 0, null, null, null]),
  )
})
