import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExampleTable } from '../kit/define-node.ts'
import { fitAndApply } from '../kit/harness/fit-and-apply.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import oracle from './golden/scale-oracle.json' with { type: 'json' }
import { scale } from './scale.ts'

// What scikit-learn 1.9.1 and SciPy 1.17.1 gave, recorded by golden/scale-oracle.py.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const column = (values: readonly number[]): ExampleTable => ({
  columns: [{ name: 'x', type: 'float' }],
  rows: values.map((value) => [value]),
})

it.each(Object.entries(oracle.single))('scales as the libraries do: %s', async (name, expected) => {
  const params = name === 'range' ? { method: 'min-max', low: -2, high: 3 } : { method: name }
  const { rows } = await fitAndApply(harness, scale, params, { training: column(oracle.learnt), others: column(oracle.later).rows })
  expected.forEach((value, index) => expect(Number(rows[index]?.[0])).toBeCloseTo(value, name === 'log-normal' ? 6 : 9))
})

it.each(Object.entries(oracle.unit))('gives rows the length 1 as Normalizer does: %s', async (norm, expected) => {
  const names = ['a', 'b', 'c']
  const table: ExampleTable = { columns: names.map((name) => ({ name, type: 'float' })), rows: oracle.rows }
  const { tables } = await harness.run(scale, { method: 'unit', norm }, { table })
  expect(tables['table']?.columns.map(({ name }) => name)).toEqual(names)
  expected.forEach((row, index) =>
    row.forEach((value, place) => expect(Number(tables['table']?.rows[index]?.[place])).toBeCloseTo(value, 9)),
  )
})

it('keeps missing values missing in rows of length 1', async () => {
  const table = {
    columns: [
      { name: 'a', type: 'int' },
      { name: 'b', type: 'int' },
    ],
    rows: [
      [3, null],
      [null, null],
      [3, 4],
    ],
  } as const
  const { tables } = await harness.run(scale, { method: 'unit' }, { table })
  expect(tables['table']?.rows).toEqual([
    [1, null],
    [null, null],
    [0.6, 0.8],
  ])
})
