import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { sampleRows } from './sample-rows.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const table = {
  columns: [
    { name: 'n', type: 'int' },
    { name: 'g', type: 'text' },
  ],
  rows: Array.from({ length: 4000 }, (_, index) => [index, index % 100 === 0 ? 'rare' : 'common'] as const),
} as const

const taken = async (params: unknown) => (await harness.run(sampleRows, params, { table })).tables['table']?.rows ?? []

it('takes about the share, other rows for another seed, in their order', async () => {
  const first = await taken({ share: 0.3, seed: 1 })
  const second = await taken({ share: 0.3, seed: 2 })
  // Four standard deviations of a binomial count.
  expect(Math.abs(first.length - 1200)).toBeLessThan(4 * Math.sqrt(4000 * 0.3 * 0.7))
  expect(first).not.toEqual(second)
  expect(first.map((row) => Number(row[0]))).toEqual(first.map((row) => Number(row[0])).toSorted((a, b) => a - b))
})

it('takes exactly the number, and no more than there are', async () => {
  expect(await taken({ method: 'exact', rows: 17 })).toHaveLength(17)
  expect(await taken({ method: 'exact', rows: 9999 })).toHaveLength(4000)
  expect(await taken({ method: 'exact', rows: 0 })).toHaveLength(0)
})

it('takes the share of each group to the row', async () => {
  const rows = await taken({ share: 0.25, within: { by: 'names', names: ['g'] } })
  expect(rows.filter((row) => row[1] === 'rare')).toHaveLength(10)
  expect(rows).toHaveLength(1000)
})

it('takes a number of each group, the same for the same seed', async () => {
  const params = { method: 'each', rows: 7, within: { by: 'names', names: ['g'] } }
  const rows = await taken({ ...params, seed: 1 })
  expect(rows.filter((row) => row[1] === 'rare')).toHaveLength(7)
  expect(rows).toHaveLength(14)
  expect(await taken({ ...params, seed: 1 })).toEqual(rows)
  expect(await taken({ ...params, seed: 2 })).not.toEqual(rows)
})

it('draws with replacement as often as asked; about a share of 1/e is never drawn', async () => {
  const rows = await taken({ method: 'again', seed: 5 })
  expect(rows).toHaveLength(4000)
  const different = new Set(rows.map((row) => Number(row[0]))).size
  // Four deviations: the number of rows never drawn has a variance of about n (1 - 2 / e) / e.
  expect(Math.abs(4000 - different - 4000 / Math.E)).toBeLessThan(4 * Math.sqrt((4000 * (1 - 2 / Math.E)) / Math.E))
  expect(rows.map((row) => Number(row[0]))).toEqual(rows.map((row) => Number(row[0])).toSorted((a, b) => a - b))
  expect(await taken({ method: 'again', draws: 9000 })).toHaveLength(9000)
  expect(await taken({ method: 'again', draws: 0 })).toHaveLength(0)
})
