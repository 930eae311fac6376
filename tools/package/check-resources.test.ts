import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { checkResources } from './check-resources.mjs'
import { hashOf } from './files-of.mjs'

const linux = { platform: 'linux', arch: 'x64' }
let folder = ''
let delivered: Record<string, string> = {}

/** An ELF file for this machine type. */
function elf(machine: number): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.writeUInt32BE(0x7f454c46, 0)
  bytes.writeUInt16LE(machine, 18)
  return bytes
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resources-'))
  for (const path of ['engine', 'node/bin']) mkdirSync(join(folder, path), { recursive: true })
  writeFileSync(join(folder, 'engine/engine.js'), 'engine')
  writeFileSync(join(folder, 'engine/duckdb.node'), elf(0x3e))
  writeFileSync(join(folder, 'node/bin/node'), elf(0x3e))
  delivered = {}
  for (const path of ['engine/engine.js', 'engine/duckdb.node', 'node/bin/node']) delivered[path] = await hashOf(join(folder, path))
})

test('a tree as it was laid out is right', async () => {
  expect(await checkResources(folder, delivered, linux)).toEqual([])
})

test('natives of another system are named', async () => {
  expect(await checkResources(folder, delivered, { platform: 'win32', arch: 'x64' })).toEqual([
    'engine/duckdb.node is for linux-x64, not for win32-x64',
    'node/bin/node is for linux-x64, not for win32-x64',
  ])
  writeFileSync(join(folder, 'node/bin/node'), elf(0xb7))
  expect(await checkResources(folder, delivered, linux)).toEqual([
    'node/bin/node is for linux-arm64, not for linux-x64',
    'node/bin/node is not as it was laid out',
  ])
})

test('what is too much, missing or changed is named', async () => {
  writeFileSync(join(folder, 'engine/extra.js'), '')
  writeFileSync(join(folder, 'engine/engine.js'), 'another')
  rmSync(join(folder, 'node/bin/node'))
  expect(await checkResources(folder, delivered, linux)).toEqual([
    'engine/engine.js is not as it was laid out',
    'engine/extra.js is not in the list of what is delivered',
    'node/bin/node is missing',
  ])
})

test('an engine without its database is wrong', async () => {
  rmSync(join(folder, 'engine/duckdb.node'))
  delete delivered['engine/duckdb.node']
  expect(await checkResources(folder, delivered, linux)).toEqual(['the database has no native library'])
})

test('on macOS signing changes natives after the list is made', async () => {
  const bytes = Buffer.alloc(128)
  bytes.writeUInt32LE(0xfeedfacf, 0)
  bytes.writeUInt32LE(0x0100000c, 4)
  for (const path of ['engine/duckdb.node', 'node/bin/node']) {
    writeFileSync(join(folder, path), bytes)
    delete delivered[path]
  }
  expect(await checkResources(folder, delivered, { platform: 'darwin', arch: 'arm64' })).toEqual([])
})
