import { describe, expect, it } from 'vitest'
import { extentOf, linear, niceRange, ticks } from './scale.ts'

describe('linear', () => {
  it('maps ends to ends, upside down too', () => {
    const y = linear([0, 10], [200, 0])
    expect([y(0), y(5), y(10)]).toEqual([200, 100, 0])
  })
  it('puts a range without extent in the middle', () => {
    expect(linear([3, 3], [0, 100])(3)).toBe(50)
  })
})

describe('ticks', () => {
  it('gives round values without floating noise', () => {
    expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(ticks([0.5, 0.9], 4)).toEqual([0.5, 0.6, 0.7, 0.8, 0.9])
  })
  it('stays inside the range', () => {
    const made = ticks([-37, 1234], 6)
    expect(Math.min(...made)).toBeGreaterThanOrEqual(-37)
    expect(Math.max(...made)).toBeLessThanOrEqual(1234)
    expect(made).toContain(0)
  })
  it('gives nothing for a range that is not finite', () => {
    expect(ticks([Number.NaN, 1])).toEqual([])
  })
})

describe('niceRange', () => {
  it('widens to round ends', () => {
    expect(niceRange([0.03, 0.97])).toEqual([0, 1])
    expect(niceRange([12, 87])).toEqual([0, 100])
  })
  it('ends at a tick on both sides', () => {
    for (const range of [
      [0.0036, 0.0147],
      [0.093, 0.36],
      [50_300, 329_000],
      [-7, 93],
      [0.885, 0.9134],
    ] as const)
      for (const count of [3, 4, 5, 8]) {
        const wide = niceRange(range, count)
        const marks = ticks(wide, count)
        expect([marks[0], marks.at(-1)]).toEqual(wide)
        expect(wide[0]).toBeLessThanOrEqual(range[0])
        expect(wide[1]).toBeGreaterThanOrEqual(range[1])
      }
  })
  it('gives a range to a single value', () => {
    expect(niceRange([5, 5])).toEqual([0, 5])
    expect(niceRange([0, 0])).toEqual([0, 1])
  })
})

describe('extentOf', () => {
  it('leaves out what is not finite', () => {
    expect(extentOf([3, Number.NaN, -2, Infinity])).toEqual([-2, 3])
    expect(extentOf([])).toEqual([0, 1])
  })
})
