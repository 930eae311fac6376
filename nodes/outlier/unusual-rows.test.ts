import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import oracle from './golden/distance-oracle.json' with { type: 'json' }
import { unusualRows } from './unusual-rows.ts'
import { squaredDistance, whitening } from '../../engine/learn/unusual/whiten.ts'

const table = {
  columns: [
    { name: 'a', type: 'float' },
    { name: 'b', type: 'float' },
    { name: 'y', type: 'float', role: 'target' },
  ],
  rows: [],
} as const

describe('find unusual rows', () => {
  // What scikit-learn 1.9.1 gave, recorded by golden/distance-oracle.py.
  it('measures distances as EmpiricalCovariance does', () => {
    const white = whitening(oracle.rows.map((row) => Float64Array.from(row)))
    if (!white) throw new Error('the rows have a spread')
    oracle.rows.forEach((row, index) =>
      expect(Math.sqrt(squaredDistance(row, white))).toBeCloseTo(oracle.distances[index] ?? Number.NaN, 7),
    )
  })

  it('sets the limit at the share of the rows', async () => {
    const columns = ['a', 'b', 'c', 'd'].map((name) => ({ name, type: 'float' as const }))
    const { state } = await fitNode(unusualRows, { share: 0.1 }, { columns, rows: [] }, [oracle.rows])
    expect((state as { limit: number }).limit).toBeCloseTo(oracle.limit, 7)
  })

  it('leaves the target alone and no helper behind', async () => {
    const rows = [
      [1, 2],
      [2, 3],
      [3, 9],
      [4, 1],
    ]
    const { state, applied } = await fitNode(unusualRows, {}, table, [rows])
    expect(state).toMatchObject({ columns: ['a', 'b'] })
    expect(columnsOf(applied)).toEqual(['a: float', 'b: float', 'y: float (target)', 'unusual: bool'])
  })

  it.each([
    [
      'columns that follow from each other',
      [
        [1, 2],
        [2, 4],
        [3, 6],
      ],
    ],
    [
      'one value only',
      [
        [1, 2],
        [1, 4],
      ],
    ],
    ['no rows', []],
  ])('objects to %s', async (_, rows) => {
    const problem = await problemOf(() => fitNode(unusualRows, {}, table, [rows]))
    expect(problem).toMatchObject({ code: 'nothing-to-learn', param: 'columns' })
    // A flat cloud still has rows that questions set apart.
    expect(problem.fixes).toEqual(rows.length < 2 ? undefined : [expect.objectContaining({ params: { method: 'forest' } })])
  })

  it('says what it does', () => {
    expect(sentenceOf(unusualRows, { act: 'remove' })).toBe('leave out the 5% most unusual rows by number columns')
  })
})
