import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-folder-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('makes what is missing, and minds nothing that is there', async () => {
  const deep = join(folder, 'a', 'b', 'c')
  await makeFolder(deep)
  await makeFolder(deep)
  expect((await stat(deep)).isDirectory()).toBe(true)
})

it('says why it cannot: a file in the way, at the end or above', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  await expect(makeFolder(file)).rejects.toMatchObject({
    problem: { code: 'folder-unusable', text: { en: expect.stringContaining('a file of this name') as string } },
  })
  await expect(makeFolder(join(file, 'x', 'y'))).rejects.toMatchObject({
    problem: { text: { en: expect.stringContaining('is a file') as string } },
  })
})

it.skipIf(!existsSync('/proc/self'))('comes back where nothing can be made', async () => {
  await expect(makeFolder('/proc/nothing/at/all')).rejects.toMatchObject({ problem: { code: 'folder-unusable' } })
})
