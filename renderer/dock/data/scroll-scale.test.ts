import { describe, expect, it } from 'vitest'
import { barDrift, longestTrack, placeAt, scrolledTo, topShowing, trackHeight } from './scroll-scale.ts'

const small = { content: 26_000, view: 260 }
const huge = { content: 260_000_000, view: 260 }

describe('a table that fits the track', () => {
  it('scrolls pixel by pixel', () => {
    expect(trackHeight(small)).toBe(26_000)
    expect(scrolledTo({ top: 0, scroll: 0 }, 5000, small)).toEqual({ top: 5000, scroll: 5000 })
    expect(placeAt(99_999, small)).toEqual({ top: 25_740, scroll: 25_740 })
  })
})

describe('ten million rows', () => {
  it('keep the track under what browsers allow', () => {
    expect(trackHeight(huge)).toBe(longestTrack)
    expect(longestTrack).toBeLessThan(17_000_000)
  })
  it('move by single pixels with the wheel', () => {
    const place = scrolledTo(placeAt(1_000_000, huge), placeAt(1_000_000, huge).scroll + 100, huge)
    expect(place.top).toBeCloseTo(1_000_100)
  })
  it('jump with the bar, and reach the very last row', () => {
    const last = scrolledTo({ top: 0, scroll: 0 }, longestTrack - 260, huge)
    expect(last.top).toBe(260_000_000 - 260)
    expect(scrolledTo({ top: 0, scroll: 0 }, (longestTrack - 260) / 2, huge).top).toBeCloseTo((260_000_000 - 260) / 2)
  })
  it('never leave the table', () => {
    expect(scrolledTo({ top: 50, scroll: 10 }, 0, huge).top).toBe(40)
    expect(scrolledTo({ top: 5, scroll: 100 }, 0, huge).top).toBe(0)
  })
  it('tell how far the bar has drifted, and nothing after it was put right', () => {
    const moved = scrolledTo(placeAt(1_000_000, huge), placeAt(1_000_000, huge).scroll + 500, huge)
    expect(barDrift(moved, huge)).toBeLessThan(-400)
    expect(barDrift(placeAt(moved.top, huge), huge)).toBeCloseTo(0)
  })
})

describe('topShowing', () => {
  it('moves as little as it must', () => {
    expect(topShowing(5, 26, 0, 260)).toBe(0)
    expect(topShowing(12, 26, 0, 260)).toBe(78)
    expect(topShowing(1, 26, 260, 260)).toBe(26)
  })
})
