import { describe, expect, it } from 'vitest'
import { axisOf } from './parallel-axis.ts'

describe('an axis of several runs', () => {
  it('spreads numbers over their range, also those that come as text', () => {
    expect(axisOf([1, '3', null, 2], false)).toEqual({
      shares: [0, 1, null, 0.5],
      ticks: [
        { share: 0, value: 1 },
        { share: 1, value: 3 },
      ],
    })
  })
  it('puts the better end up where less is better', () => {
    expect(axisOf([1, 3], true).shares).toEqual([1, 0])
  })
  it('gives words even steps, and what is all the same the middle', () => {
    expect(axisOf(['l1', 'l2', 'none', 'l2'], false).shares).toEqual([0, 0.5, 1, 0.5])
    expect(axisOf([4, 4], false).shares).toEqual([0.5, 0.5])
    expect(axisOf([null, null], false)).toEqual({ shares: [null, null], ticks: [] })
  })
})
