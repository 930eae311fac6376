import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectionPlaces, openConnectionStore, type ConnectionStore } from './connection-store.ts'

let folder: string
let store: ConnectionStore
let file: string
let key: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-connections-'))
  ;[file, key] = connectionPlaces(join(folder, 'workspace'), join(folder, 'account'))
  store = openConnectionStore(file, key)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const shop = { name: 'shop', server: 'postgres', host: 'db.example', port: 5432, database: 'shop', user: 'reader', tls: 'prefer' } as const

it('keeps a password where only the key opens it', async () => {
  await store.save(shop, 'päss word')
  expect(await store.list()).toEqual([{ ...shop, hasPassword: true, refreshedAt: null }])
  const saved = await readFile(file, 'utf8')
  expect(saved).not.toMatch(/päss|word/)
  expect(Buffer.from(saved, 'latin1').includes(Buffer.from('päss word').toString('base64'))).toBe(false)
  expect(await openConnectionStore(file, key).password('shop')).toBe('päss word')
  if (process.platform !== 'win32') {
    expect((await stat(key)).mode & 0o777).toBe(0o600)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  }
  expect(await openConnectionStore(file, join(folder, 'another')).password('shop')).toBeNull()
})

it('writes the same password differently each time', async () => {
  await store.save(shop, 'secret')
  const first = await readFile(file, 'utf8')
  await store.save(shop, 'secret')
  expect(await readFile(file, 'utf8')).not.toBe(first)
})

it('keeps the password of an edited connection only for the server that it was given for', async () => {
  await store.save(shop, 'secret')
  await store.save({ ...shop, name: 'store' }, undefined, 'shop')
  expect(await store.password('store')).toBe('secret')
  expect(await store.read('shop')).toBeNull()
  await store.save({ ...shop, name: 'store', host: 'elsewhere' }, undefined, 'store')
  expect(await store.read('store')).toMatchObject({ host: 'elsewhere', hasPassword: false })
})

it('does not open a password whose connection was altered in the file', async () => {
  await store.save(shop, 'secret')
  await writeFile(file, (await readFile(file, 'utf8')).replace('db.example', 'evil.example'))
  expect(await store.password('shop')).toBeNull()
})

it('refreshes, removes, and loses no change to another', async () => {
  await Promise.all([store.save(shop, 'a'), store.save({ ...shop, name: 'b' }, 'b'), store.save({ ...shop, name: 'c' }, '')])
  expect((await store.list()).map((entry) => [entry.name, entry.hasPassword])).toEqual([
    ['b', true],
    ['c', false],
    ['shop', true],
  ])
  expect(await store.refresh('b', '2026-01-01T00:00:00.000Z')).toBe(true)
  expect(await store.read('b')).toMatchObject({ refreshedAt: '2026-01-01T00:00:00.000Z' })
  expect(await store.remove('b')).toBe(true)
  expect(await store.remove('b')).toBe(false)
})
