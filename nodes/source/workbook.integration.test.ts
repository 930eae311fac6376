import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write, type BookType } from '@e965/xlsx'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { file } from './file.ts'

let harness: Harness
let folder: string
beforeAll(async () => {
  harness = await openHarness(new Map())
  folder = await mkdtemp(join(tmpdir(), 'millrace-workbook-'))
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

async function book(name: string, type: BookType = 'xlsx'): Promise<string> {
  const made = utils.book_new()
  const first = utils.aoa_to_sheet([
    ['Report', null, null],
    ['region', 'shop', 'sales'],
    ['North', 'a', 1],
    [null, 'b', 2],
    ['South', 'c', 2.5],
  ])
  first['!merges'] = [utils.decode_range('A3:A4')]
  utils.book_append_sheet(made, first, '2023')
  utils.book_append_sheet(
    made,
    utils.aoa_to_sheet([
      ['n', 't'],
      [1, 'x'],
      [2, '007'],
    ]),
    '2024',
  )
  utils.book_append_sheet(
    made,
    utils.aoa_to_sheet([
      ['n', 'u'],
      [1.5, true],
    ]),
    '2025',
  )
  utils.book_append_sheet(made, utils.aoa_to_sheet([]), '2026')
  const path = join(folder, name)
  await writeFile(path, write(made, { type: 'buffer', bookType: type }) as Buffer)
  return path
}

async function read(params: object) {
  const { tables } = await harness.run(file, params)
  return { columns: tables['table']?.columns.map(({ name, type }) => `${name}: ${type}`), rows: tables['table']?.rows }
}

it('reads a range, with merged cells filled or not', async () => {
  const path = await book('a.xlsx')
  const rows = (region: string | null) => [
    ['North', 'a', 1],
    [region, 'b', 2],
    ['South', 'c', 2.5],
  ]
  const params = { path, sheet: '2023', range: 'A2:C99', header: 'yes' }
  expect((await read(params)).rows).toEqual(rows(null))
  expect((await read({ ...params, fillMerged: true })).rows).toEqual(rows('North'))
  expect(await read({ ...params, range: '$B$2:$C$3' })).toEqual({ columns: ['shop: text', 'sales: int'], rows: [['a', 1]] })
})

it('stacks sheets by their names, in xlsx and ods', async () => {
  for (const type of ['xlsx', 'ods'] as const) {
    const path = await book(`b.${type}`, type)
    expect(await read({ path, sheet: '2024; 202*5', header: 'yes' })).toEqual({
      columns: ['n: float', 't: text', 'u: bool', 'sheet: text'],
      rows: [
        [1, 'x', null, '2024'],
        [2, '007', null, '2024'],
        [1.5, null, true, '2025'],
      ],
    })
  }
})

it('objects to sheets and ranges that are not there, and to nothing', async () => {
  const path = await book('c.xlsx')
  expect(await problemOf(() => read({ path, sheet: '1999' }))).toMatchObject({ code: 'sheet-missing', param: 'sheet' })
  expect(await problemOf(() => read({ path, range: 'all' }))).toMatchObject({ code: 'range-wrong' })
  expect(await problemOf(() => read({ path, range: 'X90:Z99' }))).toMatchObject({ code: 'sheet-empty' })
  expect(await problemOf(() => read({ path, sheet: '2026' }))).toMatchObject({ code: 'sheet-empty' })
})
