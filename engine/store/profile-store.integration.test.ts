import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Profile } from '../protocol/profile.ts'
import { openProfileStore } from './profile-store.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-profiles-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const profileOf = (rows: number): Profile => ({
  rows,
  columnsSeen: 0,
  columnsAll: 0,
  seconds: 1,
  basis: {},
  duplicates: { rows: 0, groups: 0 },
  missingCells: 0,
  columns: [],
  missingness: { stripeRows: 1, stripes: [], together: [] },
  pairs: [],
  target: null,
  warnings: [],
})
const port = { pipeline: 'a.millrace', node: 'file', port: 'table' }
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()

it('keeps the latest ten of a port, one for each fingerprint, apart from other ports', async () => {
  const store = openProfileStore(join(folder, 'a'))
  for (let i = 0; i < 12; i++) await store.save(port, { fingerprint: `f${i}`, at: at(i), profile: profileOf(i) })
  await store.save(port, { fingerprint: 'f5', at: at(30), profile: profileOf(55) })
  const found = await store.list(port)
  expect(found.map(({ fingerprint, profile }) => [fingerprint, profile.rows]).slice(0, 3)).toEqual([
    ['f5', 55],
    ['f11', 11],
    ['f10', 10],
  ])
  expect(found).toHaveLength(10)
  expect(await store.list({ ...port, node: 'other' })).toEqual([])
})

it('passes over files that are damaged or of another shape', async () => {
  const store = openProfileStore(join(folder, 'b'))
  await store.save(port, { fingerprint: 'good', at: at(1), profile: profileOf(1) })
  const [name = ''] = await readdir(join(folder, 'b'))
  await writeFile(join(folder, 'b', name, 'cut.json'), '{"fingerprint": "cut", "at"')
  await writeFile(join(folder, 'b', name, 'old.json'), JSON.stringify({ fingerprint: 'old', at: at(2), profile: { rows: 'many' } }))
  expect((await store.list(port)).map(({ fingerprint }) => fingerprint)).toEqual(['good'])
})

it('forgets the ports that were looked at longest ago', async () => {
  const store = openProfileStore(join(folder, 'c'))
  for (let i = 0; i < 203; i++) await store.save({ ...port, node: `n${i}` }, { fingerprint: 'f', at: at(i), profile: profileOf(i) })
  expect(await readdir(join(folder, 'c'))).toHaveLength(200)
  expect(await store.list({ ...port, node: 'n202' })).toHaveLength(1)
})
