import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import { fileMethods } from '../protocol/file-methods.ts'
import { fileHandlers } from './file-handlers.ts'

const { input } = fileMethods.browseFiles

let base: string
let folder: string
const picked: string[] = []
beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'millrace-browse-')))
  folder = join(base, 'work')
  for (const inside of ['work/data/2024', 'work/.millrace', 'months', 'secret']) await mkdir(join(base, inside), { recursive: true })
  const names = ['work/p.millrace', 'work/notes.md', 'work/b10.csv', 'work/b9.csv', 'work/data/Été.parquet', 'work/data/2024/sales.csv']
  for (const name of [...names, 'work/.millrace/cache.csv', 'months/may.csv', 'secret/key.csv', 'alone.csv', 'alone.pdf'])
    await writeFile(join(base, name), 'a\n')
  await symlink(join(base, 'secret'), join(folder, 'way-out'))
  await symlink(join(folder, 'data'), join(folder, 'way-in'))
  picked.push(join(base, 'months'), join(base, 'alone.csv'), join(base, 'alone.pdf'), join(base, 'gone.csv'))
})
afterAll(() => rm(base, { recursive: true, force: true }))

const browse = (asked: Partial<z.input<typeof input>> = {}) => {
  const access = { workspace: folder, isGranted: (path: string) => picked.includes(path), picked: () => picked }
  const handlers = fileHandlers({ access, workspaceName: 'work', folderOf: (path) => join(folder, path, '..') })
  return handlers.browseFiles(input.parse({ path: 'p.millrace', extensions: ['csv', 'parquet'], ...asked }), new AbortController().signal)
}
const codeOf = (asked: Parameters<typeof browse>[0]) =>
  browse(asked).then(
    () => 'listed',
    (error: unknown) => {
      if (error instanceof NodeProblem) return error.data.code
      throw error
    },
  )
const names = ({ entries }: Awaited<ReturnType<typeof browse>>) => entries.map(({ name }) => name)

describe('browsing files', () => {
  it('lists the folder of the pipeline: folders first, numbers in their order, nothing hidden, no way out', async () => {
    const found = await browse()
    expect(names(found)).toEqual(['data', 'way-in', 'b9.csv', 'b10.csv'])
    expect(found).toMatchObject({ others: 2, more: false, named: '.', trail: [{ name: 'work', path: folder }] })
    expect(found.entries[2]).toMatchObject({ kind: 'file', bytes: 2, named: 'b9.csv', within: '' })
    expect(found.places).toEqual([
      { name: 'work', path: folder },
      { name: 'months', path: join(base, 'months') },
    ])
    expect(names(await browse({ extensions: [] }))).toContain('notes.md')
  })

  it('names files as the pipeline does, and shows the way back', async () => {
    const found = await browse({ path: 'data/q.millrace', folder: { at: '2024' } })
    expect(found.trail.map(({ name }) => name)).toEqual(['work', 'data', '2024'])
    expect(found.entries).toMatchObject([{ name: 'sales.csv', named: '2024/sales.csv' }])
    expect((await browse({ path: 'data/q.millrace', folder: { at: '..' } })).entries.at(-1)?.named).toBe('../b10.csv')
  })

  it('searches deeper, without regard to case and accents', async () => {
    expect((await browse({ find: 'ete' })).entries).toMatchObject([{ name: 'Été.parquet', within: 'data', named: 'data/Été.parquet' }])
    expect(names(await browse({ find: 'SALES' }))).toEqual(['sales.csv'])
    expect(names(await browse({ find: 'cache' }))).toEqual([])
  })

  it('lists what was picked outside, by its whole path', async () => {
    const months = join(base, 'months')
    expect((await browse({ folder: { at: months } })).entries).toMatchObject([{ name: 'may.csv', named: join(months, 'may.csv') }])
    const files = await browse({ folder: 'picked' })
    expect(files).toMatchObject({ entries: [{ name: 'alone.csv', named: join(base, 'alone.csv') }], others: 1, picked: 1, trail: [] })
  })

  it('lists nothing else', async () => {
    expect(await codeOf({ folder: { at: base } })).toBe('path-outside')
    expect(await codeOf({ folder: { at: '..' } })).toBe('path-outside')
    expect(await codeOf({ folder: { at: 'way-out' } })).toBe('path-outside')
    expect(await codeOf({ folder: { at: `${join(base, 'months')}-2` } })).toBe('path-outside')
    expect(await codeOf({ folder: { at: 'nowhere' } })).toBe('file-missing')
    expect(await codeOf({ folder: { at: 'b9.csv' } })).toBe('folder-is-file')
  })

  it.skipIf(process.getuid?.() === 0)('says so when a folder may not be read (not as root, who may read all)', async () => {
    await chmod(join(folder, 'data'), 0o000)
    expect(await codeOf({ folder: { at: 'data' } })).toBe('folder-unreadable')
    await chmod(join(folder, 'data'), 0o755)
  })
})
