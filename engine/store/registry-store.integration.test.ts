import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelCardSchema } from '../protocol/registry-methods.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { openMigrated } from './migrated-database.ts'
import { openRegistry, registryMigrations, type NewVersion, type RegistryStore } from './registry-store.ts'

let folder: string
let registry: RegistryStore
let path: string
let hour = 0
const facts: NewVersion['facts'] = {
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

  it('puts a name away and takes it back, with the reason; nothing of it is gone', () => {
    expect(registry.archive('other', { archived: true, reason: 'a trial' })).toBe(true)
    expect(registry.archive('other', { archived: true, reason: 'again' })).toBe(false)
    expect(registry.archive('nothing', { archived: true, reason: '' })).toBe(false)
    expect(registry.list().map(({ name, archivedAt }) => [name, archivedAt !== null])).toEqual([
      ['other', true],
      ['prices', false],
    ])
    expect(registry.read('other')).toMatchObject({ versions: [{ number: 1 }], history: [{ act: 'archived', reason: 'a trial' }, {}] })
    expect(registry.archive('other', { archived: false, reason: 'needed' })).toBe(true)
    expect(registry.archive('other', { archived: false, reason: '' })).toBe(false)
    expect(registry.read('other')).toMatchObject({ model: { archivedAt: null }, history: [{ act: 'restored', reason: 'needed' }, {}, {}] })
  })
})

/** Another engine on the same file: runs this with a registry `own` and the function `version` of a model; gives the process. */
function otherEngine(path: string, body: string, limitKilobytes?: number) {
  const module = new URL('./registry-store.ts', import.meta.url).href
  const script = `import { openRegistry } from ${JSON.stringify(module)}
    const own = openRegistry(${JSON.stringify(path)}, 'other', () => new Date().toISOString())
    const version = (model) => ({ model, run: null, note: '', facts: ${JSON.stringify(facts)} })
    ${body}`
  const args = ['--input-type=module', '--no-warnings', '-e', script]
  const [command, given] = limitKilobytes
    ? ['bash', ['-c', `ulimit -f ${limitKilobytes}; exec "$0" "$@"`, process.execPath, ...args]]
    : [process.execPath, args]
  const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const lines = () => out.split('\n').slice(0, -1)
  return { child, lines, ended: new Promise<void>((done) => child.once('close', () => done())) }
}

/** Every version has its line in the history and the other way round, and can be read. */
function expectWhole(found: RegistryStore, name: string): readonly number[] {
  const whole = found.read(name)
  const numbers = (whole?.versions ?? []).map(({ number }) => number)
  expect(numbers).toEqual(Array.from(numbers, (_, at) => numbers.length - at))
  expect(whole?.history.filter(({ act }) => act === 'registered').map(({ version: at }) => at)).toEqual(numbers)
  return numbers
}

describe('the registry under fire', () => {
  it('keeps the acts of two engines apart: no number twice, the alias where the last one put it', async () => {
    const shared = join(folder, 'shared.sqlite')
    const body = `for (let n = 0; n < 12; n++) {
      const number = own.register('prices', version('m' + n))
      own.moveAlias('prices', 'champion', { version: number, reason: '' })
      await new Promise((done) => setTimeout(done, 20))
    }`
    const both = [otherEngine(shared, body), otherEngine(shared, body)]
    await Promise.all(both.map(({ ended }) => ended))
    const found = openRegistry(shared, 'ada', () => '2026')
    expect(expectWhole(found, 'prices')).toHaveLength(24)
    const whole = found.read('prices')
    const moves = whole?.history.filter(({ act }) => act === 'alias-set') ?? []
    expect(moves).toHaveLength(24)
    expect(whole?.model.aliases['champion']).toBe(moves[0]?.version)
    found.close()
  })

  it('loses nothing that it has told when its engine is killed in mid-register, and keeps no half of it', async () => {
    const killed = join(folder, 'killed.sqlite')
    const { child, lines, ended } = otherEngine(
      killed,
      `for (let n = 1; ; n++) process.stdout.write(own.register('prices', version('m' + n)) + '\\n')`,
    )
    child.stdout.on('data', () => lines().length > 20 && child.kill('SIGKILL'))
    await ended
    const told = Number(lines().at(-1))
    const again = openRegistry(killed, 'ada', () => '2026')
    expect(told).toBeGreaterThan(20)
    expect(expectWhole(again, 'prices').length).toBeGreaterThanOrEqual(told)
    expect(again.register('prices', version('more'))).toBe(expectWhole(again, 'prices').length)
    again.close()
  })

  it.skipIf(process.platform === 'win32')(
    'says that the disk takes no more, keeps what was there, and goes on when there is room',
    async () => {
      const small = join(folder, 'small.sqlite')
      const { lines, ended } = otherEngine(
        small,
        `try { for (let n = 1; ; n++) process.stdout.write(own.register('prices', version('m' + n)) + '\\n') }
      catch (error) { process.stdout.write((error.problem ?? error).code + '\\n') }`,
        200,
      )
      await ended
      expect(lines().at(-1)).toBe('disk-full')
      const told = lines().length - 1
      expect(told).toBeGreaterThan(3)
      const again = openRegistry(small, 'ada', () => '2026')
      expect(expectWhole(again, 'prices')).toHaveLength(told)
      expect(again.register('prices', version('more'))).toBe(told + 1)
      again.close()
    },
  )

  it('waits for another program that holds it, then says so; nothing is written', () => {
    const held = join(folder, 'held.sqlite')
    const own = openRegistry(held, 'ada', () => '2026')
    own.register('prices', version('m1'))
    const other = new DatabaseSync(held)
    other.exec('BEGIN EXCLUSIVE')
    expect(problemOf(() => own.register('prices', version('m2')))).toMatchObject({ code: 'database-locked' })
    expect(own.read('prices')?.model.latest).toBe(1)
    other.exec('ROLLBACK')
    other.close()
    expect(own.register('prices', version('m2'))).toBe(2)
    own.close()
  })

  it('refuses one of a newer Millrace and leaves it as it is', async () => {
    const newer = join(folder, 'newer.sqlite')
    openMigrated(newer, [...registryMigrations, 'CREATE TABLE later (x)']).close()
    const before = await readFile(newer)
    const own = openRegistry(newer, 'ada', () => '2026')
    expect(problemOf(() => own.list())).toMatchObject({ code: 'database-newer' })
    expect(problemOf(() => own.register('prices', version('m1')))).toMatchObject({ code: 'database-newer' })
    expect(await readFile(newer)).toEqual(before)
    own.close()
  })

  it('writes nothing to one that is damaged in the middle, and takes the copy that is put back', async () => {
    const damaged = join(folder, 'damaged.sqlite')
    const first = openRegistry(damaged, 'ada', () => '2026')
    for (let n = 0; n < 30; n++) first.register('prices', version(`m${n}`))
    first.close()
    const whole = await readFile(damaged)
    const spoiled = Buffer.from(whole)
    // Its head stays as it was: what holds the rows does not.
    spoiled.fill(0x5a, 4096)
    await writeFile(damaged, spoiled)
    const own = openRegistry(damaged, 'ada', () => '2026')
    expect(problemOf(() => own.register('prices', version('more')))).toMatchObject({
      code: 'database-broken',
      text: { en: `${damaged} is damaged or is no database. Nothing was written to it.` },
    })
    expect(await readFile(damaged)).toEqual(spoiled)
    await writeFile(damaged, whole)
    expect(own.register('prices', version('more'))).toBe(31)
    own.close()
  })
})

function problemOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('nothing was refused')
}
