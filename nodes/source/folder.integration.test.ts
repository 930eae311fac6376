import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { folder } from './folder.ts'

let harness: Harness
let place: string
beforeAll(async () => {
  harness = await openHarness(new Map())
  place = await mkdtemp(join(tmpdir(), 'millrace-folder-'))
  const files = {
    'months/a.csv': 'n,t\n1,x\n2,y\n',
    'months/b.csv': 'n,extra\n1.5,z\n',
    'months/c.csv': 'n\nmany\n',
    'months/.hidden.csv': 'n\n9\n',
    'months/notes.md': 'nothing',
    'hive/year=2023/part-0.csv': 'n,t\n1,x\n',
    'hive/year=2024/k=a%2Fb/part-0.csv': 'n,t\n2,y\nz,z\n',
    'secret.csv': 'n\n666\n',
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(place, name)), { recursive: true })
    await writeFile(join(place, name), content)
  }
  await symlink(join(place, 'secret.csv'), join(place, 'months/link.csv'))
})
afterAll(async () => {
  await harness.close()
  await rm(place, { recursive: true, force: true })
})

async function read(path: string, params: object = {}) {
  const { tables } = await harness.run(folder, { path: join(place, path), header: 'yes', delimiter: 'comma', ...params })
  const shape = (port: string) => tables[port]?.columns.map(({ name, type }) => `${name}: ${type}`)
  return { columns: shape('table'), rows: tables['table']?.rows, rejected: tables['rejected']?.rows }
}

it('stacks files of other columns and types, without links and hidden files', async () => {
  expect(await read('months')).toMatchObject({
    columns: ['n: text', 't: text', 'extra: text', 'file: text'],
    rows: [
      ['1', 'x', null, 'a.csv'],
      ['2', 'y', null, 'a.csv'],
      ['1.5', null, 'z', 'b.csv'],
      ['many', null, null, 'c.csv'],
    ],
  })
  expect(await read('months', { pattern: '[ab].csv', schema: 'common', sourceColumn: '' })).toMatchObject({
    columns: ['n: float'],
    rows: [[1], [2], [1.5]],
  })
  expect(await problemOf(() => read('months', { schema: 'same' }))).toMatchObject({ code: 'columns-differ' })
})

it('makes columns of folders, and names the file of a rejected row', async () => {
  const types = [{ column: 'n', type: 'int' }]
  expect(await read('hive', { types, badRows: 'skip' })).toEqual({
    columns: ['n: int', 't: text', 'year: int', 'k: text', 'file: text'],
    rows: [
      [1, 'x', 2023, null, 'year=2023/part-0.csv'],
      [2, 'y', 2024, 'a/b', 'year=2024/k=a%2Fb/part-0.csv'],
    ],
    rejected: [['year=2024/k=a%2Fb/part-0.csv', 3, 'n: “z” is no whole number', 'z,z']],
  })
})

it.each([
  ['**/part-?.csv', ['year=2023/part-0.csv', 'year=2024/k=a%2Fb/part-0.csv']],
  ['year=2023/*', ['year=2023/part-0.csv']],
  ['*/k=*/*.csv; nothing', ['year=2024/k=a%2Fb/part-0.csv']],
])('finds files by %s', async (pattern, files) => {
  const { rows } = await read('hive', { pattern, schema: 'common' })
  expect([...new Set(rows?.map((row) => row.at(-1)))]).toEqual(files)
})

it('says that no file fits', async () => {
  expect(await problemOf(() => read('months', { pattern: '*.xyz' }))).toMatchObject({ code: 'no-files', param: 'pattern' })
  expect(await problemOf(() => read('hive', { recurse: false }))).toMatchObject({ code: 'no-files' })
  expect(sentenceOf(folder, { path: 'data', pattern: '*.csv' })).toBe('stack “data/*.csv”')
})
