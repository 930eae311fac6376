import { normalCdf, normalQuantile } from './normal.ts'
import { studentTwoSided } from './student-t.ts'
import { nothing } from './test-result.ts'
import type { TestResult } from './test-result.ts'

/** Whether a correlation of Pearson or Spearman differs from 0: Student's t. The interval is Fisher's z, wider for ranks (Bonett and Wright 2000). */
export function testCorrelation(r: number | null, rows: number, options: { readonly ranks: boolean; readonly level: number }): TestResult {
  if (r === null || Number.isNaN(r) || rows < 3) return nothing
  const df = rows - 2
  const whole = Math.abs(r) >= 1
  const statistic = whole ? null : r * Math.sqrt(df / (1 - r * r))
  const spread = rows > 3 ? Math.sqrt((options.ranks ? 1 + (r * r) / 2 : 1) / (rows - 3)) : null
  const half = spread === null ? null : normalQuantile((1 + options.level) / 2) * spread
  const z = Math.atanh(r)
  return {
    statistic,
    df,
    df2: null,
    p: statistic === null ? 0 : studentTwoSided(statistic, df),
    effect: r,
    interval: half === null ? null : whole ? [r, r] : [Math.tanh(z - half), Math.tanh(z + half)],
  }
}

/** Runs of equal values: how many pairs lie within them, and the sums that the variance of Kendall's statistic needs. */
function ties(sorted: readonly number[]) {
  const found = { pairs: 0, cubes: 0, fives: 0 }
  for (let from = 0; from < sorted.length;) {
    let to = from + 1
    while (to < sorted.length && sorted[to] === sorted[from]) to++
    const t = to - from
    found.pairs += (t * (t - 1)) / 2
    found.cubes += t * (t - 1) * (t - 2)
    found.fives += t * (t - 1) * (2 * t + 5)
    from = to
  }
  return found
}

/** How many pairs stand in the wrong order, by merging (Knight 1966). Sorts in place. */
function inversions(values: number[]): number {
  let count = 0
  for (let width = 1; width < values.length; width *= 2) {
    const merged: number[] = []
    for (let from = 0; from < values.length; from += 2 * width) {
      const [middle, end] = [Math.min(from + width, values.length), Math.min(from + 2 * width, values.length)]
      let [left, right] = [from, middle]
      while (left < middle || right < end) {
        const takeLeft = right >= end || (left < middle && (values[left] ?? 0) <= (values[right] ?? 0))
        if (!takeLeft) count += middle - left
        merged.push(values[takeLeft ? left++ : right++] ?? 0)
      }
    }
    for (const [at, value] of merged.entries()) values[at] = value
  }
  return count
}

/**
 * Kendall's tau-b of pairs of values, with the normal approximation of its statistic that allows for ties. The interval is Fisher's z with the
 * variance 0.437 / (n - 4) (Fieller, Hartley and Pearson 1957); none with fewer than five pairs.
 */
export function kendall(pairs: readonly (readonly [number, number])[], level: number): TestResult {
  const n = pairs.length
  if (n < 2) return nothing
  const sorted = pairs.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  let [both, run] = [0, 0]
  for (const [at, pair] of sorted.entries()) {
    const before = sorted[at - 1]
    run = before !== undefined && before[0] === pair[0] && before[1] === pair[1] ? run + 1 : 0
    both += run
  }
  const x = ties(sorted.map(([value]) => value))
  const second = sorted.map(([, value]) => value)
  const discordant = inversions(second)
  const y = ties(second)
  const all = (n * (n - 1)) / 2
  const scale = Math.sqrt((all - x.pairs) * (all - y.pairs))
  if (scale === 0) return nothing
  const difference = all - x.pairs - y.pairs + both - 2 * discordant
  const even = n * (n - 1)
  const variance =
    (even * (2 * n + 5) - x.fives - y.fives) / 18 +
    (2 * x.pairs * y.pairs) / even +
    (n > 2 ? (x.cubes * y.cubes) / (9 * even * (n - 2)) : 0)
  const statistic = difference / Math.sqrt(variance)
  const effect = difference / scale
  const half = n > 4 ? normalQuantile((1 + level) / 2) * Math.sqrt(0.437 / (n - 4)) : null
  const z = Math.atanh(effect)
  const whole = Math.abs(effect) >= 1
  return {
    ...nothing,
    statistic,
    p: 2 * normalCdf(-Math.abs(statistic)),
    effect,
    interval: half === null ? null : whole ? [effect, effect] : [Math.tanh(z - half), Math.tanh(z + half)],
  }
}
