import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { trainTest } from './train-test.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const count = 2000
const table = {
  columns: [
    { name: 'n', type: 'int' },
    { name: 'class', type: 'text' },
    { name: 'hour', type: 'int' },
  ],
  rows: Array.from(
    { length: count },
    (_, index) => [index, index % 50 === 0 ? 'rare' : 'common', Math.floor(index / 10)] as const,
  ).toReversed(),
} as const

async function parts(params: unknown) {
  const { tables } = await harness.run(trainTest, params, { table })
  return { train: tables['train']?.rows ?? [], test: tables['test']?.rows ?? [] }
}

const numbers = (rows: readonly (readonly unknown[])[]) => rows.map((row) => Number(row[0]))

it.each(['random', 'class', 'time'])('every row is in exactly one part, in the order of the table: %s', async (method) => {
  const { train, test } = await parts({ method, column: 'class', time: 'hour' })
  expect(numbers([...train, ...test]).toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index))
  for (const rows of [train, test]) expect(numbers(rows)).toEqual(numbers(rows).toSorted((a, b) => b - a))
})

it('puts about the share into training; another seed chooses other rows', async () => {
  const first = await parts({ share: 0.7 })
  expect(Math.abs(first.train.length - 1400)).toBeLessThan(4 * Math.sqrt(count * 0.7 * 0.3))
  expect(await parts({ share: 0.7 })).toEqual(first)
  expect((await parts({ share: 0.7, seed: 2 })).train).not.toEqual(first.train)
})

it('gives each class its share to the row', async () => {
  const { train, test } = await parts({ method: 'class', column: 'class', share: 0.75 })
  const rare = (rows: readonly (readonly unknown[])[]) => rows.filter((row) => row[1] === 'rare').length
  expect([rare(train), rare(test)]).toEqual([30, 10])
  expect([train.length, test.length]).toEqual([1500, 500])
})

it('tests on what comes later, and never parts one moment', async () => {
  const { train, test } = await parts({ method: 'time', time: 'hour', share: 0.75 })
  const hours = (rows: readonly (readonly unknown[])[]) => rows.map((row) => Number(row[2]))
  expect(Math.max(...hours(train))).toBeLessThan(Math.min(...hours(test)))
  expect(train).toHaveLength(1500)
})
