import { meanOf, present } from './list-function.ts'
import type { Floats, ListFunction } from './list-function.ts'

type Numbers = readonly number[]

/**
 * Statistics of finite numbers: NaN when one is not finite, null when one is too large for its power to stay finite or when there is none.
 */
function guarded(values: Floats, limit: number, compute: (numbers: Numbers) => number | null): number | null {
  const numbers = present(values)
  if (numbers.length === 0) return null
  if (!numbers.every(Number.isFinite)) return Number.NaN
  return numbers.some((value) => Math.abs(value) >= limit) ? null : compute(numbers)
}

const squareLimit = 1e150
const fourthPowerLimit = 1e70

/** Type 7: linear interpolation at p*(n-1) in the sorted values. */
function quantile(values: Floats, p: number): number | null {
  return guarded(values, squareLimit, (numbers) => {
    const sorted = numbers.toSorted((a, b) => a - b)
    const place = p * (sorted.length - 1)
    const below = Math.floor(place)
    const share = place - below
    const low = sorted[below] ?? Number.NaN
    return share === 0 ? low : low * (1 - share) + (sorted[below + 1] ?? low) * share
  })
}

/** Sum of the deviations from the mean to a power. */
function deviations(numbers: Numbers, exponent: 2 | 3 | 4): number {
  const mean = (meanOf(numbers) ?? 0) + 0
  return numbers.reduce((sum, value) => sum + (value - mean) ** exponent, 0)
}

function variance(values: Floats, freedom: 0 | 1): number | null {
  return guarded(values, squareLimit, (numbers) => {
    const divisor = numbers.length - freedom
    return divisor <= 0 ? null : deviations(numbers, 2) / divisor
  })
}

function deviation(values: Floats, freedom: 0 | 1): number | null {
  const found = variance(values, freedom)
  return found === null ? null : Math.sqrt(found)
}

const allEqual = (numbers: Numbers) => numbers.every((value) => value === numbers[0])

/** Adjusted sample skewness G1. */
function skewness(values: Floats): number | null {
  return guarded(values, fourthPowerLimit, (numbers) => {
    const n = numbers.length
    if (n < 3) return null
    if (allEqual(numbers)) return 0
    const spread = (deviations(numbers, 2) / n) ** 1.5
    return spread === 0 ? null : ((Math.sqrt(n * (n - 1)) / (n - 2)) * (deviations(numbers, 3) / n)) / spread
  })
}

/** Adjusted sample excess kurtosis G2. */
function kurtosis(values: Floats): number | null {
  return guarded(values, fourthPowerLimit, (numbers) => {
    const n = numbers.length
    if (n < 4) return null
    if (allEqual(numbers)) return 0
    const spread = (deviations(numbers, 2) / n) ** 2
    return spread === 0 ? null : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (deviations(numbers, 4) / n / spread - 3) + 6)
  })
}

function geometricMean(values: Floats): number | null {
  const numbers = present(values)
  if (numbers.length === 0 || numbers.some((value) => value <= 0)) return null
  const mean = meanOf(numbers.map(Math.log))
  return mean === null ? null : Math.exp(mean)
}

/** The median as DuckDB has it; NaN when a number is not finite. */
export const medianOf = (values: Floats) => quantile(values, 0.5)

export const moments: Readonly<Record<string, ListFunction>> = {
  median: medianOf,
  quantile,
  'stddev-sample': (values: Floats) => deviation(values, 1),
  'stddev-population': (values: Floats) => deviation(values, 0),
  'variance-sample': (values: Floats) => variance(values, 1),
  'variance-population': (values: Floats) => variance(values, 0),
  skewness,
  kurtosis,
  'geometric-mean': geometricMean,
}
