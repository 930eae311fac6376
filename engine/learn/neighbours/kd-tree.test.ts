import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { buildKdTree, type NeighbourMetric } from './kd-tree.ts'

const random = randomFrom(3)
// Some rows stand on a grid, so that many are as far away as others.
const rows = Array.from({ length: 700 }, (_, at) => Array.from({ length: 4 }, () => (at % 3 === 0 ? random.below(4) : random.normal())))
const x = matrixFromRows(rows, ['a', 'b', 'c', 'd'])

const far = (metric: NeighbourMetric, a: readonly number[], b: readonly number[]) => {
  const away = a.map((value, at) => Math.abs(value - (b[at] ?? 0)))
  if (metric === 'chebyshev') return Math.max(...away)
  return metric === 'manhattan' ? away.reduce((sum, one) => sum + one, 0) : Math.sqrt(away.reduce((sum, one) => sum + one * one, 0))
}

describe.each(['euclidean', 'manhattan', 'chebyshev'] as const)('the tree of rows, %s', (metric) => {
  const tree = buildKdTree(x, metric)
  const points = [...rows.slice(0, 30), [0, 0, 0, 0], [9, 9, 9, 9]]

  it('finds the nearest rows as a search of all does, ties by place', () => {
    for (const point of points)
      for (const count of [1, 7, 800]) {
        const all = rows.map((row, place) => ({ place, distance: far(metric, row, point) }))
        const sorted = all.toSorted((a, b) => a.distance - b.distance || a.place - b.place).slice(0, count)
        const found = tree.nearest(point, count)
        expect(found.distances.map((value) => value.toFixed(9))).toEqual(sorted.map(({ distance }) => distance.toFixed(9)))
        expect(found.places).toEqual(sorted.map(({ place }) => place))
      }
  })

  it('finds the rows within a distance', () => {
    for (const point of points) {
      const all = rows.flatMap((row, place) => (far(metric, row, point) <= 1 ? [place] : []))
      expect(tree.within(point, 1).toSorted((a, b) => a - b)).toEqual(all)
    }
  })
})

it('bears equal rows and none', () => {
  const same = matrixFromRows(
    Array.from({ length: 100 }, () => [1, 2]),
    ['a', 'b'],
  )
  expect(buildKdTree(same, 'euclidean').nearest([1, 3], 3)).toEqual({ places: [0, 1, 2], distances: [1, 1, 1] })
  expect(buildKdTree(matrixFromRows([], ['a']), 'euclidean').nearest([1], 3)).toEqual({ places: [], distances: [] })
})
