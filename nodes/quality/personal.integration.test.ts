import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyedHash } from '../../engine/store/keyed-hash.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleTable } from '../kit/define-node.ts'
import { problemOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { personalIn } from '../kit/personal-data.ts'
import { findPersonal } from './find-personal.ts'
import { protectPersonal } from './protect-personal.ts'
import { band, masked } from './treatment.ts'

let harness: Harness
let folder: string
beforeAll(async () => {
  harness = await openHarness(catalogue)
  folder = await mkdtemp(join(tmpdir(), 'millrace-keys-'))
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

const table: ExampleTable = {
  columns: [
    { name: 'Prénom', type: 'text' },
    { name: 'tel', type: 'text' },
    { name: 'friend', type: 'text' },
    { name: 'score', type: 'float' },
    { name: 'day', type: 'date' },
    { name: 'count', type: 'int' },
  ],
  rows: Array.from({ length: 40 }, (_, i) => [
    `name ${i}`,
    `+33 6 12 34 56 ${10 + i}`,
    `name ${39 - i}`,
    i / 4,
    `2024-01-${String((i % 28) + 1).padStart(2, '0')}`,
    i === 7 ? null : i,
  ]),
}
const inOrder = (cells: readonly unknown[]) => cells.map(String).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
const named = (...names: string[]) => ({ by: 'names', names })
const treat = async (...treatments: Record<string, unknown>[]) =>
  (await harness.run(protectPersonal, { treatments }, { table })).tables['table']?.rows ?? []

describe('finding', () => {
  it('tells phones by value and name, first names by name', async () => {
    const { tables } = await harness.run(findPersonal, {}, { table })
    expect(tables['report']?.rows).toEqual([
      ['Prénom', 'name of a person', 0.5, 0, 40, 'name'],
      ['tel', 'telephone number', 0.75, 1, 40, 'values and name'],
    ])
  })

  it.each([
    ['dateOfBirth', 'birth'],
    ['date_naissance', 'birth'],
    ['Vorname', 'name'],
    ['diagnostic', 'health'],
    ['ethnicity', 'ethnicity'],
    ['race', 'ethnicity'],
    ['customer_address', 'address'],
  ])('%s is called %s', (name, kind) => {
    expect(personalIn(name, new Map())[0]?.kind.id).toBe(kind)
  })

  it.each(['amount', 'nominal', 'viable', 'grace', 'parties', 'rank', 'hotel'])('%s is called nothing', (name) => {
    expect(personalIn(name, new Map())).toEqual([])
  })

  it('a few values that look like a kind are chance, unless the name speaks for them', () => {
    expect(personalIn('ref', new Map([['phone', 0.05]]))).toEqual([])
    expect(personalIn('phone', new Map([['phone', 0.05]]))[0]?.score).toBeGreaterThan(0.2)
  })
})

describe('protecting', () => {
  it('pseudonyms are the same across columns and say nothing of the order', async () => {
    const rows = await treat({ columns: named('Prénom', 'friend'), act: 'pseudonym', prefix: 'X' })
    expect(rows[3]?.[0]).toBe(rows[36]?.[2])
    expect(new Set(rows.map(([name]) => name)).size).toBe(40)
    expect(rows.every(([name]) => /^X\d\d$/.test(String(name)))).toBe(true)
    expect(rows.map(([name]) => name)).not.toEqual(inOrder(rows.map(([name]) => name)))
  })

  it('shuffling keeps the values, their types and where some are missing', async () => {
    const rows = await treat({ columns: named('count', 'day', 'score'), act: 'shuffle' })
    for (const at of [3, 4, 5]) expect(inOrder(rows.map((row) => row[at]))).toEqual(inOrder(table.rows.map((row) => row[at] ?? null)))
    expect(rows.map((row) => row[5])).not.toEqual(table.rows.map((row) => row[5]))
    expect(rows[7]?.[5]).toBeNull()
  })

  it('noise has the deviation that was asked for, and whole numbers stay whole', async () => {
    const rows = await treat({ columns: named('count'), act: 'noise', amount: 2 })
    const moved = rows.flatMap((row, i) => (row[5] === null ? [] : [Number(row[5]) - i]))
    expect(moved).toHaveLength(39)
    expect(moved.every(Number.isInteger)).toBe(true)
    const deviation = Math.sqrt(moved.reduce((sum, d) => sum + d * d, 0) / moved.length)
    expect(deviation).toBeGreaterThan(1.2)
    expect(deviation).toBeLessThan(2.8)
  })

  it.each([
    [{ columns: named('tel'), act: 'hash', key: '../other' }, 'value-unreadable'],
    [{ columns: named('tel'), act: 'noise' }, 'wrong-type'],
    [{ columns: named('gone') }, 'column-missing'],
  ])('objects to %o', async (treatment, code) => {
    expect(await problemOf(() => treat(treatment))).toMatchObject({ code, param: 'treatments' })
  })

  it('a column is treated once', async () => {
    expect(await problemOf(() => treat({ columns: named('tel') }, { columns: named('tel'), act: 'drop' }))).toMatchObject({
      code: 'column-twice',
    })
  })

  it('a keyed hash is HMAC-SHA256 with a key that is made once and that only its owner may read', async () => {
    const [first, other] = await keyedHash(folder, 'mine', ['Ada', 'ada'])
    const file = join(folder, 'mine.key')
    const key = Buffer.from(await readFile(file, 'utf8'), 'base64')
    expect(first).toBe(createHmac('sha256', key).update('Ada').digest('hex'))
    expect(other).not.toBe(first)
    expect(await keyedHash(folder, 'mine', ['Ada'])).toEqual([first])
    expect(await keyedHash(folder, 'yours', ['Ada'])).not.toEqual([first])
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
    await expect(keyedHash(folder, '../up', ['Ada'])).rejects.toThrow('no name of a key')
  })

  it('masks and bands', () => {
    expect([masked('ann@b.org', 3), masked('1234', 4), masked('12', 0), masked('', 4)]).toEqual(['***@*.org', '****', '**', ''])
    expect([band(29.99, 10), band(-0.5, 1), band(0.3, 0.1), band(Infinity, 1)]).toEqual(['20 – 30', '-1 – 0', '0.3 – 0.4', 'Infinity'])
  })
})
