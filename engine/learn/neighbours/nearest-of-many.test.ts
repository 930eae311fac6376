import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { buildKdTree, type Neighbours } from './kd-tree.ts'
import { neighbourClassifier } from './nearest-neighbours.ts'
import { nearestOfMany } from './nearest-of-many.ts'

function matrixOf(rows: number, width: number, draw: (row: number, column: number) => number): Matrix {
  const columns = Array.from({ length: width }, (_, j) => Float64Array.from({ length: rows }, (__, row) => draw(row, j)))
  return { rows, columns, names: columns.map((_, at) => `x${at}`) }
}

/** Neighbours by kernels beside those of the tree, and how often the tree had to be asked. */
function bothWays(rows: Matrix, points: Matrix, count: number) {
  const tree = buildKdTree(rows, 'euclidean')
  const found: Neighbours[] = []
  let asked = 0
  const nearest: typeof tree.nearest = (...args) => {
    asked++
    return tree.nearest(...args)
  }
  nearestOfMany(points, { rows, tree: { ...tree, nearest }, count, crews: soloCrews }, (at, near) => (found[at] = near))
  const expected = Array.from({ length: points.rows }, (_, at) =>
    tree.nearest(
      points.columns.map((column) => column[at]!),
      count,
    ),
  )
  return { found, expected, asked }
}

describe('neighbours of many points', () => {
  const random = randomFrom(6)

  it.each([
    [3, 1],
    [17, 4],
    [120, 40],
  ])('are those of the tree, to the bit: %i columns, %i neighbours', (width, count) => {
    const { found, expected, asked } = bothWays(matrixOf(700, width, random.normal), matrixOf(300, width, random.normal), count)
    expect(found).toEqual(expected)
    expect(asked).toBe(0)
  })

  it('are exact where many rows are as near, far out, or apart by less than 32 bits tell', () => {
    const grid = () => random.below(2)
    const alike = bothWays(matrixOf(500, 6, grid), matrixOf(60, 6, grid), 5)
    expect(alike.found).toEqual(alike.expected)
    expect(alike.asked).toBeGreaterThan(0)
    const close = bothWays(
      matrixOf(400, 4, (row) => (row === 0 ? 1e6 : 1 + random.normal() * 1e-9)),
      matrixOf(20, 4, () => 1),
      3,
    )
    expect(close.found).toEqual(close.expected)
    const far = bothWays(
      matrixOf(100, 4, random.normal),
      matrixOf(3, 4, () => 1e200),
      3,
    )
    expect(far.found).toEqual(far.expected)
  })

  it('of fewer rows than asked are all of them', () => {
    const { found, expected } = bothWays(matrixOf(4, 2, random.normal), matrixOf(5, 2, random.normal), 9)
    expect(found).toEqual(expected)
    expect(found[0]?.places).toHaveLength(4)
  })

  it('give a model the answers of its one-row function, gaps too', async () => {
    const x = matrixOf(900, 8, random.normal)
    const y = Float64Array.from({ length: 900 }, (_, row) => Number(x.columns[0]![row]! + x.columns[1]![row]! > 0))
    const weights = Float64Array.from({ length: 900 }, (_, row) => (row % 5) / 3)
    const options = { seed: 1, classes: ['no', 'yes'], neighbours: 6, votes: 'distance', scale: true, sampleWeight: weights } as const
    const model = await neighbourClassifier.fit(x, y, options, quietControl)
    const many = matrixOf(2_100, 8, (row) => (row === 7 ? Number.NaN : random.normal()))
    const found = model.predictProba?.(many)
    for (let row = 0; row < many.rows; row++) {
      const own = model.scoreOne(
        many.columns.map((column) => column[row]!),
        new Float64Array(2),
      )
      expect([found?.[0]?.[row], found?.[1]?.[row]]).toEqual([...own])
    }
  })
})
