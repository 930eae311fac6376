import { afterAll, beforeAll, expect, it } from 'vitest'
import { fitAndApply } from '../kit/harness/fit-and-apply.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import oracle from './golden/encoder-oracle.json' with { type: 'json' }
import { oneHot } from './one-hot.ts'
import { ordinal } from './ordinal.ts'
import { targetEncode } from './target-encode.ts'

// What scikit-learn gave, recorded by golden/encoder-oracle.py.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const table = {
  columns: [
    { name: 'city', type: 'text' as const },
    { name: 'y', type: 'float' as const, role: 'target' as const },
  ],
  rows: oracle.city.map((city, index) => [city, oracle.y[index] ?? null]),
}

it.each(Object.entries(oracle.target))('encodes by the target as scikit-learn does, smoothed by %s', async (smoothing, expected) => {
  const { tables } = await harness.run(targetEncode, { folds: 0, smoothing: Number(smoothing) }, { table })
  tables['table']?.rows.forEach((row, index) => expect(row[0]).toBeCloseTo(expected[index] ?? Number.NaN, 9))
  expect(tables['table']?.rows).toHaveLength(expected.length)
})

it.each(Object.entries(oracle.target))(
  'out of fold, later rows get what scikit-learn gives to new rows, smoothed by %s',
  async (smoothing, expected) => {
    const { served } = await fitAndApply(harness, targetEncode, { smoothing: Number(smoothing) }, { training: table, others: table.rows })
    served.forEach((row, index) => expect(row[0]).toBeCloseTo(expected[index] ?? Number.NaN, 9))
    expect(served).toHaveLength(expected.length)
  },
)

it('numbers values as scikit-learn does', async () => {
  const { tables } = await harness.run(ordinal, {}, { table })
  expect(tables['table']?.rows.map((row) => row[0])).toEqual(oracle.ordinal)
})

it('leaves out the first value as scikit-learn does', async () => {
  const { tables } = await harness.run(oneHot, { base: 'first', unknown: 'zeros' }, { table })
  const { columns = [], rows = [] } = tables['table'] ?? {}
  const places = oracle.first.names.map((name) => columns.findIndex((column) => column.name === name.replace('city_', 'city = ')))
  expect(rows.map((row) => places.map((place) => row[place]))).toEqual(oracle.first.rows)
})

it('never encodes a row by its own target', async () => {
  // One value, and a target that only one row has: out of fold, that row must not see it.
  const rows = Array.from({ length: 50 }, (_, index) => ['x', index === 7 ? 1000 : 0, index])
  const columns = [...table.columns, { name: 'id', type: 'int' as const }]
  const { tables } = await harness.run(
    targetEncode,
    { columns: { by: 'names', names: ['city'] }, smoothing: 0 },
    { table: { columns, rows } },
  )
  const values = tables['table']?.rows.map((row) => Number(row[0])) ?? []
  expect(values[7]).toBe(0)
  expect(values.filter((value) => value > 0).length).toBeGreaterThan(30)
})
