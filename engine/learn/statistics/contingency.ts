import { chiSquareTail } from './chi-square.ts'
import { logGamma } from './gamma.ts'
import { noncentralityOfChiSquare } from './noncentral-interval.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { newcombeInterval } from './proportion.ts'
import { nothing } from './test-result.ts'
import type { TestResult } from './test-result.ts'

/** Numbers of rows: a list for each value of the first column, in it one for each value of the second. */
export type Counts = readonly (readonly number[])[]

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
export const rowSums = (counts: Counts) => counts.map(sum)
export const columnSums = (counts: Counts) => (counts[0] ?? []).map((_, at) => sum(counts.map((row) => row[at] ?? 0)))

/** How many rows each cell would have if the columns had nothing to do with each other. */
export function expectedCounts(counts: Counts): Counts {
  const [rows, columns] = [rowSums(counts), columnSums(counts)]
  const total = sum(rows)
  return rows.map((row) => columns.map((column) => (total === 0 ? 0 : (row * column) / total)))
}

/** Rows and columns without a single case are left out. */
function held(counts: Counts): Counts {
  const columns = columnSums(counts)
  return counts.filter((row) => sum(row) > 0).map((row) => row.filter((_, at) => (columns[at] ?? 0) > 0))
}

/**
 * Pearson's chi-square of a table of counts, without a correction for continuity. The effect is Cramér's V, its interval by the noncentral
 * chi-square, low end 0 where it cannot be told from none.
 */
export function chiSquareTest(given: Counts, level: number): TestResult {
  const counts = held(given)
  const width = counts[0]?.length ?? 0
  const df = (counts.length - 1) * (width - 1)
  if (df < 1) return nothing
  const expected = expectedCounts(counts)
  const total = sum(rowSums(counts))
  const statistic = sum(
    counts.map((row, i) => sum(row.map((count, j) => (count - (expected[i]?.[j] ?? 0)) ** 2 / (expected[i]?.[j] ?? 1)))),
  )
  const scale = total * (Math.min(counts.length, width) - 1)
  const bounds = noncentralityOfChiSquare(statistic, df, level)
  const cramer = (value: number) => Math.min(1, Math.sqrt(value / scale))
  return {
    statistic,
    df,
    df2: null,
    p: chiSquareTail(statistic, df),
    effect: cramer(statistic),
    interval: bounds && [cramer(bounds[0]), cramer(bounds[1])],
  }
}

const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)

/**
 * Fisher's exact test of a table of two by two: the chance of all tables with these margins that are no likelier than this one. The statistic
 * and the effect are the odds ratio of the sample, the interval is Woolf's on the logarithmic scale; none where a cell is empty.
 */
export function fisherExact(counts: Counts, level: number): TestResult {
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = counts
  const [top, left, total] = [a + b, a + c, a + b + c + d]
  if (top === 0 || left === 0 || top === total || left === total) return nothing
  const log = (x: number) => logChoose(left, x) + logChoose(total - left, top - x) - logChoose(total, top)
  const [low, high] = [Math.max(0, top - (total - left)), Math.min(top, left)]
  const seen = log(a)
  let p = 0
  for (let x = low; x <= high; x++) if (log(x) <= seen + 1e-7) p += Math.exp(log(x))
  const odds = b * c === 0 ? null : (a * d) / (b * c)
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
  const whole = Math.min(a, b, c, d) > 0 && odds !== null
  return {
    ...nothing,
    statistic: odds,
    p: Math.min(1, p),
    effect: odds,
    interval: whole ? [odds * Math.exp(-half), odds * Math.exp(half)] : null,
  }
}

/**
 * Whether two shares differ: the z of the pooled share, without a correction. The effect is the difference of the shares, its interval
 * Newcombe's (1998, method 10).
 */
export function compareShares(
  a: { readonly hits: number; readonly of: number },
  b: { readonly hits: number; readonly of: number },
  level: number,
): TestResult {
  if (a.of === 0 || b.of === 0) return nothing
  const pooled = (a.hits + b.hits) / (a.of + b.of)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.of + 1 / b.of))
  const [sa, sb] = [a.hits / a.of, b.hits / b.of]
  const interval = newcombeInterval({ share: sa, of: a.of }, { share: sb, of: b.of }, normalQuantile((1 + level) / 2))
  if (!(error > 0)) return { ...nothing, effect: sa - sb, interval }
  const statistic = (sa - sb) / error
  return { ...nothing, statistic, p: 2 * normalCdf(-Math.abs(statistic)), effect: sa - sb, interval }
}
