import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { fillMissing } from './fill-missing.ts'
import oracle from './golden/fill-oracle.json' with { type: 'json' }

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

// What pandas 3.1.1 gave, recorded by golden/fill-oracle.py.
const series = {
  columns: [
    { name: 'day', type: 'date' },
    { name: 'g', type: 'text' },
    { name: 'x', type: 'float' },
  ],
  rows: oracle.rows.map(([day, group, x]) => [day ?? null, group ?? null, x ?? null] as [string, string, number | null]),
} as const

it.each(Object.entries(oracle.filled))('fills from neighbours as pandas does: %s', async (name, expected) => {
  const [method = '', place, gap] = name.split(' ')
  const within = place === 'groups' ? { by: 'names', names: ['g'] } : { by: 'names', names: [] }
  const longest = gap === undefined ? null : Number(gap)
  const params = { columns: { by: 'names', names: ['x'] }, method, order: 'day', within, longest, mark: true }
  const { tables } = await harness.run(fillMissing, params, { table: series })
  const { columns = [], rows = [] } = tables['table'] ?? {}
  expect(columns.map((column) => column.name)).toEqual(['day', 'g', 'x', 'x missing'])
  rows.forEach((row, index) => {
    const wanted = expected[index] ?? null
    if (wanted === null || row[2] === null) expect(row[2]).toBe(wanted)
    else expect(Number(row[2])).toBeCloseTo(wanted, 9)
    expect(row[3]).toBe(series.rows[index]?.[2] === null)
  })
})

const placed = {
  columns: [
    { name: 'at', type: 'float' },
    { name: 'x', type: 'float' },
  ],
} as const
const along = { columns: { by: 'names', names: ['x'] }, order: 'at' }

it('draws the spline of scipy however the places are spaced', async () => {
  const table = { ...placed, rows: oracle.steep.map(([at = null, x = null]) => [at, x] as [number | null, number | null]) }
  const { tables } = await harness.run(fillMissing, { ...along, method: 'spline' }, { table })
  oracle.steepFilled.forEach((value, index) => expect(tables['table']?.rows[index]?.[1], `row ${index}`).toBeCloseTo(value, 8))
})

it.each([
  [
    'two known values: a straight line',
    [
      [0, 1],
      [1, null],
      [4, 9],
    ],
    [1, 3, 9],
  ],
  [
    'one known value: nothing',
    [
      [0, 1],
      [1, null],
    ],
    [1, null],
  ],
  [
    'neighbours at one place: their mean',
    [
      [0, 1],
      [2, 4],
      [2, null],
      [2, 6],
      [5, 1],
    ],
    [1, 4, 5, 6, 1],
  ],
  [
    'a row without a place: nothing',
    [
      [0, 1],
      [null, null],
      [2, 3],
      [3, null],
      [4, 5],
      [null, 7],
    ],
    [1, null, 3, 4, 5, 7],
  ],
] as const)('fills by curves where there is little to go by: %s', async (_, rows, wanted) => {
  for (const method of ['monotone', 'spline']) {
    const { tables } = await harness.run(fillMissing, { ...along, method }, { table: { ...placed, rows } })
    expect(tables['table']?.rows.map(([, x]) => (x === null ? null : Number(Number(x).toFixed(9))))).toEqual(wanted)
  }
})

it('draws a curve that stays between the neighbours, and one that need not', async () => {
  const high = async (method: string) =>
    (
      await harness.run(
        fillMissing,
        { ...along, method },
        {
          table: {
            ...placed,
            rows: [
              [0, 0],
              [1, 0],
              [2, 8],
              [3, null],
              [4, 8],
              [5, 0],
              [6, 0],
            ],
          },
        },
      )
    ).tables['table']?.rows[3]?.[1]
  expect(await high('monotone')).toBe(8)
  expect(Number(await high('spline'))).toBeGreaterThan(9)
})

it('draws known values by the row, the same each time, others for another seed', async () => {
  const table = {
    columns: [
      { name: 'k', type: 'int' },
      { name: 'x', type: 'text' },
    ],
    rows: Array.from(
      { length: 300 },
      (_, index) => [index, index % 3 === 0 ? null : index % 3 === 1 ? 'a' : 'b'] as [number, string | null],
    ),
  } as const
  const run = async (seed: number) => {
    const params = { columns: { by: 'names', names: ['x'] }, method: 'draw', seed }
    return (await harness.run(fillMissing, params, { table })).tables['table']?.rows.map((row) => row[1])
  }
  const [first, again, other] = [await run(1), await run(1), await run(2)]
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
  const found = first?.filter((_, index) => index % 3 === 0) ?? []
  const share = found.filter((value) => value === 'a').length / found.length
  expect(new Set(found)).toEqual(new Set(['a', 'b']))
  expect(share).toBeGreaterThan(0.3)
  expect(share).toBeLessThan(0.7)
})
