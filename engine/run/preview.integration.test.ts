import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ReadOptions } from '../../nodes/kit/context.ts'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { describeFile } from '../adapters/files/describe-file.ts'
import { aggregate, filter, join as joinRelations, limit, mark, select, sort } from '../relation/build.ts'
import { column } from '../relation/expression.ts'
import { parseFormula } from '../relation/formula/formula.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import { openArtifactStore } from '../store/artifact-store.ts'
import { previewTable, type PreviewOrder } from './preview.ts'
import { scansOf } from './source-rows.ts'
import { withSamples } from './source-samples.ts'

let db: Database
let folder: string
const { signal } = new AbortController()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-preview-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

async function source(name: string, content: string | Buffer, options: Partial<ReadOptions> = {}): Promise<Relation> {
  const path = join(folder, name)
  await writeFile(path, content)
  const refuse = () => Promise.reject(new Error('nothing is converted here'))
  const tools = { db, convertedFolder: folder, convertExcel: refuse, convertRecords: refuse }
  const { relation } = await describeFile(tools, path, { format: 'auto', ...options }, signal)
  return mark(relation, 'file', 'table', `${'0'.repeat(32)}.table`)
}

const preview = (relation: Relation, rows = 5, order?: PreviewOrder) =>
  previewTable(relation, rows, { db, store: openArtifactStore(folder), signal }, order)

function where(relation: Relation, formula: string): Relation {
  const parsed = parseFormula(formula, { columns: relation.columns, allow: 'row' })
  if (!parsed.ok) throw new Error(formula)
  return filter(relation, parsed.expr)
}

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('\n')
const numbers = (count: number, odd = -1) => `id,word\n${lines(count, (index) => `${index === odd ? 'x' : index},w${index % 7}`)}\n`

const typesOf = (relation: Relation) => relation.columns.map(({ type }) => type)

it('takes types from the first 20 480 rows; a row further down that contradicts is a problem of the run, with its line', async () => {
  expect(typesOf(await source('early.csv', numbers(40_000, 20_000)))).toEqual(['text', 'text'])
  const late = await source('late.csv', numbers(60_000, 50_000))
  expect(typesOf(late)).toEqual(['int', 'text'])
  expect(await preview(late)).toMatchObject({
    rows: [
      [0, 'w0'],
      [1, 'w1'],
      [2, 'w2'],
      [3, 'w3'],
      [4, 'w4'],
    ],
    sampled: 10_000,
  })
  await expect(db.rows(`SELECT sum(c0) FROM (${printRelation(late)})`)).rejects.toThrow(/Line: 50002/)
})

it('says about how many rows there are: of the file, of what a filter leaves, and nothing of groups', async () => {
  const file = await source('many.csv', numbers(150_000))
  const whole = await preview(file)
  expect(whole.count.exact).toBe(false)
  expect(whole.count.rows).toBeGreaterThan(142_500)
  expect(whole.count.rows).toBeLessThan(157_500)
  expect(whole.statistics[1]).toMatchObject({ name: 'word', rows: 10_000, distinct: 7, missing: 0 })

  const half = (await preview(sort(where(file, '[id] < 5000'), [{ expr: column('word') }]))).count
  expect(half.exact).toBe(false)
  expect((half.rows ?? 0) / (whole.count.rows ?? 1)).toBeCloseTo(0.5, 2)

  const measures = [{ name: 'rows', fn: 'count-rows', args: [column('id')] }]
  const groups = await preview(aggregate(file, [{ name: 'word', expr: column('word') }], measures))
  expect(groups).toMatchObject({ count: { rows: null, exact: false }, sampled: 7 })
  expect((await preview(aggregate(file, [], measures))).count).toEqual({ rows: 1, exact: true })
  expect((await preview(limit(file, 30))).count.rows).toBe(30)
})

it('is exact where the sources are no longer than the sample, also at its very end', async () => {
  expect(await preview(await source('short.csv', numbers(100_000)))).toMatchObject({ count: { rows: 100_000, exact: true }, sampled: null })
  const over = await preview(await source('over.csv', numbers(100_001)), 20_000)
  expect(over).toMatchObject({ count: { exact: false }, sampled: 10_000 })
  expect(over.rows).toHaveLength(10_000)
  const short = await source('short.csv', numbers(100))
  expect((await preview(where(short, '[id] > 89'), 200)).rows).toHaveLength(10)
})

it('sorts all rows of a small source, those without a value last; the first rows of a longer one stay as they come', async () => {
  const small = await source('sort.csv', 'a,b\n2,x\n,y\n30,z\n2,w\n1,v\n')
  const up = { column: 'a', descending: false }
  expect((await preview(small, 4, up)).rows.map(([, b]) => b)).toEqual(['v', 'x', 'w', 'z'])
  expect((await preview(small, 5, { column: 'a', descending: true })).rows.map(([, b]) => b)).toEqual(['z', 'x', 'w', 'v', 'y'])
  expect((await preview(where(small, '[a] > 1'), 5, up)).rows.map(([, b]) => b)).toEqual(['x', 'w', 'z'])
  expect((await preview(small, 2, { column: 'gone', descending: true })).rows.map(([, b]) => b)).toEqual(['x', 'y'])
  const long = await source('sort-long.csv', numbers(150_000))
  expect((await preview(long, 3, { column: 'id', descending: true })).rows).toEqual((await preview(long, 3)).rows)
})

it('keeps small sources whole, so that what is far down finds its partner', async () => {
  const left = await source('left.csv', numbers(60_000))
  const right = await source('right.csv', `key,name\n${lines(30_000, (index) => `${59_999 - index},n${index}`)}\n`)
  const on = [{ left: column('id'), right: column('key') }]
  const output = [
    { name: 'id', from: 'left', column: 'id' },
    { name: 'name', from: 'right', column: 'name' },
  ] as const
  const joined = await preview(joinRelations(left, right, { how: 'inner', on, output }))
  expect(joined).toMatchObject({ count: { rows: 30_000, exact: true }, sampled: null })
})

it('gives the same answer from the kept sample as from the file', async () => {
  const file = await source('twice.csv', numbers(130_000))
  const first = await preview(file, 50)
  expect(await preview(file, 50)).toEqual(first)
  const again = await source('twice.csv', numbers(130_000))
  expect(await preview(again, 50)).toEqual(first)
})

it('knows nothing of the length of compressed text', async () => {
  const zipped = await source('zipped.csv.gz', gzipSync(numbers(50_000)))
  expect(await preview(zipped)).toMatchObject({ count: { rows: null, exact: false }, sampled: 10_000 })
})

it('reads JSON as lines, as a list and over several lines, all alike', async () => {
  const rows = Array.from({ length: 12_000 }, (_, index) => ({
    a: index,
    b: { c: `t${index % 3}` },
    ...(index === 9_000 && { late: true }),
  }))
  const asLines = await preview(await source('rows.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')), 20)
  const asList = await preview(await source('rows.json', JSON.stringify(rows)), 20)
  const spread = await preview(await source('spread.json', rows.map((row) => JSON.stringify(row, null, 2)).join('\n')), 20)
  expect(asLines.columns.map(({ name }) => name)).toEqual(['a', 'b', 'late'])
  expect(asLines.rows[1]).toEqual([1, '{"c":"t1"}', null])
  for (const other of [asList, spread]) {
    expect(other.rows).toEqual(asLines.rows)
    expect(other.statistics).toEqual(asLines.statistics)
  }
})

it('shows what does not need a column that cannot be read, and names the line where it is needed', async () => {
  const wrong = await source('wrong.csv', numbers(200), { types: { word: 'int' } })
  expect((await preview(select(wrong, ['id']))).rows).toHaveLength(5)
  await expect(preview(wrong)).rejects.toThrow(/Line: 2/)
})

it('finds the delimiter of a wide file from its first line, and answers with fewer rows and columns of statistics', async () => {
  const width = 3_000
  const header = lines(width, (index) => `name ${index}`).replaceAll('\n', ';')
  const rows = lines(60, (row) => lines(width, (index) => (index % 2 === 0 ? `${row},5` : `"a;${row}"`)).replaceAll('\n', ';'))
  const wide = await source('wide.csv', `${header}\n${rows}\n`)
  expect(wide.columns).toHaveLength(width)
  const shown = await preview(wide, 200)
  expect(shown.count).toEqual({ rows: 60, exact: true })
  expect(shown.rows[3]?.slice(0, 2)).toEqual([3.5, 'a;3'])
  expect(shown.statistics).toHaveLength(100)
  expect(shown.statistics[99]).toMatchObject({ name: 'name 99', rows: 60, distinct: 60, top: expect.arrayContaining([]) as unknown })
})

it('keeps samples of many files within bounds', async () => {
  const width = 400
  const file = await source('kept.csv', `${lines(width, (index) => `c${index}`).replaceAll('\n', ',')}\n${'1,'.repeat(width - 1)}1\n`)
  const [scan] = scansOf(file)
  if (!scan) throw new Error('a file without a scan')
  const samples = async () => Number((await db.rows(`SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'sample_%'`))[0]?.[0])
  for (let index = 0; index < 30; index++) await withSamples(db, { ...scan, source: { ...scan.source } }, async () => undefined)
  expect(await samples()).toBeLessThanOrEqual(20)
})
