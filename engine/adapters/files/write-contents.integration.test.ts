import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeContents } from './write-contents.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-texts-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const write = (name: string, texts: Record<string, string>, existing: 'ask' | 'replace' = 'ask') =>
  writeContents(new Map(Object.entries(texts)), { path: join(folder, name), existing })

it('writes one file, asks before it is replaced, and leaves nothing else', async () => {
  await write('deep/a.py', { '': 'one' })
  await expect(write('deep/a.py', { '': 'two' })).rejects.toMatchObject({
    data: { code: 'file-exists', fixes: [{ params: { existing: 'replace' } }] },
  })
  expect(await readFile(join(folder, 'deep/a.py'), 'utf8')).toBe('one')
  await write('deep/a.py', { '': 'two' }, 'replace')
  expect(await readFile(join(folder, 'deep/a.py'), 'utf8')).toBe('two')
  expect(await readdir(join(folder, 'deep'))).toEqual(['a.py'])
})

it('writes a folder, and never replaces one that holds anything else', async () => {
  const texts = { about: 'a', 'code/model.py': 'b' }
  await write('model', texts)
  await write('model', { ...texts, about: 'c' }, 'replace')
  expect(await readFile(join(folder, 'model/about'), 'utf8')).toBe('c')
  await writeFile(join(folder, 'model/code/own.py'), 'mine')
  await expect(write('model', texts, 'replace')).rejects.toMatchObject({ data: { code: 'folder-not-ours' } })
  expect(await readFile(join(folder, 'model/code/own.py'), 'utf8')).toBe('mine')
})

it('replaces the folder of another model, also when Python has run it', async () => {
  await write('served', { MLmodel: 'a', 'code/millrace_model_0123456789ab.py': 'b' })
  await mkdir(join(folder, 'served/code/__pycache__'))
  await writeFile(join(folder, 'served/code/__pycache__/millrace_model_0123456789ab.cpython-312.pyc'), '')
  await write('served', { MLmodel: 'c', 'code/millrace_model_ba9876543210.py': 'd' }, 'replace')
  expect(await readdir(join(folder, 'served/code'))).toEqual(['millrace_model_ba9876543210.py'])
})

it('takes no file for a folder, nor a folder for a file', async () => {
  await write('plain', { '': 'x' })
  await expect(write('plain', { a: 'b', c: 'd' }, 'replace')).rejects.toMatchObject({ data: { code: 'folder-is-file' } })
  await write('several', { a: 'b', c: 'd' })
  await expect(write('several', { '': 'x' }, 'replace')).rejects.toMatchObject({ data: { code: 'file-is-folder' } })
})
