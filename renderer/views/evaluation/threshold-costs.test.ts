import { describe, expect, it } from 'vitest'
import { callCosts, cheapestThreshold, costLines, noCosts, totalCost } from './threshold-costs.ts'

const rows = [
  { threshold: 0.2, tp: 90, fp: 60, tn: 40, fn: 10 },
  { threshold: 0.5, tp: 70, fp: 10, tn: 90, fn: 30 },
  { threshold: 0.9, tp: 0, fp: 0, tn: 100, fn: 100 },
]

describe('costs of a threshold', () => {
  it('reads the costs of a node for its positive class, and writes them back', () => {
    const costs = [
      [0, 5],
      [20, -3],
    ]
    expect(callCosts(costs, 1)).toEqual({ falseAlarm: 5, miss: 20, hit: -3, rightNo: 0 })
    expect(callCosts(costs, 0)).toEqual({ falseAlarm: 20, miss: 5, hit: 0, rightNo: -3 })
    expect(callCosts(undefined, 1)).toEqual(noCosts)
    expect(costLines(callCosts(costs, 1), 'yes', 'no')).toEqual([
      { actual: 'no', predicted: 'yes', cost: 5 },
      { actual: 'yes', predicted: 'no', cost: 20 },
      { actual: 'yes', predicted: 'yes', cost: -3 },
    ])
  })
  it('adds up what all rows cost', () => {
    expect(totalCost({ tp: 70, fp: 10, tn: 90, fn: 30 }, { falseAlarm: 5, miss: 20, hit: -3, rightNo: 1 })).toBe(50 + 600 - 210 + 90)
  })
  it('moves the cheapest threshold down where misses are dear, up where alarms are', () => {
    expect(cheapestThreshold(rows, { ...noCosts, falseAlarm: 1, miss: 10 })?.threshold).toBe(0.2)
    expect(cheapestThreshold(rows, { ...noCosts, falseAlarm: 1, miss: 1 })?.threshold).toBe(0.5)
    expect(cheapestThreshold(rows, { ...noCosts, falseAlarm: 50, miss: 1 })?.threshold).toBe(0.9)
  })
})
