import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../adapters/duckdb/database.ts'
import type { Profile, ProfiledColumn } from '../../protocol/profile.ts'
import { mark, scan } from '../../relation/build.ts'
import type { Column } from '../../relation/types.ts'
import { profileRelation } from '../profile-relation.ts'
import { profileTable } from '../profile-table.ts'

const rows = 300_000
const columns: Column[] = [
  { name: 'id', type: 'int' },
  { name: 'normal', type: 'float' },
  { name: 'code', type: 'int' },
  { name: 'town', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'at', type: 'timestamp' },
  { name: 'odd', type: 'float' },
  { name: 'yes', type: 'bool' },
]
const source = `SELECT i AS c0, sqrt(-2 * ln((1 + hash(i) % 1000000) / 1000001.0)) * cos(2 * pi() * (hash(i, 2) % 1000000) / 1000000.0) * 10 + 50 AS c1,
  CASE WHEN hash(i, 3) % 50 = 0 THEN -999 ELSE (hash(i, 4) % 30000)::BIGINT END AS c2,
  CASE hash(i, 5) % 10 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN ' ' ELSE 'town ' || (hash(i, 6) % 40) END AS c3,
  md5(i::VARCHAR) AS c4, TIMESTAMP '2024-01-01' + INTERVAL (CASE WHEN i < 200000 THEN i ELSE i + 900000 END) SECOND AS c5,
  CASE WHEN i % 100000 = 7 THEN 'inf'::DOUBLE WHEN i % 100000 = 8 THEN 'nan'::DOUBLE ELSE i / 7.0 END AS c6, i % 3 = 0 AS c7 FROM range(${rows}) t(i)`

let db: Database
let folder: string
let long: Profile
let exact: Profile
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-long-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
  await db.execute(`CREATE TABLE t AS ${source}`)
  long = await profileTable(db, { from: 't', columns, row: 'rowid' })
  exact = await profileTable(db, { from: 't', columns, row: 'rowid', exact: true })
}, 60_000)
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const one = (profile: Profile, name: string): ProfiledColumn => {
  const column = profile.columns.find((candidate) => candidate.name === name)
  if (!column) throw new Error(`no column ${name}`)
  return column
}

describe('a long table beside the same one counted exactly', () => {
  it.each(columns.map(({ name }) => name))('%s: counts and ends are the same', (name) => {
    const [a, b] = [one(long, name), one(exact, name)]
    expect([a.missing, a.min, a.max, a.text?.longest, a.text?.mean]).toEqual([b.missing, b.min, b.max, b.text?.longest, b.text?.mean])
    const counts = ({ number }: ProfiledColumn) => number && [number.zeros, number.negatives, number.infinite, number.nan]
    expect(counts(a)).toEqual(counts(b))
    if (b.number?.mean != null) expect(a.number?.mean).toBeCloseTo(b.number.mean, 6)
    if (b.number?.deviation != null) expect((a.number?.deviation ?? 0) / b.number.deviation).toBeCloseTo(1, 9)
  })

  it('distinct values are within 4 %, and exact where they are said to be', () => {
    for (const { name } of columns) {
      const [a, b] = [one(long, name).distinct, one(exact, name).distinct]
      if (a.exact) expect([name, a.values]).toEqual([name, b.values])
      else expect(Math.abs(a.values / b.values - 1), name).toBeLessThan(0.04)
    }
    expect(one(long, 'town').distinct.exact).toBe(true)
    expect(one(long, 'id').distinct.exact).toBe(false)
  })

  it('quantiles and shapes come from the sample and say so', () => {
    expect(long.basis.quantiles).toMatchObject({ exact: false })
    expect(long.basis.shapes?.rows).toBeLessThan(60_000)
    expect(exact.basis.quantiles).toEqual({ exact: true, rows })
    const [a, b] = [one(long, 'normal'), one(exact, 'normal')]
    expect(Number(a.quantiles?.p50)).toBeCloseTo(Number(b.quantiles?.p50), 0)
    expect(a.histogram?.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0.99 * rows)
    a.histogram?.forEach((count, i) => expect(Math.abs(count - (b.histogram?.[i] ?? 0))).toBeLessThan(0.01 * rows))
  })

  it('a number for "not known" is counted, the gap of a clock found, and no two rows are equal', () => {
    expect(one(long, 'code').number?.atMin).toBe(one(exact, 'code').number?.atMin)
    expect(long.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['sentinel', 'infinite']))
    expect(one(long, 'at').date?.longestDays).toBeCloseTo(900_001 / 86_400, 6)
    expect(long.duplicates).toEqual({ rows: 0, groups: 0 })
    expect(long.basis.duplicates).toMatchObject({ exact: false })
    expect(exact.basis.duplicates).toEqual({ exact: true, rows })
  })

  it('missing cells lie where they lie', () => {
    expect(long.missingness).toEqual(exact.missingness)
  })
})

it('equal rows of a very long table are counted in a part of them', async () => {
  const from = '(SELECT i // 4 * 4 % 1200000 AS c0 FROM range(1600000) t(i))'
  const { duplicates, basis } = await profileTable(db, { from, columns: [{ name: 'a', type: 'int' }] })
  expect(basis.duplicates).toEqual({ exact: false, rows: 100_000 })
  expect(Math.abs(duplicates.rows / 1_300_000 - 1)).toBeLessThan(0.05)
})

it('a Parquet file is read where it lies, with the same figures as a table', async () => {
  const path = join(folder, 't.parquet')
  await db.execute(`COPY t TO '${path}' (FORMAT parquet)`)
  const types = ['BIGINT', 'DOUBLE', 'BIGINT', 'VARCHAR', 'VARCHAR', 'TIMESTAMP', 'DOUBLE', 'BOOLEAN']
  const physical = types.map((duckdb, i) => ({ name: `c${i}`, duckdb }))
  const statements: string[] = []
  const watched: Database = { ...db, execute: (sql, options) => (statements.push(sql), db.execute(sql, options)) }
  // As it comes out of a node of a pipeline.
  const relation = mark(scan({ format: 'parquet', paths: [path], physical }, columns), 'file', 'table', 'f.table')
  const found = await profileRelation(relation, { db: watched })
  expect(statements.filter((sql) => sql.startsWith('CREATE TABLE profiled_'))).toEqual([])
  // Sums in another order differ in their last digit; the skew of a column without any is nothing but that.
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? (Math.abs(value) < 1e-7 ? 0 : Number(value.toPrecision(9))) : value
  const facts = ({ columns: figures, basis, missingness, duplicates }: Profile) =>
    JSON.parse(JSON.stringify({ figures, basis, missingness, duplicates }, rounded)) as unknown
  expect(facts(found)).toEqual(facts(long))
})
