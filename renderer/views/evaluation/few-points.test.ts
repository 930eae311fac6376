import { expect, it } from 'vitest'
import { fewPoints } from './few-points.ts'

it('keeps first and last and spreads the others', () => {
  const points = Array.from({ length: 101 }, (_, i) => [i, i * i] as const)
  const few = fewPoints(points)
  expect(few).toHaveLength(21)
  expect([few[0], few[1], few.at(-1)]).toEqual([
    [0, 0],
    [5, 25],
    [100, 10_000],
  ])
  expect(fewPoints(points.slice(0, 3))).toEqual(points.slice(0, 3))
})
