import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { nearestJoin } from '../combine/nearest-join.ts'
import type { ExampleTable, NodeDefinition } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { pivot } from '../reshape/pivot.ts'
import { resample } from './resample.ts'
import { rolling } from './rolling.ts'

// golden/series-oracle.py asked pandas.
const cell = z.union([z.string(), z.number(), z.null()])
const golden = z
  .record(z.string(), z.array(z.union([z.array(cell), cell])))
  .parse(JSON.parse(readFileSync(new URL('./golden/series-oracle.json', import.meta.url), 'utf8')))

const rowsOf = (name: string) => z.array(z.array(cell)).parse(golden[name])
const table: ExampleTable = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'day', type: 'date' },
    { name: 'sales', type: 'float' },
  ],
  rows: rowsOf('rows'),
}

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const run = async (node: NodeDefinition, params: unknown, inputs: Readonly<Record<string, ExampleTable[]>> = { table: [table] }) =>
  (await harness.run(node, params, inputs)).tables['table']?.rows ?? []

function expectClose(actual: readonly unknown[], expected: readonly unknown[]): void {
  expect(actual).toHaveLength(expected.length)
  actual.forEach((value, index) => {
    const wanted = expected[index]
    if (typeof wanted === 'number') expect(value).toBeCloseTo(wanted, 8)
    else expect(value).toBe(wanted)
  })
}

const series = { columns: { by: 'names', names: ['sales'] }, time: 'day', groups: { by: 'names', names: ['shop'] } }
it.each([
  ['mean of 3 rows', { statistics: [{ take: 'mean' }], size: 3, fewest: 2 }],
  ['sd of 5 rows', { statistics: [{ take: 'sd' }], size: 5, fewest: 2 }],
  ['median of 10 days', { statistics: [{ take: 'median' }], window: 'span', size: 10 }],
  ['sum of 10 days before', { statistics: [{ take: 'sum' }], window: 'span', size: 10, itself: false }],
])('%s', async (name, params) => {
  const rows = await run(rolling, { ...series, ...params })
  expectClose(
    rows.map((row) => row[3]),
    golden[name] ?? [],
  )
})

it('weeks from Monday', async () => {
  const rows = await run(resample, { time: 'day', unit: 'week', groups: series.groups })
  expectClose(rows.flat(), rowsOf('weekly').flat())
})

it('a column for each month', async () => {
  const months = withMonth()
  const rows = await run(
    pivot,
    { keys: series.groups, header: 'month', measures: [{ take: 'mean', column: 'sales' }] },
    { table: [months] },
  )
  expectClose(rows.flat(), rowsOf('monthly').flat())
})

it('the price that held, at most 30 days old', async () => {
  const prices: ExampleTable = {
    columns: [
      { name: 'shop', type: 'text' },
      { name: 'since', type: 'date' },
      { name: 'price', type: 'float' },
    ],
    rows: rowsOf('prices'),
  }
  const params = { leftTime: 'day', rightTime: 'since', within: 30, keys: [{ left: 'shop', right: 'shop' }] }
  const rows = await run(nearestJoin, params, { left: [table], right: [prices] })
  expectClose(
    rows.map((row) => row[4]),
    golden['asof'] ?? [],
  )
})

function withMonth(): ExampleTable {
  return {
    columns: [...table.columns, { name: 'month', type: 'int' }],
    rows: table.rows.map((row) => [...row, Number(String(row[1]).slice(5, 7))]),
  }
}
