import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { fillMissing } from './fill-missing.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

it('takes the value above within groups and in the order of a column, and keeps the order of the rows', async () => {
  const table = {
    columns: [
      { name: 'who', type: 'text' },
      { name: 'day', type: 'int' },
      { name: 'x', type: 'float' },
    ],
    rows: [
      ['b', 3, null],
      ['a', 1, 10],
      ['b', 1, 5],
      ['a', 3, null],
      ['a', 2, 'NaN'],
      ['b', 2, 6],
      [null, 9, null],
    ],
  } as const
  const params = { columns: { by: 'names', names: ['x'] }, method: 'previous', order: 'day', within: { by: 'names', names: ['who'] } }
  const { tables } = await harness.run(fillMissing, params, { table })
  expect(tables['table']?.rows).toEqual([
    ['b', 3, 6],
    ['a', 1, 10],
    ['b', 1, 5],
    ['a', 3, 10],
    ['a', 2, 10],
    ['b', 2, 6],
    [null, 9, null],
  ])
})

it('does not let infinities and NaN spoil a mean', async () => {
  const table = { columns: [{ name: 'x', type: 'float' }], rows: [[1], [3], ['Infinity'], ['NaN'], [null]] } as const
  const { tables } = await harness.run(fillMissing, { method: 'mean' }, { table })
  expect(tables['table']?.rows).toEqual([[1], [3], ['Infinity'], [2], [2]])
})

it('keeps its places under many rows and threads', async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => [index, index % 7 === 0 ? null : index] as const)
  const table = {
    columns: [
      { name: 'n', type: 'int' },
      { name: 'x', type: 'int' },
    ],
    rows,
  } as const
  const { tables } = await harness.run(fillMissing, { columns: { by: 'names', names: ['x'] }, method: 'previous' }, { table })
  const wrong = tables['table']?.rows.filter(
    ([n, x], index) => n !== index || x !== (index % 7 === 0 ? (index === 0 ? null : index - 1) : index),
  )
  expect(wrong).toEqual([])
})
