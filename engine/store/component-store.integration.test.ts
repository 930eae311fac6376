import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LibraryComponent } from '../protocol/library-methods.ts'
import { openComponentStore } from './component-store.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-components-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const entry = (name: string, title: string): LibraryComponent => ({
  name,
  component: {
    title,
    version: 7,
    inputs: {},
    outputs: { out1: { label: 'Rows', kind: 'table', from: null } },
    settings: {},
    nodes: { a: { type: 't.step', version: 1, params: {} } },
    wires: [],
    notes: {},
    frames: {},
    layout: {},
    library: { name, version: 6, digest: 'x' },
  },
  needs: {},
})

it('numbers what is saved, and refuses to write over what was not seen', async () => {
  const store = openComponentStore(join(folder, 'components'))
  expect(await store.list()).toEqual([])
  expect(await store.save(entry('sales', 'Sales'), null)).toBe(1)
  expect(await store.save(entry('sales', 'Sales by town'), 1)).toBe(2)
  const both = await Promise.allSettled([store.save(entry('sales', 'Mine'), 2), store.save(entry('sales', 'Theirs'), 2)])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  await expect(store.save(entry('sales', 'Sales'), 2)).rejects.toMatchObject({ problem: { code: 'component-changed' } })
  await expect(store.save(entry('other', 'Other'), 1)).rejects.toMatchObject({ problem: { code: 'component-changed' } })
  const [only] = await store.list()
  expect(only).toMatchObject({ name: 'sales', component: { title: 'Mine', version: 3 } })
  expect(only?.component).not.toHaveProperty('library')
})

it('lists by title, and leaves out what is no component', async () => {
  const store = openComponentStore(join(folder, 'components'))
  await store.save(entry('early', 'A first one'), null)
  await writeFile(join(folder, 'components', 'torn.json'), '{"format": "mill')
  await writeFile(join(folder, 'components', 'else.json'), '{"format": "millrace/pipeline"}')
  expect((await store.list()).map(({ name }) => name)).toEqual(['early', 'sales'])
})

it.each(['', '..', '../x', 'a/b', '.hidden', 'a.json', 'a\0', 'x'.repeat(81)])('refuses the name %j', async (name) => {
  await expect(openComponentStore(folder).save(entry(name, 'X'), null)).rejects.toMatchObject({ problem: { code: 'component-name' } })
})
