import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../engine/learn/random.ts'
import { problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { openHarness } from '../kit/harness/open-harness.ts'
import { smote } from './smote.ts'
import { spreadsOf, syntheticRows } from './synthetic-rows.ts'

const pause = () => Promise.resolve()
const rows = {
  count: 4,
  numbers: [Float64Array.of(0, 10, 100, Number.NaN), Float64Array.of(0, 20, 500, 7)],
  codes: [Int32Array.of(1, 1, 2, -1)],
}

describe('new rows of a class', () => {
  it('lie on the line between a row and its nearest neighbour', async () => {
    const pair = { ...rows, count: 2 }
    const made = await syntheticRows(pair, { count: 200, k: 1, spreads: [1, 1] }, randomFrom(1), pause)
    const [x = new Float64Array(), y = new Float64Array()] = made.numbers
    for (const [at, value] of x.entries()) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(10)
      expect(y[at]).toBeCloseTo(2 * value, 9)
    }
    expect(Math.max(...x) - Math.min(...x)).toBeGreaterThan(8)
    expect([...new Set(made.codes[0])]).toEqual([1])
  })
  it('take a number from the row that has it, and the most frequent category of the neighbours', async () => {
    const odd = { count: 2, numbers: [Float64Array.of(Number.NaN, 3)], codes: [Int32Array.of(4, 5)] }
    const made = await syntheticRows(odd, { count: 20, k: 3, spreads: [1] }, randomFrom(1), pause)
    expect([...new Set(made.numbers[0])]).toEqual([3])
    expect(new Set(made.codes[0])).toEqual(new Set([4, 5]))
  })
  it('are the same for the same seed, others for another', async () => {
    const make = async (seed: number) => [
      ...((await syntheticRows(rows, { count: 30, k: 2, spreads: [1, 1] }, randomFrom(seed), pause)).numbers[1] ?? []),
    ]
    expect(await make(3)).toEqual(await make(3))
    expect(await make(3)).not.toEqual(await make(4))
  })
  it('compare columns by their spread', () => {
    expect(spreadsOf([Float64Array.of(1, 2, 3, Number.NaN), Float64Array.of(5, 5)])).toEqual([1, Number.POSITIVE_INFINITY])
  })
})

describe('the node', () => {
  it('brings classes to the share, keeps types and roles, and objects to nothing to make', async () => {
    const harness = await openHarness(new Map())
    const table = {
      columns: [
        { name: 'y', type: 'bool', role: 'target' },
        { name: 'x', type: 'float' },
        { name: 'n', type: 'int' },
        { name: 'id', type: 'int', role: 'id' },
      ],
      rows: Array.from({ length: 120 }, (_, at) => [at % 10 === 0, at / 7, at % 13, at] as const),
    } as const
    const made = (await harness.run(smote, { share: 0.5, seed: 2 }, { table })).tables['table']
    expect(made?.columns).toEqual(table.columns)
    const added = (made?.rows ?? []).slice(120)
    expect(added).toHaveLength(54 - 12)
    expect(added.every((row) => row[0] === true && Number.isInteger(row[2]) && row[3] === null)).toBe(true)
    expect(Math.max(...added.map((row) => Number(row[1])))).toBeLessThanOrEqual(110 / 7)
    expect(await problemOf(() => harness.run(smote, { columns: { by: 'names', names: ['y'] } }, { table }))).toMatchObject({
      param: 'columns',
    })
    await harness.close()
  })
  it('says what it does', () => {
    expect(sentenceOf(smote, {})).toBe('new rows, until each class of the target has 100\u202f% of the largest')
  })
})
