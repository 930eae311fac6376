import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { select } from '../../engine/relation/build.ts'
import { printRelation } from '../../engine/relation/print/duckdb.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { problemOf } from '../kit/harness/compile-node.ts'
import { file } from './file.ts'

let harness: Harness
let folder: string
beforeAll(async () => {
  harness = await openHarness(new Map())
  folder = await mkdtemp(join(tmpdir(), 'millrace-file-'))
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

async function read(name: string, content: string | Buffer, params: object = {}) {
  const path = join(folder, name)
  await writeFile(path, content)
  const { tables } = await harness.run(file, { path, ...params })
  return { columns: tables['table']?.columns.map(({ name: column, type }) => `${column}: ${type}`), rows: tables['table']?.rows }
}

it('reads tabs, and lines of JSON', async () => {
  expect(await read('a.tsv', 'x\ty\n1\ta\n2\t\n')).toEqual({
    columns: ['x: int', 'y: text'],
    rows: [
      [1, 'a'],
      [2, null],
    ],
  })
  expect(await read('a.jsonl', '{"x": 1.5, "y": [1, 2]}\n{"x": null}\n')).toEqual({
    columns: ['x: float', 'y: list<int>'],
    rows: [
      [1.5, [1, 2]],
      [null, null],
    ],
  })
})

it('takes types that the person chose', async () => {
  const types = [{ column: 'zip', type: 'text' }]
  expect(await read('zip.csv', 'zip,n\n01000,1\n02000,2\n', { types })).toEqual({
    columns: ['zip: text', 'n: int'],
    rows: [
      ['01000', 1],
      ['02000', 2],
    ],
  })
})

it('reads old encodings and texts that mean missing', async () => {
  const content = Buffer.from('ville;n\nOrl\xe9ans;n/a\nLyon;2\n', 'latin1')
  expect(await read('latin.csv', content, { nullTexts: 'n/a' })).toEqual({
    columns: ['ville: text', 'n: int'],
    rows: [
      ['Orléans', null],
      ['Lyon', 2],
    ],
  })
})

it('refuses rows that do not fit, or leaves them out', async () => {
  const content = `a,b\n${'1,2\n'.repeat(50)}3\n4,5\n`
  const settings = { delimiter: 'comma', header: 'yes' }
  expect((await problemOf(() => read('ragged.csv', content, settings))).code).toMatch(/^csv-/)
  expect((await read('ragged.csv', content, { ...settings, badRows: 'skip' })).rows).toHaveLength(51)
})

const bad = [
  'a,b,c',
  '1,1,x1',
  'x,y,z',
  '1,2',
  '1,2,3,4',
  '"two',
  'lines",5,6',
  '7,8,"open',
  ' a ""quote"" end"',
  '9,10,"bad"quote"',
  '',
  '11,12,last',
  '15,16,"never closed',
  '17,18,x',
  '',
].join('\n')
const strict = {
  delimiter: 'comma',
  header: 'yes',
  badRows: 'skip',
  types: ['a', 'b'].map((column) => ({ column, type: 'int' })),
}

it('sets rows that do not fit apart, with line and reason', async () => {
  const path = join(folder, 'bad.csv')
  await writeFile(path, bad)
  const { tables } = await harness.run(file, { path, ...strict })
  expect(tables['table']?.rows).toEqual([
    [1, 1, 'x1'],
    [7, 8, 'open\n a "quote" end'],
    [11, 12, 'last'],
  ])
  expect(tables['rejected']?.rows).toEqual([
    [3, 'a: “x” is no whole number; b: “y” is no whole number', 'x,y,z'],
    [4, '2 fields instead of 3', '1,2'],
    [5, '4 fields instead of 3', '1,2,3,4'],
    [6, 'a: “two” is no whole number', '"two\nlines",5,6'],
    [10, 'a quote is not closed, or text follows it', '9,10,"bad"quote"'],
    [13, 'a quote is not closed, or text follows it', '15,16,"never closed\n17,18,x\n'],
  ])
})

it('loses no row: rows in are rows out and rejected, whatever columns are read', async () => {
  // Long enough that several threads read pieces of it.
  const lines = Array.from({ length: 400_000 }, (_, index) =>
    index % 1000 === 7 ? `${index},x,${'y'.repeat(20)}` : index % 1500 === 11 ? `${index}` : `${index},${index * 2},${'y'.repeat(20)}`,
  )
  const path = join(folder, 'many.csv')
  await writeFile(path, `a,b,c\n${lines.join('\n')}\n`)
  const { artifacts } = await harness.run(file, { path, ...strict })
  const count = async (port: string, column: string) => {
    const artifact = artifacts[port]
    if (artifact?.kind !== 'table') throw new Error('no table')
    const [row] = await harness.db.rows(`SELECT count(*) FROM (${printRelation(select(artifact.relation, [column]))})`)
    return Number(row?.[0])
  }
  const rejected = lines.filter((line) => !/^[0-9]+,[0-9]+,/.test(line)).length
  expect(await count('rejected', 'line')).toBe(rejected)
  for (const column of ['a', 'b', 'c']) expect(await count('table', column)).toBe(lines.length - rejected)
}, 60_000)

it('reads once what is asked for twice at the same time', async () => {
  const path = join(folder, 'twice.csv')
  await writeFile(path, bad)
  const both = await Promise.all([1, 2, 3].map(() => harness.run(file, { path, ...strict })))
  for (const { tables } of both) expect([tables['table']?.rows.length, tables['rejected']?.rows.length]).toEqual([3, 6])
})

it('sets apart values that are in no format of their column', async () => {
  const types = [
    { column: 'a', type: 'date', format: 'DD/MM/YYYY' },
    { column: 'b', type: 'date', format: 'YYYY-MM-DD' },
  ]
  const path = join(folder, 'dates.csv')
  await writeFile(path, 'a;b;c\n31/12/2024;2024-12-31;1\n12/31/2024;2024-12-31;2\n01/02/2024;x;3\n')
  const { tables } = await harness.run(file, { path, delimiter: 'semicolon', header: 'yes', badRows: 'skip', types })
  expect(tables['table']?.rows).toEqual([['2024-12-31', '2024-12-31', 1]])
  expect(tables['rejected']?.rows).toEqual([
    [3, 'a: “12/31/2024” is no date', '12/31/2024;2024-12-31;2'],
    [4, 'b: “x” is no date', '01/02/2024;x;3'],
  ])
})

it('knows the lines of values that are read in a second pass, over quotes, comments, empty lines and rows that were refused before', async () => {
  const rows = [
    '# by hand',
    'n;price;note',
    '1;1,5;a',
    '',
    '2;x;"two',
    'lines"',
    '# more',
    '3;1 234,5;"a ""q"" b"',
    'y;2,5;c',
    '4;5',
    '5;z;"d',
  ]
  const text = [...rows, '', 'e"', '6;7,25;f'].join('\r\n')
  const types = [
    { column: 'n', type: 'int' },
    { column: 'price', type: 'float' },
  ]
  const settings = { delimiter: 'semicolon', quote: 'double', header: 'yes', comment: 'hash', decimalComma: true, badRows: 'skip', types }
  for (const name of ['second.csv', 'second.csv.gz']) {
    const path = join(folder, name)
    await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text)
    const { tables } = await harness.run(file, { path, ...settings })
    expect(tables['table']?.rows).toEqual([
      [1, 1.5, 'a'],
      [3, 1234.5, 'a "q" b'],
      [6, 7.25, 'f'],
    ])
    expect(tables['rejected']?.rows.map(([line, reason]) => [line, reason])).toEqual([
      [5, 'price: “x” is no number'],
      [9, 'n: “y” is no whole number'],
      [10, '2 fields instead of 3'],
      [11, 'price: “z” is no number'],
    ])
    if (name === 'second.csv') expect(tables['rejected']?.rows[0]?.[2]).toBe('2;x;"two\r\nlines"')
  }
})

it('takes quotes, escapes, comments, rows of names and thousands as they are said', async () => {
  const content = "# by hand\nsales;sales;\n2023;2024;note\n1,234.5;7;'it\\'s; so'\n-12,000;;x\n"
  const params = { delimiter: 'semicolon', quote: 'single', escape: 'backslash', comment: 'hash', headerRows: 2, thousands: true }
  expect(await read('said.csv', content, params)).toEqual({
    columns: ['sales 2023: float', 'sales 2024: int', 'note: text'],
    rows: [
      [1234.5, 7, "it's; so"],
      [-12000, null, 'x'],
    ],
  })
})

it('reads UTF-16 and the first rows, or some by chance', async () => {
  const content = `\ufeffé;n\n${Array.from({ length: 50 }, (_, index) => `v${index};${index}\n`).join('')}`
  const utf16 = Buffer.from(content, 'utf16le')
  expect((await read('wide.csv', utf16, { rows: 'first', count: 2 })).rows).toEqual([
    ['v0', 0],
    ['v1', 1],
  ])
  const some = await read('wide.csv', utf16, { rows: 'random', count: 10, seed: 3 })
  expect(some.columns).toEqual(['é: text', 'n: int'])
  expect(new Set(some.rows?.map(String)).size).toBe(10)
  expect((await read('wide.csv', utf16, { rows: 'random', count: 10, seed: 3 })).rows).toEqual(some.rows)
})

it('draws the same share of each value of a column', async () => {
  const path = join(folder, 'strata.csv')
  const groups = [...Array<string>(900).fill('often'), ...Array<string>(90).fill('seldom'), ...Array<string>(10).fill('')]
  await writeFile(path, `group,n\n${groups.map((group, n) => `${group},${n}\n`).join('')}`)
  const drawn = async (more: object) =>
    (await harness.run(file, { path, rows: 'random', count: 100, seed: 5, ...more })).tables['table']?.rows ?? []
  const rows = await drawn({ within: 'group' })
  const count = (group: string | null) => rows.filter(([value]) => value === group).length
  expect([count('often'), count('seldom'), count(null)]).toEqual([90, 9, 1])
  expect(await drawn({ within: 'group' })).toEqual(rows)
  expect(await drawn({ within: 'group', seed: 6 })).not.toEqual(rows)
  expect(await drawn({})).toHaveLength(100)
  expect(await problemOf(() => drawn({ within: 'groop' }))).toMatchObject({ code: 'column-missing', param: 'within' })
})

it('says that a file is empty or not there', async () => {
  expect(await problemOf(() => read('empty.csv', ''))).toMatchObject({ code: 'file-empty' })
  expect(await problemOf(() => harness.run(file, { path: join(folder, 'gone.csv') }))).toMatchObject({ code: 'file-missing' })
})

const real = join(import.meta.dirname, '../../../shared/data')
const there = existsSync(join(real, 'bank-marketing.csv'))
if (!there) console.log('real files are not here: the tests on them are skipped')

it.skipIf(!there)('reads the bank file with semicolons', async () => {
  const { tables } = await harness.run(file, { path: join(real, 'bank-marketing.csv') })
  expect(tables['table']?.rows).toHaveLength(45_211)
  expect(tables['table']?.columns.map((column) => column.name)).toContain('duration')
})

it.skipIf(!there)('numbers header names that occur twice', async () => {
  const { tables } = await harness.run(file, { path: join(real, 'compas-two-years.csv') })
  const names = tables['table']?.columns.map((column) => column.name) ?? []
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => name.startsWith('decile_score'))).toHaveLength(2)
})
