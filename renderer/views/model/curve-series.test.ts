import { expect, it } from 'vitest'
import { curveSeries } from './curve-series.ts'

it('parts points by name, orders them and leaves out what is not finite', () => {
  expect(
    curveSeries([
      { name: 'loss', step: 2, value: 0.5 },
      { name: 'validation', step: 1, value: 0.8 },
      { name: 'loss', step: 1, value: 0.7 },
      { name: 'loss', step: 3, value: Number.NaN },
    ]),
  ).toEqual([
    {
      name: 'loss',
      points: [
        [1, 0.7],
        [2, 0.5],
      ],
    },
    { name: 'validation', points: [[1, 0.8]] },
  ])
})
