import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { chiSquareTest, compareShares, expectedCounts, fisherExact } from './contingency.ts'
import { correctPValues } from './correct-p-values.ts'
import { kendall, testCorrelation } from './correlation-tests.ts'
import { analyseVariance, compareMeans } from './mean-tests.ts'
import { noncentralFTail } from './f-distribution.ts'
import { compareManyRanks, compareRanks } from './rank-tests.ts'
import type { RankSum } from './rank-tests.ts'
import { nothing } from './test-result.ts'
import type { Moments } from './test-result.ts'

interface Golden {
  readonly means: readonly { a: Moments; b: Moments; equal: boolean; t: number; df: number; p: number; low: number; high: number }[]
  readonly anova: readonly { groups: Moments[]; f: number; p: number; low: number; high: number }[]
  readonly mannWhitney: readonly { ranks: [RankSum, RankSum]; ties: number; u: number; p: number }[]
  readonly kruskal: readonly { ranks: RankSum[]; ties: number; h: number; p: number }[]
  readonly chiSquare: readonly {
    counts: number[][]
    x: number
    df: number
    p: number
    expected: number[][]
    v: number
    low: number
    high: number
  }[]
  readonly fisher: readonly { counts: number[][]; odds: number; p: number; low: number | null; high: number | null }[]
  readonly shares: readonly { a: [number, number]; b: [number, number]; p: number }[]
  readonly correlation: readonly {
    x: number[]
    y: number[]
    pearson: [number, number, number, number]
    spearman: [number, number]
    kendall: [number, number]
  }[]
  readonly corrected: readonly { p: number[]; holm: number[]; bh: number[] }[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/hypothesis_tests.json')

function expectNear(got: number | null | undefined, wanted: number | null, tolerance = 1e-8): void {
  if (wanted === null) expect(got ?? null).toBeNull()
  else
    expect(Math.abs((got ?? Number.NaN) - wanted), `${got} is not ${wanted}`).toBeLessThanOrEqual(
      tolerance * Math.max(1e-3, Math.abs(wanted)),
    )
}

function ranked(values: readonly number[]): readonly number[] {
  return values.map((value) => values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2)
}

function pearson(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  const of = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    a.reduce((sum, value, at) => sum + (value - ma) * ((b[at] ?? 0) - mb), 0)
  return of(x, mx, y, my) / Math.sqrt(of(x, mx, x, mx) * of(y, my, y, my))
}

describe('tests against scipy', () => {
  it('of two means', () => {
    for (const { a, b, equal, t, df, p, low, high } of golden.means) {
      const got = compareMeans(a, b, { equalVariances: equal, level: 0.95 })
      for (const [ours, theirs] of [
        [got.statistic, t],
        [got.df, df],
        [got.p, p],
        [got.differenceInterval?.[0], low],
        [got.differenceInterval?.[1], high],
      ] as const)
        expectNear(ours, theirs, 1e-7)
      expect(got.effect === null ? 0 : Math.sign(got.effect)).toBe(Math.sign(t))
    }
  })
  it('of several means', () => {
    for (const { groups, f, p, low, high } of golden.anova) {
      const got = analyseVariance(groups, 0.95)
      expectNear(got.statistic, f)
      expectNear(got.p, p)
      expectNear(got.interval?.[0], low, 1e-6)
      expectNear(got.interval?.[1], high, 1e-6)
    }
  })
  it('of ranks', () => {
    for (const { ranks, ties, u, p } of golden.mannWhitney) {
      const got = compareRanks(...ranks, { ties, level: 0.95 })
      expectNear(got.statistic, u)
      expectNear(got.p, p)
    }
    for (const { ranks, ties, h, p } of golden.kruskal) {
      expectNear(compareManyRanks(ranks, { ties, level: 0.95 }).statistic, h)
      expectNear(compareManyRanks(ranks, { ties, level: 0.95 }).p, p)
    }
  })
  it('of ranks that differ much: the ends of the interval have the tails that they should', () => {
    const groups = [15, 40, 65].map((rankSum) => ({ count: 5, rankSum }))
    const { effect, interval } = compareManyRanks(groups, { ties: 0, level: 0.9 })
    expectNear(effect, 12.5 / 14)
    const f = (12.5 / 14 / 2) * (12 / (1.5 / 14))
    const noncentrality = (share = 0) => (15 * share) / (1 - share)
    expectNear(noncentralFTail(f, 2, 12, noncentrality(interval?.[0])), 0.05, 1e-6)
    expectNear(noncentralFTail(f, 2, 12, noncentrality(interval?.[1])), 0.95, 1e-6)
    // Ranks that leave nothing within the groups have no interval.
    const apart = [3, 7].map((rankSum) => ({ count: 2, rankSum }))
    expect(compareManyRanks(apart, { ties: 12, level: 0.9 }).interval).toBeNull()
  })
  it('of pairs in order: an interval from five pairs on', () => {
    const line = (count: number) =>
      kendall(
        Array.from({ length: count }, (_, at) => [at, at] as const),
        0.95,
      )
    expect(line(4).interval).toBeNull()
    expect(line(5).interval).toEqual([1, 1])
  })
  it('of tables of counts', () => {
    for (const { counts, x, df, p, expected, v, low, high } of golden.chiSquare) {
      const got = chiSquareTest(counts, 0.95)
      expect(got.df).toBe(df)
      for (const [ours, theirs] of [
        [got.statistic, x],
        [got.p, p],
        [got.effect, v],
      ] as const)
        expectNear(ours, theirs)
      expectNear(got.interval?.[0], low, 1e-6)
      expectNear(got.interval?.[1], high, 1e-6)
      for (const [i, row] of expected.entries()) for (const [j, count] of row.entries()) expectNear(expectedCounts(counts)[i]?.[j], count)
    }
    for (const { counts, odds, p, low, high } of golden.fisher) {
      const got = fisherExact(counts, 0.95)
      expectNear(got.effect, odds)
      expectNear(got.p, p)
      expectNear(got.interval?.[0], low, 1e-6)
      expectNear(got.interval?.[1], high, 1e-6)
    }
    for (const { a, b, p } of golden.shares) expectNear(compareShares({ hits: a[0], of: a[1] }, { hits: b[0], of: b[1] }, 0.95).p, p)
  })
  it('of correlations', () => {
    for (const { x, y, pearson: wanted, spearman, kendall: tau } of golden.correlation) {
      const got = testCorrelation(pearson(x, y), x.length, { ranks: false, level: 0.95 })
      for (const [ours, theirs] of [
        [got.effect, wanted[0]],
        [got.p, wanted[1]],
        [got.interval?.[0], wanted[2]],
        [got.interval?.[1], wanted[3]],
      ] as const)
        expectNear(ours, theirs)
      expectNear(testCorrelation(pearson(ranked(x), ranked(y)), x.length, { ranks: true, level: 0.95 }).p, spearman[1])
      const pairs = kendall(
        x.map((value, at) => [value, y[at] ?? 0] as const),
        0.95,
      )
      expectNear(pairs.effect, tau[0])
      expectNear(pairs.p, tau[1])
    }
  })
  it('corrected for being several', () => {
    for (const { p, holm, bh } of golden.corrected) {
      for (const [at, value] of correctPValues(p, 'holm').entries()) expectNear(value, holm[at] ?? 0)
      for (const [at, value] of correctPValues(p, 'benjamini-hochberg').entries()) expectNear(value, bh[at] ?? 0)
      expect(correctPValues(p, 'none')).toEqual(p)
    }
    expect(correctPValues([0.02, null, 0.03], 'bonferroni')).toEqual([0.04, null, 0.06])
  })
  it('say nothing where there is nothing to say', () => {
    const one: Moments = { count: 1, mean: 2, variance: 0 }
    const flat: Moments = { count: 5, mean: 2, variance: 0 }
    expect(compareMeans(one, flat, { equalVariances: false, level: 0.95 }).p).toBeNull()
    expect(compareMeans(flat, flat, { equalVariances: true, level: 0.95 })).toMatchObject({ p: null, difference: 0 })
    expect(analyseVariance([flat, flat], 0.95)).toEqual(nothing)
    expect(compareManyRanks([{ count: 3, rankSum: 6 }], { ties: 24, level: 0.95 })).toEqual(nothing)
    expect(
      chiSquareTest(
        [
          [3, 0],
          [5, 0],
        ],
        0.95,
      ),
    ).toEqual(nothing)
    expect(
      fisherExact(
        [
          [0, 0],
          [5, 2],
        ],
        0.95,
      ),
    ).toEqual(nothing)
    expect(testCorrelation(0.4, 2, { ranks: false, level: 0.95 })).toEqual(nothing)
    expect(
      kendall(
        [
          [1, 1],
          [1, 2],
        ],
        0.95,
      ),
    ).toEqual(nothing)
  })
})
