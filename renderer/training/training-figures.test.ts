import { expect, it } from 'vitest'
import { keptPoints, trainingFigures } from './training-figures.ts'

const points = [
  { name: 'loss', step: 1, value: 0.7 },
  { name: 'loss', step: 2, value: 0.4 },
  { name: 'validation loss', step: 1, value: 0.8 },
  { name: 'validation loss', step: 2, value: 0.9 },
]

it('judges by the rows kept apart, else by the rows learned from', () => {
  expect(trainingFigures(points)).toEqual({ steps: 2, best: { value: 0.8, step: 1, apart: true }, rowsPerSecond: null })
  expect(trainingFigures(points.slice(0, 2)).best).toEqual({ value: 0.4, step: 2, apart: false })
  expect(trainingFigures([]).best).toBeNull()
})

it('works out the rate of a training that has ended from the times of its steps', () => {
  const pace = [
    { step: 1, seconds: 1 },
    { step: 2, seconds: 1.5 },
    { step: 4, seconds: 3.5 },
  ]
  const training = {
    fingerprint: 'f',
    at: '',
    rows: 100,
    seconds: 4,
    memoryBytes: null,
    device: null,
    stopped: false,
    params: null,
    points: [],
    pace,
  }
  expect(keptPoints(training)).toEqual([
    { name: 'rows per second', step: 2, value: 200 },
    { name: 'rows per second', step: 4, value: 100 },
  ])
})
