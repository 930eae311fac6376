import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WriteFormat, WriteOptions } from '../../../nodes/kit/context.ts'
import { guardFormulas } from '../../../nodes/kit/guard-formulas.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { values } from '../../relation/build.ts'
import type { Column, LiteralValue } from '../../relation/types.ts'
import { openDatabase, type Database } from '../duckdb/database.ts'
import { writeFiles } from './write-files.ts'

let db: Database
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-write-'))
  db = await openDatabase({ memoryLimitBytes: 512 * 1024 ** 2, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const columns: readonly Column[] = [
  { name: 'k', type: 'text' },
  { name: 'n', type: 'int' },
]
const table = (rows: readonly (readonly LiteralValue[])[], of = columns) => values(of, rows)
const write = (name: string, rows: readonly (readonly LiteralValue[])[], format: WriteFormat, options: WriteOptions = {}) =>
  writeFiles(table(rows), { db, format, options, path: join(folder, name) })
const text = (name: string) => readFile(join(folder, name), 'utf8')
const codeOf = async (act: Promise<unknown>) =>
  act.then(
    () => 'nothing',
    (error: unknown) => (error instanceof NodeProblem ? error.data.code : error),
  )
const noParts = async () => expect((await readdir(folder, { recursive: true })).filter((name) => name.includes('.part'))).toEqual([])

describe('one file', () => {
  it('asks before it replaces, and adds rows on demand', async () => {
    await write('a.csv', [['x', 1]], 'csv', { existing: 'ask' })
    expect(await codeOf(write('a.csv', [['y', 2]], 'csv', { existing: 'ask' }))).toBe('file-exists')
    expect(await text('a.csv')).toBe('k,n\nx,1\n')
    expect(await write('a.csv', [['y', null]], 'csv', { existing: 'append' })).toEqual([{ file: '', rows: 1 }])
    expect(await text('a.csv')).toBe('k,n\nx,1\ny,\n')
    await write('a.csv', [['z', 3]], 'csv', { existing: 'replace' })
    expect(await text('a.csv')).toBe('k,n\nz,3\n')
    await noParts()
  })

  it('adds to a file whose last line has no end, packed or not', async () => {
    await writeFile(join(folder, 'open.csv'), 'k,n\nx,1')
    await write('open.csv', [['y', 2]], 'csv', { existing: 'append' })
    expect(await text('open.csv')).toBe('k,n\nx,1\ny,2\n')
    await write('b.csv.gz', [['x', 1]], 'csv', { compression: 'gzip' })
    await write('b.csv.gz', [['y', 2]], 'csv', { compression: 'gzip', existing: 'append' })
    expect(gunzipSync(await readFile(join(folder, 'b.csv.gz'))).toString()).toBe('k,n\nx,1\ny,2\n')
    await write('c.jsonl', [['x', 1]], 'json')
    await write('c.jsonl', [['y', null]], 'json', { existing: 'append' })
    expect(
      (await text('c.jsonl'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { k: 'x', n: 1 },
      { k: 'y', n: null },
    ])
    await write('d.parquet', [['x', 1]], 'parquet')
    expect(
      await write(
        'd.parquet',
        [
          ['y', 2],
          ['z', 3],
        ],
        'parquet',
        { existing: 'append' },
      ),
    ).toEqual([{ file: '', rows: 2 }])
    expect(await db.rows(`SELECT n FROM read_parquet('${join(folder, 'd.parquet')}')`)).toEqual([[1], [2], [3]])
  })

  it('adds nothing to other columns or to a workbook, and writes no file where a folder is', async () => {
    await writeFile(join(folder, 'other.csv'), 'n,k\n1,x\n')
    expect(await codeOf(write('other.csv', [['y', 2]], 'csv', { existing: 'append' }))).toBe('columns-differ')
    expect(await text('other.csv')).toBe('n,k\n1,x\n')
    await write('e.xlsx', [['x', 1]], 'excel')
    expect(await codeOf(write('e.xlsx', [['x', 1]], 'excel', { existing: 'append' }))).toBe('append-not-possible')
    await mkdir(join(folder, 'there'))
    expect(await codeOf(write('there', [['x', 1]], 'csv'))).toBe('file-is-folder')
    expect(await codeOf(write('other.csv', [['x', 1]], 'csv', { rowsPerFile: 1 }))).toBe('folder-is-file')
    await noParts()
  })

  it('keeps texts texts and days days in a workbook', async () => {
    const of: readonly Column[] = [
      { name: '=name', type: 'text' },
      { name: 'day', type: 'date' },
      { name: 'x', type: 'float' },
    ]
    const rows = [
      ['=1+1', '2024-02-29', 1.5],
      [null, '1850-01-01', null],
    ]
    await writeFiles(table(rows, of), { db, format: 'excel', options: {}, path: join(folder, 'f.xlsx') })
    const { read, utils } = await import('@e965/xlsx')
    const book = read(await readFile(join(folder, 'f.xlsx')), { cellFormula: true })
    const sheet = book.Sheets['Table']
    if (!sheet) throw new Error('no sheet')
    expect(sheet['A2']).toMatchObject({ t: 's', v: '=1+1' })
    expect(sheet['A2']).not.toHaveProperty('f')
    expect(utils.sheet_to_json(sheet, { header: 1, raw: false, defval: null })).toEqual([
      ['=name', 'day', 'x'],
      ['=1+1', '2024-02-29', '1.5'],
      [null, '1850-01-01', null],
    ])
  })
})

describe('a folder', () => {
  it('has a folder for each value, whatever the value holds, and stays inside', async () => {
    await write(
      'parts',
      [
        ['a/../../b', 1],
        [null, 2],
        ['..', 3],
        ['a/../../b', 4],
      ],
      'parquet',
      { partitionBy: ['k'] },
    )
    const rows = await db.rows(
      `SELECT k, n FROM read_parquet('${join(folder, 'parts')}/**/*.parquet', hive_partitioning = true) ORDER BY n`,
    )
    expect(rows).toEqual([
      ['a/../../b', 1],
      [null, 2],
      ['..', 3],
      ['a/../../b', 4],
    ])
    expect((await readdir(join(folder, 'parts'))).every((name) => name.startsWith('k='))).toBe(true)
    await write('parts', [['c', 5]], 'parquet', { partitionBy: ['k'], existing: 'append' })
    await write('parts', [['c', 6]], 'parquet', { partitionBy: ['k'], existing: 'append' })
    const [count] = await db.rows(`SELECT count(*) FROM read_parquet('${join(folder, 'parts')}/**/*.parquet')`)
    expect(count).toEqual([6])
    await noParts()
  })

  it('is cut into files of so many rows, in order', async () => {
    const rows = Array.from({ length: 5 }, (_, n) => ['x', n])
    expect(await write('cut', rows, 'csv', { rowsPerFile: 2 })).toEqual([
      { file: 'part-0.csv', rows: 2 },
      { file: 'part-1.csv', rows: 2 },
      { file: 'part-2.csv', rows: 1 },
    ])
    expect(await text('cut/part-2.csv')).toBe('k,n\nx,4\n')
    expect(await write('cut', [['y', 9]], 'csv', { rowsPerFile: 2, existing: 'append' })).toEqual([{ file: 'part-3.csv', rows: 1 }])
    expect(await write('cut', [], 'csv', { rowsPerFile: 2 })).toEqual([{ file: 'part-0.csv', rows: 0 }])
    expect(await readdir(join(folder, 'cut'))).toEqual(['part-0.csv'])
  })

  it('is not replaced when it holds what is not ours', async () => {
    await mkdir(join(folder, 'mine'))
    await writeFile(join(folder, 'mine', 'letter.txt'), 'dear')
    expect(await codeOf(write('mine', [['x', 1]], 'csv', { rowsPerFile: 1 }))).toBe('folder-not-ours')
    expect(await text('mine/letter.txt')).toBe('dear')
    await noParts()
  })
})

it('guards texts that a spreadsheet would run, and no numbers', async () => {
  const hostile = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '-5', '+3.2e5', 'a=b', '', null, "'=1"]
  const of: readonly Column[] = [{ name: '=cmd', type: 'text' }]
  const guarded = guardFormulas(
    table(
      hostile.map((value) => [value]),
      of,
    ),
  )
  expect(guarded.columns.map((column) => column.name)).toEqual(["'=cmd"])
  await writeFiles(guarded, { db, format: 'parquet', options: {}, path: join(folder, 'g.parquet') })
  const rows = await db.rows(`SELECT * FROM read_parquet('${join(folder, 'g.parquet')}')`)
  expect(rows.map((row) => row[0])).toEqual(["'=1+1", "'+1+1", "'-1+1", "'@SUM(A1)", "'\t=1", '-5', '+3.2e5', 'a=b', '', null, "'=1"])
})
