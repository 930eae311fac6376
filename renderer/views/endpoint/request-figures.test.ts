import { describe, expect, it } from 'vitest'
import { quantile, requestBins } from './request-figures.ts'

const request = (seconds: number, status = 200) => ({ at: new Date(seconds * 1000).toISOString(), ms: 1, status, input: {}, output: {} })

describe('requestBins', () => {
  it('counts requests and refusals in equal spans', () => {
    const bins = requestBins([request(0), request(1), request(9, 422), request(10)], 2)
    expect(bins.map(({ requests, refused }) => [requests, refused])).toEqual([
      [2, 0],
      [2, 1],
    ])
  })
  it('counts nothing from nothing', () => {
    expect(requestBins([])).toEqual([])
  })
})

describe('quantile', () => {
  it('takes the nearest rank', () => {
    expect(quantile([5, 1, 3, 2, 4], 0.5)).toBe(3)
    expect(quantile([5, 1, 3, 2, 4], 0.95)).toBe(5)
    expect(quantile([], 0.5)).toBeNull()
  })
})
