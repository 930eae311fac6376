import { expect, it } from 'vitest'
import { pointAt } from './point-at.ts'

const curve = {
  run: 'now',
  name: 'loss',
  apart: false,
  points: [
    [1, 0.7],
    [5, 0.5],
    [9, 0.6],
  ],
} as const

it('is the last point when no step is asked for', () => {
  expect(pointAt(curve, null)).toEqual([9, 0.6])
})

it('is the nearest one otherwise, the earlier of two as near', () => {
  expect(pointAt(curve, 6)).toEqual([5, 0.5])
  expect(pointAt(curve, 7)).toEqual([5, 0.5])
  expect(pointAt(curve, 10)).toEqual([9, 0.6])
})

it('is none of a curve that ended before', () => {
  expect(pointAt(curve, 11)).toBeNull()
})

it('is none of a curve without points', () => {
  expect(pointAt({ ...curve, points: [] }, 3)).toBeNull()
})
