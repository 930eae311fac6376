import { expect, it } from 'vitest'
import { randomFrom } from '../learn/random.ts'
import { unusualRows } from './unusual-rows.ts'

const random = randomFrom(5)
const normal = () => Float64Array.from({ length: 500 }, () => random.normal())
const columns = new Map([
  ['a', normal()],
  ['b', normal()],
  ['c', normal()],
])
for (const [name, value] of [
  ['a', 0],
  ['b', 14],
  ['c', 0],
] as const)
  columns.get(name)?.set([value], 123)
columns.get('a')?.set([Number.NaN], 7)

it('the odd row comes first, with the cell to blame and what is usual there', async () => {
  const found = await unusualRows(columns, 1)
  expect(found?.looked).toBe(499)
  const [first, ...others] = found?.rows ?? []
  expect(first?.at).toBe(123)
  expect(first?.because.map(({ column }) => column)).toEqual(['b'])
  expect(first?.because[0]?.high).toBeLessThan(3)
  expect(first?.score).toBeGreaterThan(Math.max(0, ...others.map(({ score }) => score)))
  expect(await unusualRows(columns, 1)).toEqual(found)
})

it('nothing is unusual in few rows, in none, and where nothing varies', async () => {
  const rising = (rows: number) => new Float64Array(rows).map((_, i) => i)
  expect(
    await unusualRows(
      new Map([
        ['a', rising(20)],
        ['b', rising(20)],
      ]),
      1,
    ),
  ).toBeNull()
  expect(await unusualRows(new Map([['a', rising(100)]]), 1)).toBeNull()
  expect(await unusualRows(new Map(), 1)).toBeNull()
  expect(
    await unusualRows(
      new Map([
        ['a', new Float64Array(100)],
        ['b', rising(100)],
      ]),
      1,
    ),
  ).toBeNull()
})
