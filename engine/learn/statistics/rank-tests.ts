import { chiSquareTail } from './chi-square.ts'
import { noncentralityOfF } from './noncentral-interval.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { nothing } from './test-result.ts'
import type { TestResult } from './test-result.ts'

/** A group by its ranks among all values: how many, and their sum, ties having their mean rank. */
export interface RankSum {
  readonly count: number
  readonly rankSum: number
}

/** Largest number of pairs of values for which all arrangements are counted. */
const mostExact = 2_500

/** Chance of a U of at least `u` when all arrangements are alike, without ties: how many have which U (Mann and Whitney 1947). */
function exactTail(u: number, a: number, b: number): number {
  let ways: readonly number[] = [1]
  // Gaussian binomial: multiply by 1 - q^(b + i), divide by 1 - q^i; beyond a * b nothing counts.
  for (let i = 1; i <= a; i++) {
    const times = Array.from({ length: a * b + 1 }, (_, k) => (ways[k] ?? 0) - (ways[k - (b + i)] ?? 0))
    for (let k = i; k < times.length; k++) times[k] = (times[k] ?? 0) + (times[k - i] ?? 0)
    ways = times
  }
  const total = ways.reduce((sum, count) => sum + count, 0)
  return ways.reduce((sum, count, k) => (k >= u ? sum + count : sum), 0) / total
}

/**
 * Whether one of two groups has the larger values (Mann and Whitney 1947), by the ranks. `ties`: the sum of t^3 - t over runs of equal values.
 * Exact for small groups without ties, else normal with the correction for continuity. The statistic is U of the first group; the effect is
 * the rank-biserial correlation 2U / (ab) - 1, its interval by Fisher's z with sqrt((a + b + 1) / (3ab)) as R's effectsize has it.
 */
export function compareRanks(a: RankSum, b: RankSum, options: { readonly ties: number; readonly level: number }): TestResult {
  if (a.count < 1 || b.count < 1) return nothing
  const pairs = a.count * b.count
  const rows = a.count + b.count
  const u = a.rankSum - (a.count * (a.count + 1)) / 2
  const upper = Math.max(u, pairs - u)
  const effect = (2 * u) / pairs - 1
  const half = normalQuantile((1 + options.level) / 2) * Math.sqrt((rows + 1) / (3 * pairs))
  const z = Math.atanh(effect)
  const spread = Math.sqrt((pairs / 12) * (rows + 1 - options.ties / (rows * (rows - 1))))
  const exact = options.ties === 0 && Math.min(a.count, b.count) <= 8 && pairs <= mostExact
  if (!exact && !(spread > 0)) return { ...nothing, statistic: u, effect }
  const tail = exact ? exactTail(upper, a.count, b.count) : 1 - normalCdf((upper - pairs / 2 - 0.5) / spread)
  return {
    statistic: u,
    df: null,
    df2: null,
    p: Math.min(1, 2 * tail),
    effect,
    interval: Math.abs(effect) < 1 ? [Math.tanh(z - half), Math.tanh(z + half)] : [effect, effect],
  }
}

/**
 * Whether one of several groups has larger values (Kruskal and Wallis 1952). The effect is epsilon squared, which is the eta squared of the ranks;
 * its interval is that of an analysis of variance of the ranks, by the noncentral F (Steiger 2004).
 */
export function compareManyRanks(groups: readonly RankSum[], options: { readonly ties: number; readonly level: number }): TestResult {
  const held = groups.filter((group) => group.count > 0)
  const rows = held.reduce((sum, group) => sum + group.count, 0)
  const df = held.length - 1
  const same = 1 - options.ties / (rows ** 3 - rows)
  if (df < 1 || !(same > 0)) return nothing
  const ranks = held.reduce((sum, group) => sum + group.rankSum ** 2 / group.count, 0)
  const statistic = ((12 / (rows * (rows + 1))) * ranks - 3 * (rows + 1)) / same
  const effect = statistic / (rows - 1)
  const rest = rows - held.length
  const bounds = rest < 1 || effect >= 1 ? null : noncentralityOfF(effect / df / ((1 - effect) / rest), df, rest, options.level)
  const share = (noncentrality: number) => noncentrality / (noncentrality + rows)
  return {
    statistic,
    df,
    df2: null,
    p: chiSquareTail(statistic, df),
    effect,
    interval: bounds && [share(bounds[0]), share(bounds[1])],
  }
}
