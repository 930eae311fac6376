import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelCardSchema, type VersionFacts } from '../protocol/registry-methods.ts'
import { openMigrated } from './migrated-database.ts'
import { openRegistry, registryMigrations, type RegistryStore } from './registry-store.ts'

let folder: string
let registry: RegistryStore
let path: string
let hour = 0
const facts: VersionFacts = {
  learner: 'train.decision-tree',
  task: 'regression',
  target: 'price',
  rows: 10,
  seconds: 1,
  seed: 1,
  signature: { inputs: [{ name: 'rooms', type: 'int' }], output: [{ name: 'price', type: 'float' }] },
  figures: [],
  judgedRows: null,
  sources: [],
  wattHours: null,
  golden: 0,
}
const version = (model: string) => ({ model, run: null, note: `from ${model}`, facts })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-test-'))
  path = join(folder, 'registry.sqlite')
  registry = openRegistry(path, 'ada', () => `2026-01-01T${String(hour++).padStart(2, '0')}:00:00Z`)
  registry.register('prices', version('m1'))
  registry.register('prices', version('m2'))
  registry.register('other', version('m1'))
})
afterAll(async () => {
  registry.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the registry', () => {
  it('numbers the versions of each name from 1', () => {
    expect(registry.list().map(({ name, latest }) => [name, latest])).toEqual([
      ['other', 1],
      ['prices', 2],
    ])
    expect(registry.read('prices')?.versions.map(({ number, model, note }) => [number, model, note])).toEqual([
      [2, 'm2', 'from m2'],
      [1, 'm1', 'from m1'],
    ])
    expect(registry.read('nothing')).toBeNull()
  })

  it('moves aliases and tells of every move', () => {
    expect(registry.moveAlias('prices', 'champion', { version: 1, reason: 'first' })).toBe(true)
    expect(registry.moveAlias('prices', 'champion', { version: 2, reason: 'better' })).toBe(true)
    expect(registry.moveAlias('prices', 'mine', { version: 1, reason: '' })).toBe(true)
    expect(registry.moveAlias('prices', 'mine', { version: null, reason: 'done' })).toBe(true)
    expect(registry.moveAlias('prices', 'mine', { version: null, reason: '' })).toBe(false)
    expect(registry.moveAlias('prices', 'champion', { version: 9, reason: '' })).toBe(false)
    const whole = registry.read('prices')
    expect(whole?.model.aliases).toEqual({ champion: 2 })
    expect(whole?.versions.map(({ aliases }) => aliases)).toEqual([['champion'], []])
    expect(whole?.history.slice(0, 4).map(({ act, version: at, detail, reason, by }) => [act, at, detail, reason, by])).toEqual([
      ['alias-removed', 1, 'mine', 'done', 'ada'],
      ['alias-set', 1, 'mine', '', 'ada'],
      ['alias-set', 2, 'champion', 'better', 'ada'],
      ['alias-set', 1, 'champion', 'first', 'ada'],
    ])
  })

  it('keeps reviews with their reason; the last one counts', () => {
    expect(registry.review('prices', 1, { review: 'approved', reason: 'tested' })).toBe(true)
    expect(registry.review('prices', 1, { review: 'rejected', reason: 'leaks' })).toBe(true)
    expect(registry.review('prices', 7, { review: 'approved', reason: 'x' })).toBe(false)
    expect(registry.read('prices')?.versions.map(({ review }) => review)).toEqual(['none', 'rejected'])
  })

  it('holds description, tags, card, and what follows an alias', () => {
    expect(registry.describe('prices', { description: 'Of flats', tags: ['b', 'a', 'a'] })).toBe(true)
    expect(registry.describe('nothing', { description: '', tags: [] })).toBe(false)
    const card = modelCardSchema.parse({ limitations: 'Only "Paris"' })
    expect(registry.writeCard('prices', 2, card)).toBe(true)
    registry.serve('prices-champion', 'prices', 'champion')
    registry.serve('prices-champion', 'prices', 'champion')
    const whole = registry.read('prices')
    expect(whole?.model).toMatchObject({ description: 'Of flats', tags: ['a', 'b'] })
    expect(whole?.versions[0]?.card).toEqual(card)
    expect(registry.followers('prices', 'champion')).toEqual(['prices-champion'])
    expect(registry.followers('prices', 'mine')).toEqual([])
  })

  it('never changes a version, nor a line of its history', () => {
    const db = new DatabaseSync(path)
    for (const sql of [
      "UPDATE versions SET note = 'other'",
      'DELETE FROM versions WHERE number = 1',
      "UPDATE history SET reason = ''",
      'DELETE FROM history',
    ])
      expect(() => db.exec(sql)).toThrow(/only grows/)
    db.close()
    expect(registry.read('prices')?.versions[1]?.note).toBe('from m1')
  })

  it('is brought forward from its first version with all that is in it', () => {
    const older = join(folder, 'older.sqlite')
    const before = openMigrated(older, registryMigrations.slice(0, 1))
    before.prepare("INSERT INTO models VALUES ('prices', '', '2025')").run()
    before.prepare("INSERT INTO versions VALUES ('prices', 1, 'm1', NULL, '2025', '', ?)").run(JSON.stringify(facts))
    before.close()
    const forward = openRegistry(older, 'ada', () => '2026')
    expect(forward.describe('prices', { description: '', tags: ['kept'] })).toBe(true)
    expect(forward.read('prices')).toMatchObject({
      model: { latest: 1, tags: ['kept'] },
      versions: [{ model: 'm1', facts: { target: 'price' } }],
    })
    forward.close()
  })

  it('loses nothing that it has told when its process is killed', async () => {
    const victim = join(folder, 'victim.mjs')
    const killed = join(folder, 'killed.sqlite')
    await writeFile(
      victim,
      `import { DatabaseSync } from 'node:sqlite'
       const db = new DatabaseSync(${JSON.stringify(killed)})
       db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
       const act = db.prepare("INSERT INTO history (at, name, number, act, detail, reason, by) VALUES ('', 'prices', NULL, 'described', ?, '', '')")
       for (let n = 1; ; n++) { act.run(String(n)); process.stdout.write(n + '\\n') }`,
    )
    const own = openRegistry(killed, 'ada', () => '2026')
    own.register('prices', version('m1'))
    own.close()
    const child = spawn(process.execPath, [victim], { stdio: ['ignore', 'pipe', 'inherit'] })
    let told = 0
    child.stdout.on('data', (chunk: Buffer) => {
      told = Number(chunk.toString().trim().split('\n').at(-1))
      if (told > 50) child.kill('SIGKILL')
    })
    await new Promise((ended) => child.once('close', ended))
    const again = openRegistry(killed, 'ada', () => '2026')
    const history = again.read('prices')?.history ?? []
    expect(told).toBeGreaterThan(50)
    expect(history.length).toBeGreaterThanOrEqual(told + 1)
    expect(again.register('prices', version('m2'))).toBe(2)
    again.close()
  })
})
