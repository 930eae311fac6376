import type { Interval } from './proportion.ts'

/** What a test says. Null where it cannot say it: too few values, no spread. */
export interface TestResult {
  readonly statistic: number | null
  readonly df: number | null
  /** The second degrees of freedom of an F. */
  readonly df2: number | null
  readonly p: number | null
  /** How large the difference is, on a scale that does not depend on the number of rows. */
  readonly effect: number | null
  readonly interval: Interval | null
}

/** Count, mean and sample variance of the values of a group. */
export interface Moments {
  readonly count: number
  readonly mean: number
  readonly variance: number
}

export const nothing: TestResult = { statistic: null, df: null, df2: null, p: null, effect: null, interval: null }
