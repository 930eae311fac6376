import { expect, it } from 'vitest'
import { placeNames } from './place-names.ts'

it('puts names of points on the same place into one', () => {
  const points = [
    { name: 'Run 1', x: 100, y: 50 },
    { name: 'Run 2', x: 300, y: 50 },
    { name: 'Run 3', x: 104, y: 53 },
    { name: 'Run 4', x: 100, y: 80 },
  ]
  expect(placeNames(points).map(({ name, x }) => [name, x])).toEqual([
    ['Run 1, Run 3', 100],
    ['Run 2', 300],
    ['Run 4', 100],
  ])
})
