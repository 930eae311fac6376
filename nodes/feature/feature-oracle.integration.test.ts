import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExampleTable } from '../kit/define-node.ts'
import { appliedTables } from '../kit/harness/compile-node.ts'
import { relationOf, tableOf } from '../kit/harness/example-table.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { fitContext } from '../../engine/run/fit-context.ts'
import type { NodeDefinition } from '../kit/define-node.ts'
import { bin } from './bin.ts'
import { dateParts } from './date-parts.ts'
import oracle from './golden/feature-oracle.json' with { type: 'json' }
import { scale } from './scale.ts'

// What scikit-learn 1.9.1 and pandas 3.1.1 gave, recorded by golden/feature-oracle.py.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const column = (values: readonly number[]): ExampleTable => ({
  columns: [{ name: 'x', type: 'float' }],
  rows: values.map((value) => [value]),
})

/** Learns from one table and applies to another. */
async function learnedThenApplied(node: NodeDefinition, params: unknown) {
  if (!('fit' in node)) throw new Error(`${node.id} learns nothing`)
  const parsed = node.params.parse(params) as never
  const context = fitContext(harness.db, 1, new AbortController().signal)
  const state: unknown = JSON.parse(JSON.stringify(await node.fit(parsed, relationOf(column(oracle.learnt)), context)))
  const { rows } = await tableOf(
    harness.db,
    appliedTables(node, state, parsed, relationOf(column(oracle.later)))['table'] ?? relationOf(column([])),
  )
  return { state, values: rows.map((row) => Number(row[0])) }
}

it.each(Object.entries(oracle.scaled))('scales as scikit-learn does: %s', async (method, expected) => {
  const { values } = await learnedThenApplied(scale, { method })
  values.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 9))
  expect(values).toHaveLength(expected.length)
})

it.each(Object.entries(oracle.bins))('cuts bins as scikit-learn does: %s', async (method, expected) => {
  const params = { columns: { by: 'names', names: ['x'] }, method, count: 4, as: 'number' }
  const { state, values } = await learnedThenApplied(bin, params)
  expect(values).toEqual(expected.numbers)
  const { columns } = state as { columns: readonly { edges: readonly number[] }[] }
  columns[0]?.edges.forEach((edge, index) => expect(edge).toBeCloseTo(expected.edges[index] ?? Number.NaN, 6))
})

it('takes dates apart as pandas does', async () => {
  const { days, ...parts } = oracle.parts
  const table: ExampleTable = { columns: [{ name: 'd', type: 'timestamp' }], rows: days.map((day) => [day]) }
  const all = Object.fromEntries(Object.keys(parts).map((part) => [part, true]))
  const { tables } = await harness.run(dateParts, all, { table })
  const result = tables['table']
  for (const [part, expected] of Object.entries(parts)) {
    const at = result?.columns.findIndex((item) => item.name === `d ${part}`) ?? -1
    expect(
      result?.rows.map((row) => row[at]),
      part,
    ).toEqual(expected)
  }
})
