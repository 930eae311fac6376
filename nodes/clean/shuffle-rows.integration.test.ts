import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { shuffleRows } from './shuffle-rows.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const columns = [
  { name: 'n', type: 'int' },
  { name: 'double', type: 'int' },
] as const
const table = { columns, rows: Array.from({ length: 500 }, (_, index) => [index, 2 * index] as const) }
const shuffled = async (params: unknown) => (await harness.run(shuffleRows, params, { table: [table] })).tables['table']?.rows ?? []
const inOrder = (values: readonly unknown[]) => values.map(Number).toSorted((a, b) => a - b)

it('moves whole rows, otherwise for another seed', async () => {
  const rows = await shuffled({ seed: 1 })
  expect(rows).not.toEqual(table.rows)
  expect(rows.every(([n, double]) => Number(double) === 2 * Number(n))).toBe(true)
  expect(inOrder(rows.map((row) => row[0]))).toEqual(table.rows.map((row) => row[0]))
  expect(await shuffled({ seed: 2 })).not.toEqual(rows)
})

it('moves the values of a column only', async () => {
  const rows = await shuffled({ columns: { by: 'names', names: ['double'] } })
  expect(rows.map((row) => row[0])).toEqual(table.rows.map((row) => row[0]))
  expect(inOrder(rows.map((row) => row[1]))).toEqual(table.rows.map((row) => row[1]))
  expect(rows.map((row) => row[1])).not.toEqual(table.rows.map((row) => row[1]))
})

it('moves values within groups only, missing ones being a group', async () => {
  const groups = {
    columns: [...columns, { name: 'g', type: 'int' }] as const,
    rows: table.rows.map(([n, d]) => [n, d, n % 5 === 4 ? null : n % 5] as const),
  }
  const params = { columns: { by: 'names', names: ['double'] }, within: { by: 'names', names: ['g'] } }
  const rows = (await harness.run(shuffleRows, params, { table: [groups] })).tables['table']?.rows ?? []
  expect(rows.map((row) => [Number(row[0]), row[2] === null ? null : Number(row[2])])).toEqual(groups.rows.map((row) => [row[0], row[2]]))
  expect(rows.filter((row) => Number(row[1]) === 2 * Number(row[0])).length).toBeLessThan(30)
  for (const [n, double] of rows) expect((Number(double) / 2) % 5).toBe(Number(n) % 5)
  expect(inOrder(rows.map((row) => row[1]))).toEqual(table.rows.map((row) => row[1]))
})
