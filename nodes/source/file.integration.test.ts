import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
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
