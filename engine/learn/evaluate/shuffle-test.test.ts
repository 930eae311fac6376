import { describe, expect, it } from 'vitest'
import { scoreBars, settledAfter, shuffleTest } from './shuffle-test.ts'

describe('a score against those of shuffled labels', () => {
  it('counts itself among them: the p-value is never 0', () => {
    expect(shuffleTest(0.9, [0.5, 0.4, 0.6], 1)).toMatchObject({ shuffles: 3, asGood: 0, pValue: 0.25, mean: 0.5 })
    expect(shuffleTest(0.9, [0.5, 0.4, 0.6], 1).deviation).toBeCloseTo(0.1, 12)
  })

  it('counts equal scores as as good, and lower errors as better', () => {
    expect(shuffleTest(2, [2, 1, 3], -1)).toMatchObject({ asGood: 2, pValue: 0.75 })
    expect(shuffleTest(2, [2, 1, 3], 1)).toMatchObject({ asGood: 2 })
  })

  it('is settled by the tenth that does as well, whatever comes later', () => {
    const scores = [0, ...new Array<number>(9).fill(1)]
    expect(settledAfter(0.5, scores, 1)).toBeUndefined()
    expect(settledAfter(0.5, [...scores, 1, 0, 0], 1)).toBe(11)
  })
})

describe('bars of scores', () => {
  it('begin at round numbers, hold every score once and end where the scores do', () => {
    const scores = [0.412, 0.47, 0.5, 0.5, 0.53, 0.588]
    const bars = scoreBars(scores)
    expect(bars[0]).toEqual({ from: 0.4, to: 0.42, shuffles: 1 })
    expect(bars.at(-1)).toEqual({ from: 0.58, to: 0.6, shuffles: 1 })
    expect(bars.reduce((sum, { shuffles }) => sum + shuffles, 0)).toBe(scores.length)
    for (const [at, { to }] of bars.entries()) if (bars[at + 1]) expect(bars[at + 1]?.from).toBe(to)
  })

  it('is one bar where all scores are equal', () => {
    expect(scoreBars([0.5, 0.5]).map(({ shuffles }) => shuffles)).toEqual([2])
    expect(scoreBars([0, 0]).map(({ shuffles }) => shuffles)).toEqual([2])
    expect(scoreBars([-3])).toHaveLength(1)
  })
})
