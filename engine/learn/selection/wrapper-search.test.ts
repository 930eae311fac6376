import { describe, expect, it } from 'vitest'
import { quietControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { wrapperSearch, type SearchAsked } from './wrapper-search.ts'

const random = randomFrom(21)
const rows = 600
const columns = Array.from({ length: 6 }, () => Float64Array.from({ length: rows }, () => random.normal()))
const [a, b, , d] = columns as [Float64Array, Float64Array, Float64Array, Float64Array]
const x: Matrix = { rows, columns, names: ['a', 'b', 'c', 'd', 'e', 'f'] }
const asked: SearchAsked = {
  x,
  // b and d tell only together.
  y: a.map((value, row) => 2 * value + 4 * Number(b[row]! * d[row]! > 0)),
  task: 'regression',
  classes: [],
  widths: [1, 1, 1, 1, 1, 1],
  direction: 'forward',
  folds: 4,
  tolerance: 0.005,
  most: 6,
  seed: 3,
}

describe('a search of columns with a tree', () => {
  it('adds what helps, and ends when nothing does', async () => {
    const found = await wrapperSearch(asked, quietControl)
    expect(found.kept).toContain(0)
    expect(found.kept.length).toBeLessThan(6)
    expect(found.steps[0]).toEqual({ feature: -1, score: 0 })
    expect(found.steps[1]?.feature).toBe(0)
    expect(found.steps.map(({ score }) => score)).toEqual(found.steps.map(({ score }) => score).toSorted((one, other) => one - other))
  })

  it('leaves out what is idle, and keeps columns that tell only together', async () => {
    const { kept } = await wrapperSearch({ ...asked, direction: 'backward' }, quietControl)
    for (const feature of [0, 1, 3]) expect(kept).toContain(feature)
    expect(kept.length).toBeLessThan(6)
    expect((await wrapperSearch({ ...asked, direction: 'backward', most: 2 }, quietControl)).kept).toHaveLength(2)
  })

  it('takes the columns of a category together, and classes by their AUC', async () => {
    const y = a.map((value) => (value < -0.5 ? 0 : value < 0.5 ? 1 : 2))
    const indicators = [0, 1, 2].map((level) => y.map((value) => Number(value === level)))
    const classes = {
      ...asked,
      y,
      task: 'classification' as const,
      classes: ['low', 'middle', 'high'],
      x: { rows, columns: [...columns.slice(1, 3), ...indicators], names: ['b', 'c', 'l = 0', 'l = 1', 'l = 2'] },
      widths: [1, 1, 3],
    }
    const found = await wrapperSearch(classes, quietControl)
    expect(found.kept).toEqual([2])
    expect(found.steps.at(-1)?.score).toBeCloseTo(1, 6)
    expect(await wrapperSearch(classes, quietControl)).toEqual(found)
  })

  it('stops when it is told to', async () => {
    await expect(wrapperSearch(asked, { ...quietControl, cancelled: () => true })).rejects.toMatchObject({ code: 'cancelled' })
  })
})
