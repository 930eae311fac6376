import { fTail } from './f-distribution.ts'
import { noncentralityOfF } from './noncentral-interval.ts'
import { normalQuantile } from './normal.ts'
import type { Interval } from './proportion.ts'
import { studentQuantile, studentTwoSided } from './student-t.ts'
import { nothing } from './test-result.ts'
import type { Moments, TestResult } from './test-result.ts'

/** The test of two means, with their difference beside the effect. */
export interface MeansResult extends TestResult {
  readonly difference: number | null
  readonly differenceInterval: Interval | null
}

/** Cohen's d with the interval of Hedges and Olkin 1985: normal, with the variance of d in large samples. */
function standardised(a: Moments, b: Moments, level: number): Pick<TestResult, 'effect' | 'interval'> {
  const total = a.count + b.count
  const pooled = Math.sqrt(((a.count - 1) * a.variance + (b.count - 1) * b.variance) / (total - 2))
  if (!(pooled > 0)) return { effect: null, interval: null }
  const effect = (a.mean - b.mean) / pooled
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(total / (a.count * b.count) + effect ** 2 / (2 * total))
  return { effect, interval: [effect - half, effect + half] }
}

/**
 * Whether two means differ: Welch 1947, or Student with `equalVariances`. The effect is Cohen's d; the difference has an interval of its
 * own. Nothing with fewer than two values in a group or without spread.
 */
export function compareMeans(a: Moments, b: Moments, options: { readonly equalVariances: boolean; readonly level: number }): MeansResult {
  const none = { ...nothing, difference: null, differenceInterval: null }
  if (a.count < 2 || b.count < 2) return none
  const [va, vb] = [a.variance / a.count, b.variance / b.count]
  const pooled = ((a.count - 1) * a.variance + (b.count - 1) * b.variance) / (a.count + b.count - 2)
  const error = options.equalVariances ? Math.sqrt(pooled * (1 / a.count + 1 / b.count)) : Math.sqrt(va + vb)
  const difference = a.mean - b.mean
  if (!(error > 0)) return { ...none, difference }
  const df = options.equalVariances ? a.count + b.count - 2 : (va + vb) ** 2 / (va ** 2 / (a.count - 1) + vb ** 2 / (b.count - 1))
  const statistic = difference / error
  const half = studentQuantile(1 - options.level, df) * error
  return {
    statistic,
    df,
    df2: null,
    p: studentTwoSided(statistic, df),
    ...standardised(a, b, options.level),
    difference,
    differenceInterval: [difference - half, difference + half],
  }
}

/** Whether the means of several groups differ: Fisher's analysis of variance. The effect is eta squared, its interval by the noncentral F. */
export function analyseVariance(groups: readonly Moments[], level: number): TestResult {
  const held = groups.filter((group) => group.count > 0)
  const rows = held.reduce((sum, group) => sum + group.count, 0)
  const [df, df2] = [held.length - 1, rows - held.length]
  if (df < 1 || df2 < 1) return nothing
  const mean = held.reduce((sum, group) => sum + group.count * group.mean, 0) / rows
  const between = held.reduce((sum, group) => sum + group.count * (group.mean - mean) ** 2, 0)
  const within = held.reduce((sum, group) => sum + Math.max(0, group.count - 1) * (group.count > 1 ? group.variance : 0), 0)
  if (!(within > 0)) return nothing
  const statistic = between / df / (within / df2)
  const bounds = noncentralityOfF(statistic, df, df2, level)
  const share = (noncentrality: number) => noncentrality / (noncentrality + rows)
  return {
    statistic,
    df,
    df2,
    p: fTail(statistic, df, df2),
    effect: between / (between + within),
    interval: bounds && [share(bounds[0]), share(bounds[1])],
  }
}
