import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { file } from './file.ts'
import { lines } from './lines.ts'

// Files that are not what their names say.

let harness: Harness
let folder: string
beforeAll(async () => {
  harness = await openHarness(new Map())
  folder = await mkdtemp(join(tmpdir(), 'millrace-odd-'))
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

async function read(name: string, content: string | Uint8Array, params: object = {}) {
  const path = join(folder, name)
  await writeFile(path, content)
  return (await harness.run(file, { path, ...params })).tables['table']
}

const bytes = (text: string) => Buffer.from(text, 'latin1')
const book = () => {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet([['n'], [1], [2]]), 'Sheet')
  return write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}

it('says what a file is whose name says text, and reads it where it can', async () => {
  const problem = await problemOf(() => read('book.csv', book()))
  expect(problem).toMatchObject({ code: 'file-other', param: 'path', fixes: [{ params: { format: 'excel' } }] })
  expect((await read('book.csv', book(), { format: 'excel' }))?.rows).toEqual([[1], [2]])
  expect((await problemOf(() => read('a.csv', bytes('PK\x03\x04\x0a\0\0\0\0a.txt')))).text.en).toContain('a zip archive')
  expect((await problemOf(() => read('a.json', bytes('SQLite format 3\0\x10\0')))).action?.en).toContain('Database')
  expect((await problemOf(() => read('a.csv', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')))).text.fr).toContain('une image')
})

it('takes a text for a text, whatever letters it begins with', async () => {
  for (const start of ['ORCID', 'PAR1', 'GIF8', 'Rar!', 'ARROW1'])
    expect((await read('letters.csv', `${start},n\nx,1\n`, { header: 'yes' }))?.columns[0]?.name).toBe(start)
  expect((await read('zero.csv', 'a,b\n1,x\0y\n2,z\n'))?.rows).toEqual([
    [1, 'x\0y'],
    [2, 'z'],
  ])
})

it.each([
  ['zeros.csv', bytes('\0'.repeat(5000)), 'file-binary'],
  ['plain.csv.gz', bytes('a,b\n1,2\n'), 'file-not-packed'],
  ['header.csv', Buffer.alloc(3_000_000, 'x'), 'line-too-long'],
  ['row.csv', Buffer.concat([bytes('a,b\n1,'), Buffer.alloc(3_000_000, 'x'), bytes('\n2,y\n')]), 'line-too-long'],
])('refuses %s at once, with its reason', async (name, content, code) => {
  const started = performance.now()
  expect(await problemOf(() => read(name, content))).toMatchObject({ code, param: 'path' })
  expect(performance.now() - started).toBeLessThan(20_000)
})

it('takes long rows that are shorter than two megabytes, and files of old Macintoshes', async () => {
  const long = 'x'.repeat(900_000)
  expect((await read('long.csv', `a,b\n1,${long}\n2,${long}\n3,y\n`))?.rows).toHaveLength(3)
  expect((await read('mac.csv', 'a,b\r1,x\r2,y\r'))?.rows).toHaveLength(2)
})

it('takes a file of names alone for a table without rows', async () => {
  expect(await read('names.csv', 'id,name')).toMatchObject({ columns: [{ name: 'id' }, { name: 'name' }], rows: [] })
})

it('says that a folder is none, and so do lines of a text', async () => {
  const path = join(folder, 'data.csv')
  await mkdir(path)
  expect(await problemOf(() => harness.run(file, { path }))).toMatchObject({ code: 'file-is-folder', param: 'path' })
  await writeFile(join(folder, 'a.log'), book())
  expect(await problemOf(() => harness.run(lines, { path: join(folder, 'a.log') }))).toMatchObject({ code: 'file-other' })
})
