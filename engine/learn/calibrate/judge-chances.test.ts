import { describe, expect, it } from 'vitest'
import { randomFrom } from '../random.ts'
import { judgeChances, rowsForCalibration } from './judge-chances.ts'

const odds = (chance: number) => Math.log(chance / (1 - chance))

describe('how true probabilities come', () => {
  it('is the gap in each bin, less what chance makes of it', () => {
    // 200 rows given 90 %, of which 120 come true; 100 given 10 %, of which 10 do.
    const scores = Array.from({ length: 300 }, (_, row) => odds(row < 200 ? 0.9 : 0.1))
    const y = Array.from({ length: 300 }, (_, row) => ((row < 200 ? row < 120 : row < 210) ? 1 : 0))
    const chance = Math.sqrt((2 / Math.PI) * 200 * 0.09) + Math.sqrt((2 / Math.PI) * 100 * 0.09)
    const { calibrationError, accuracy } = judgeChances(scores, y)
    expect(calibrationError).toBeCloseTo((60 + 0 - chance) / 300, 9)
    expect(accuracy).toBe((120 + 90) / 300)
  })

  it('of several classes is that of the likeliest', () => {
    const scores = Array.from({ length: 300 }, () => [0, Math.log(6), 0]).flat()
    const y = Array.from({ length: 300 }, (_, row) => (row < 150 ? 1 : row % 2 === 0 ? 0 : 2))
    const { calibrationError, accuracy } = judgeChances(scores, y)
    expect(calibrationError).toBeCloseTo(0.25 - Math.sqrt((2 / Math.PI) * 300 * 0.1875) / 300, 9)
    expect(accuracy).toBe(0.5)
  })

  it('is next to nothing where chances are true, and large where a model is too sure', () => {
    const random = randomFrom(4)
    const scores = Array.from({ length: 2000 }, () => random.normal() * 1.5)
    const y = scores.map((score) => (random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0))
    expect(judgeChances(scores, y).calibrationError).toBeLessThan(0.01)
    const sure = scores.map((score) => 4 * score)
    expect(judgeChances(sure, y).calibrationError).toBeGreaterThan(0.1)
    expect(judgeChances(sure, y).accuracy).toBe(judgeChances(scores, y).accuracy)
  })

  it('is asked of every n-th row, and of no few', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, at) => 7 + at)
    expect(rowsForCalibration(rows(199), 500)).toBeNull()
    expect(rowsForCalibration(rows(200), 500)).toHaveLength(200)
    expect([...(rowsForCalibration(rows(1001), 500) ?? [])].slice(0, 3)).toEqual([7, 10, 13])
    expect(rowsForCalibration(rows(1001), 500)).toHaveLength(333)
  })
})
