import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scan } from '../../relation/build.ts'
import type { Column } from '../../relation/types.ts'
import { openDatabase, type Database } from './database.ts'
import { loadColumns } from './load-columns.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase({ memoryLimitBytes: 256 * 1024 ** 2, threads: 2, tempDirectory: tmpdir() })
  await db.execute(`CREATE TABLE t AS SELECT
    CASE WHEN range % 3 > 0 THEN range END AS c0,
    CASE range % 4 WHEN 0 THEN NULL WHEN 1 THEN 'nan'::DOUBLE ELSE range / 2 END AS c1,
    range % 2 = 0 AS c2,
    DATE '1970-01-02' + CAST(range AS INTEGER) AS c3,
    CASE WHEN range % 5 > 0 THEN 'v' || range % 3 END AS c4,
    CASE WHEN range % 7 > 0 THEN 'a level of more than twelve letters, the ' || (range * 13) % 1200 || 'th' END AS c5
    FROM range(5000)`)
})
afterAll(() => db.close())

it('reads numbers, missing ones as NaN, and texts as codes of sorted levels, over many chunks', async () => {
  const columns: Column[] = [
    { name: 'whole', type: 'int' },
    { name: 'part', type: 'float' },
    { name: 'even', type: 'bool' },
    { name: 'day', type: 'date' },
    { name: 'word', type: 'text' },
    { name: 'phrase', type: 'text' },
  ]
  const physical = ['BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE', 'VARCHAR', 'VARCHAR'].map((duckdb, at) => ({ name: `c${at}`, duckdb }))
  const table = scan({ format: 'table', table: 't', paths: [], physical }, columns)
  const { rows, numbers, categories } = await loadColumns(db, table, { columns, asCategories: ['even'] }, new AbortController().signal)
  const all = Array.from({ length: 5000 }, (_, row) => row)
  expect(rows).toBe(5000)
  expect(Array.from(numbers.get('whole') ?? [])).toEqual(all.map((row) => (row % 3 > 0 ? row : Number.NaN)))
  expect(Array.from(numbers.get('part') ?? [])).toEqual(all.map((row) => (row % 4 > 1 ? row / 2 : Number.NaN)))
  expect(Array.from(numbers.get('day') ?? [])).toEqual(all.map((row) => row + 1))
  expect(categories.get('word')?.levels).toEqual(['v0', 'v1', 'v2'])
  expect(Array.from(categories.get('word')?.codes ?? [])).toEqual(all.map((row) => (row % 5 > 0 ? row % 3 : -1)))
  const phrases = all.map((row) => (row % 7 > 0 ? `a level of more than twelve letters, the ${(row * 13) % 1200}th` : null))
  const { codes, levels } = categories.get('phrase') ?? { codes: [], levels: [] }
  expect(levels).toEqual([...new Set(phrases.flatMap((phrase) => phrase ?? []))].sort())
  expect(Array.from(codes, (code) => levels[code] ?? null)).toEqual(phrases)
  expect(categories.get('even')?.levels).toEqual(['false', 'true'])
})

describe('a large table', () => {
  const rows = 150_000
  const columns: Column[] = Array.from({ length: 8 }, (_, at) => ({ name: `column ${at}`, type: at === 5 ? 'text' : 'int' }))
  const physical = columns.map(({ type }, at) => ({ name: `c${at}`, duckdb: type === 'text' ? 'VARCHAR' : 'BIGINT' }))
  const load = async (cell: (at: number) => string, signal = new AbortController().signal) => {
    await db.execute(
      `CREATE OR REPLACE VIEW large AS SELECT ${columns.map((_, at) => `${cell(at)} AS c${at}`).join(', ')} FROM range(${rows})`,
    )
    return loadColumns(db, scan({ format: 'table', table: 'large', paths: [], physical }, columns), { columns, asCategories: [] }, signal)
  }
  it('is read by two queries, row beside row', async () => {
    const { numbers, categories } = await load((at) => (at === 5 ? "'text ' || range % 7" : `range * ${at + 1}`))
    expect([...numbers.keys()]).toEqual(columns.flatMap(({ name, type }) => (type === 'int' ? [name] : [])))
    for (const [at, { name }] of columns.entries())
      if (at !== 5)
        expect(
          numbers.get(name)?.findIndex((value, row) => value !== row * (at + 1)),
          name,
        ).toBe(-1)
    expect(categories.get('column 5')?.codes.findIndex((code, row) => code !== row % 7)).toBe(-1)
  })
  it('fails as a whole where one of them fails, and ends when cancelled', async () => {
    const failing = load((at) =>
      at === 2 ? "CASE WHEN range = 70000 THEN error('row 70000') ELSE range END" : at === 5 ? "'text'" : 'range',
    )
    await expect(failing).rejects.toThrow('row 70000')
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 20)
    await expect(load((at) => (at === 5 ? 'md5(range::VARCHAR)' : `hash(md5(range || ' ${at}')) % 1000`), abort.signal)).rejects.toThrow(
      'cancelled',
    )
    expect(await db.rows('SELECT 1')).toEqual([[1]])
  })
})
