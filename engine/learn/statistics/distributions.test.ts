import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { randomFrom } from '../random.ts'
import { binomialSample, multinomialSample } from './binomial-sample.ts'
import { chiSquareQuantile, chiSquareTail } from './chi-square.ts'
import { logGamma } from './gamma.ts'
import { kolmogorovQuantile, kolmogorovTail, ksPValue } from './kolmogorov.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { newcombeInterval, ratioInterval, wilsonInterval } from './proportion.ts'
import { studentQuantile, studentTwoSided } from './student-t.ts'

const golden = readGolden<Record<string, number[][]>>(import.meta.url, '../golden/distributions.json')

/** Each golden row: arguments, then the expected value. */
function rows(name: string, ours: (...args: number[]) => number, tolerance: number): void {
  for (const row of golden[name]!) {
    const expected = row.at(-1)!
    const got = ours(...row.slice(0, -1))
    expect(Math.abs(got - expected), `${name}(${row.slice(0, -1).join(', ')}) = ${got}, not ${expected}`).toBeLessThanOrEqual(
      tolerance * Math.max(Math.abs(expected), 1e-300),
    )
  }
}

describe('distributions against scipy', () => {
  it('normal', () => {
    rows('normalCdf', normalCdf, 1e-11)
    for (const [p, x] of golden['normalQuantile']!) expect(normalQuantile(p!)).toBeCloseTo(x!, p! > 0.9999999 ? 3 : 9)
  })
  it('gamma and chi-square', () => {
    for (const [x, value] of golden['logGamma']!)
      expect(Math.abs(logGamma(x!) - value!)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(value!)))
    rows('chiSquareTail', chiSquareTail, 1e-10)
    rows('chiSquareQuantile', chiSquareQuantile, 1e-10)
  })
  it('Student', () => {
    rows('studentTwoSided', studentTwoSided, 1e-8)
    rows('studentQuantile', studentQuantile, 1e-9)
  })
  it('Kolmogorov', () => {
    rows('kolmogorovTail', kolmogorovTail, 1e-12)
    rows('kolmogorovQuantile', kolmogorovQuantile, 1e-10)
  })
  it('the corrected two-sample p value stays within 2 % of the exact one-sample law at the effective size', () => {
    for (const [d, n, p] of golden['ksExact']!) expect(ksPValue(d!, 2 * n!, 2 * n!) / p!).toBeCloseTo(1, 1.4)
  })
})

describe('intervals of shares against statsmodels', () => {
  it('Wilson', () => {
    for (const [k, n, low, high] of golden['wilson']!) {
      const interval = wilsonInterval(k! / n!, n!)!
      expect(interval[0]).toBeCloseTo(low!, 12)
      expect(interval[1]).toBeCloseTo(high!, 12)
    }
    expect(wilsonInterval(0.5, 0)).toBeNull()
  })
  it('Newcombe', () => {
    for (const [a, n, b, m, low, high] of golden['newcombe']!) {
      const interval = newcombeInterval({ share: a! / n!, of: n! }, { share: b! / m!, of: m! })!
      expect(interval[0]).toBeCloseTo(low!, 10)
      expect(interval[1]).toBeCloseTo(high!, 10)
    }
  })
  it('logarithm of a ratio', () => {
    for (const [a, n, b, m, low, high] of golden['logRatio']!) {
      const interval = ratioInterval({ share: a! / n!, of: n! }, { share: b! / m!, of: m! })!
      expect(interval[0]).toBeCloseTo(low!, 9)
      expect(interval[1]).toBeCloseTo(high!, 9)
    }
    const [low, high] = ratioInterval({ share: 0, of: 20 }, { share: 0.5, of: 20 })!
    expect(low).toBe(0)
    expect(high).toBeGreaterThan(0)
    expect(high).toBeLessThan(1)
  })
})

describe('random counts', () => {
  it.each([
    [20, 0.05],
    [1000, 0.004],
    [1000, 0.3],
    [100_000, 0.97],
  ])('binomial %i, %f has its mean and variance', (n, p) => {
    const random = randomFrom(5)
    const draws = Array.from({ length: 20_000 }, () => binomialSample(n, p, random))
    const mean = draws.reduce((sum, k) => sum + k, 0) / draws.length
    const variance = draws.reduce((sum, k) => sum + (k - mean) ** 2, 0) / draws.length
    const expected = n * p * (1 - p)
    expect(Math.abs(mean - n * p)).toBeLessThan(4 * Math.sqrt(expected / draws.length))
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.05)
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...draws)).toBeLessThanOrEqual(n)
  })
  it('binomial follows its exact law in the rejection branch', () => {
    const random = randomFrom(11)
    const [n, p, draws] = [60, 0.4, 40_000]
    const counts = new Float64Array(n + 1)
    for (let i = 0; i < draws; i++) counts[binomialSample(n, p, random)]!++
    let statistic = 0
    let used = 0
    for (let k = 0; k <= n; k++) {
      const log = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log(1 - p)
      const expected = draws * Math.exp(log)
      if (expected < 5) continue
      statistic += (counts[k]! - expected) ** 2 / expected
      used++
    }
    expect(chiSquareTail(statistic, used - 1)).toBeGreaterThan(0.001)
  })
  it('multinomial counts sum to n and the same seed gives the same counts', () => {
    const draw = () => multinomialSample(10_000, [0.5, 0, 0.2, 0.3], randomFrom(3), new Float64Array(4))
    expect(draw().reduce((sum, count) => sum + count, 0)).toBe(10_000)
    expect(draw()[1]).toBe(0)
    expect(draw()).toEqual(draw())
  })
  it('uniform numbers differ by seed and stay in range', () => {
    const of = (seed: number) => Array.from({ length: 3 }, randomFrom(seed).next)
    expect(of(1)).toEqual(of(1))
    expect(new Set([1, 2, 1 + 2 ** 32, 1.5, 1e18].map((seed) => of(seed).join())).size).toBe(5)
    for (const value of Array.from({ length: 1000 }, randomFrom(9).next)) expect(value >= 0 && value < 1).toBe(true)
  })
})
