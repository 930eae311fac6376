import { describe, expect, it } from 'vitest'
import { bestThreshold, nearestThreshold, thresholdFigures } from './threshold-figures.ts'

const rows = [
  { threshold: 0.2, tp: 90, fp: 60, tn: 40, fn: 10 },
  { threshold: 0.5, tp: 70, fp: 10, tn: 90, fn: 30 },
  { threshold: 0.9, tp: 0, fp: 0, tn: 100, fn: 100 },
]

describe('thresholdFigures', () => {
  it('counts what is called and what is right', () => {
    expect(thresholdFigures({ tp: 70, fp: 10, tn: 90, fn: 30 })).toEqual({
      called: 0.4,
      accuracy: 0.8,
      precision: 0.875,
      recall: 0.7,
      falseAlarms: 0.1,
      f1: 140 / 180,
    })
  })
  it('has no precision when nothing is called', () => {
    expect(thresholdFigures({ tp: 0, fp: 0, tn: 5, fn: 5 }).precision).toBeNull()
    expect(thresholdFigures({ tp: 0, fp: 0, tn: 5, fn: 0 }).recall).toBeNull()
  })
})

describe('rows of the table', () => {
  it('finds the nearest threshold', () => {
    expect(nearestThreshold(rows, 0.61)?.threshold).toBe(0.5)
    expect(nearestThreshold([], 0.5)).toBeUndefined()
  })
  it('finds the threshold with the best F1', () => {
    expect(bestThreshold(rows)?.threshold).toBe(0.5)
  })
})
