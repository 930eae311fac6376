import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { verifyFiles } from './verify-files.ts'

let folder = ''
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const list = { 'engine.js': hash('engine'), node: hash('node') }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'))
  writeFileSync(join(folder, 'engine.js'), 'engine')
  writeFileSync(join(folder, 'node'), 'node')
})

test('files as they were delivered pass', async () => {
  await expect(verifyFiles(folder, list)).resolves.toBeUndefined()
})

test('a changed file is named, in both languages', async () => {
  writeFileSync(join(folder, 'engine.js'), 'engine, and something else')
  await expect(verifyFiles(folder, list)).rejects.toMatchObject({
    problem: {
      code: 'installation-changed',
      text: {
        en: 'Files of this installation were changed (1): engine.js.',
        fr: 'Des fichiers de cette installation ont été modifiés (1) : engine.js.',
      },
    },
  })
})

test('a missing file is named', async () => {
  rmSync(join(folder, 'node'))
  await expect(verifyFiles(folder, list)).rejects.toThrow('(1): node.')
})

test('many files are counted and five named', async () => {
  const many = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`f${i}`, hash('x')]))
  await expect(verifyFiles(folder, many)).rejects.toThrow('(8): f0, f1, f2, f3, f4.')
})

test.each([null, [], { 'engine.js': 1 }, 'x'])('a list that is %j does not pass', async (broken) => {
  await expect(verifyFiles(folder, broken)).rejects.toThrow('Invalid input')
})
