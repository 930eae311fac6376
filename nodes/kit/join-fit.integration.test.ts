import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { values } from '../../engine/relation/build.ts'
import { printRelation } from '../../engine/relation/print/duckdb.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { LiteralValue, ScalarType } from '../../engine/relation/types.ts'
import { openHarness, type Harness } from './harness/open-harness.ts'
import { fitOfKeys, readFit, type KeyFit } from './join-fit.ts'
import { readJoinKeys } from './join-keys.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const plain = { ignoreCase: false, ignoreAccents: false, ignoreSpaces: false }

function table(type: ScalarType, keys: readonly LiteralValue[]): Relation {
  return values(
    [{ name: 'k', type }],
    keys.map((key) => [key]),
  )
}

async function fit(sides: { left: Relation; right: Relation }, share = 1, settings = { overlooked: plain, nulls: false }): Promise<KeyFit> {
  const pairs = readJoinKeys([{ left: 'k', right: 'k' }], sides, settings.overlooked)
  const rows = await harness.db.rows(printRelation(fitOfKeys(sides, pairs, { ...settings, share }), { ordered: false }))
  return readFit({ rows, from: 'all-rows' })
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

describe('all keys', () => {
  it('counts rows, missing keys, matches, pairs and most partners of both sides', async () => {
    const left = table('text', ['a', 'a', 'b', null, 'Ç '])
    const right = table('text', ['a', 'a', 'a', 'c', null, null])
    const found = await fit({ left, right })
    expect(found.left).toEqual({ rows: 5, missing: 1, seen: 4, keys: 3, matched: 2, most: 3 })
    expect(found.right).toEqual({ rows: 6, missing: 2, seen: 4, keys: 2, matched: 3, most: 2 })
    expect(found.pairs).toBe(6)
  })

  it('counts what would match if more were overlooked', async () => {
    const left = table('text', ['Zoé', 'ZOE', 'zoe ', 'ben', 'x'])
    const right = table('text', ['zoe', 'Ben'])
    const { gained } = await fit({ left, right })
    expect(Object.fromEntries(gained)).toEqual({ ignoreCase: 2, ignoreAccents: 0, ignoreSpaces: 1, all: 4 })
  })

  it('lets missing meet missing when asked to', async () => {
    const sides = { left: table('int', [1, null, null]), right: table('int', [2, null]) }
    expect((await fit(sides, 1, { overlooked: plain, nulls: true })).left).toMatchObject({ missing: 0, matched: 2, most: 1 })
    expect((await fit(sides)).left).toMatchObject({ missing: 2, matched: 0 })
  })

  it('says nothing of empty tables', async () => {
    const found = await fit({ left: table('date', []), right: table('date', ['2024-01-31']) })
    expect(found).toMatchObject({ left: { rows: 0, seen: 0, matched: 0 }, right: { rows: 1, matched: 0 }, pairs: 0 })
  })
})

describe('a share of the keys', () => {
  // 60 % of the left keys stand on the right, two rows each.
  const sides = {
    left: table('int', range(0, 20_000)),
    right: table('int', [...range(8_000, 24_000), ...range(8_000, 24_000)]),
  }

  it('gives the match rate and the fan-out of the whole tables', async () => {
    const [all, some] = [await fit(sides), await fit(sides, 0.1)]
    expect(all.left).toMatchObject({ rows: 20_000, seen: 20_000, matched: 12_000, most: 2 })
    expect(some.left.rows).toBe(20_000)
    expect(some.left.seen).toBeGreaterThan(1_800)
    expect(some.left.seen).toBeLessThan(2_200)
    // 2000 keys: the standard error of a rate of 0.6 is 0.011.
    expect(some.left.matched / some.left.seen).toBeCloseTo(0.6, 1)
    expect(Math.abs(some.left.matched / some.left.seen - 0.6)).toBeLessThan(0.035)
    expect(some.pairs / some.left.matched).toBe(2)
    expect(some.right.matched / some.right.seen).toBeGreaterThan(0.7)
  })

  it('where a share of the rows of each table would not', async () => {
    const every = (keys: Relation, of: number): Relation =>
      keys.op === 'values' ? { ...keys, rows: keys.rows.filter((_, index) => index % of === 0) } : keys
    const tenth = await fit({ left: every(sides.left, 10), right: every(sides.right, 7) })
    expect(tenth.left.matched / tenth.left.seen).toBeLessThan(0.35)
  })

  it('looks at all spellings of a key or at none', async () => {
    const left = table(
      'text',
      range(0, 4_000).map((number) => `Key É${number}`),
    )
    const right = table(
      'text',
      range(0, 4_000).map((number) => ` key e${number}`),
    )
    const found = await fit({ left, right }, 0.2)
    expect(found.left.seen).toBe(found.right.seen)
    expect(found.gained.get('all')).toBe(found.left.seen)
  })

  it('takes 0 and -0 for one key, and the same number of either type', async () => {
    const numbers = range(0, 3_000)
    const left = table(
      'float',
      numbers.map((number) => (number === 0 ? -0 : number)),
    )
    const found = await fit({ left, right: table('int', numbers) }, 0.3)
    expect(found.left.matched).toBe(found.left.seen)
    expect(found.left.seen).toBe(found.right.seen)
  })
})
