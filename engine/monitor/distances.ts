import { chiSquareTail } from '../learn/statistics/chi-square.ts'

type Counts = ArrayLike<number>

/**
 * Population stability index, sum of (p - q) ln(p / q) over bins. Half a row is added to every bin on both sides, so that an empty bin
 * counts for what the sample sizes can bear instead of for infinity.
 */
export function stabilityIndex(reference: Counts, current: Counts): number {
  const [p, q] = [shares(reference, 0.5), shares(current, 0.5)]
  let sum = 0
  for (let k = 0; k < p.length; k++) sum += (p[k]! - q[k]!) * Math.log(p[k]! / q[k]!)
  return sum
}

/** Jensen-Shannon distance with base 2: the root of the divergence in bits, from 0 to 1. */
export function jensenShannon(reference: Counts, current: Counts): number {
  const [p, q] = [shares(reference), shares(current)]
  let sum = 0
  for (let k = 0; k < p.length; k++) {
    const middle = (p[k]! + q[k]!) / 2
    if (p[k]! > 0) sum += (p[k]! / 2) * Math.log2(p[k]! / middle)
    if (q[k]! > 0) sum += (q[k]! / 2) * Math.log2(q[k]! / middle)
  }
  return Math.sqrt(Math.max(0, sum))
}

/** Half the sum of the differences of shares: the share of rows that would have to change category. */
export function totalVariation(reference: Counts, current: Counts): number {
  const [p, q] = [shares(reference), shares(current)]
  let sum = 0
  for (let k = 0; k < p.length; k++) sum += Math.abs(p[k]! - q[k]!)
  return sum / 2
}

/** Kolmogorov and Smirnov's D at the bin edges: never above that of the values themselves. */
export function kolmogorovSmirnov(reference: Counts, current: Counts): number {
  const [p, q] = [shares(reference), shares(current)]
  let gap = 0
  let largest = 0
  for (let k = 0; k < p.length - 1; k++) {
    gap += p[k]! - q[k]!
    largest = Math.max(largest, Math.abs(gap))
  }
  return largest
}

/** Wasserstein-1 distance of the two binned distributions, every bin at its place in the reference; in the unit of `places`. */
export function wasserstein(reference: Counts, current: Counts, places: Counts): number {
  const [p, q] = [shares(reference), shares(current)]
  let gap = 0
  let sum = 0
  for (let k = 0; k < p.length - 1; k++) {
    gap += p[k]! - q[k]!
    sum += Math.abs(gap) * (places[k + 1]! - places[k]!)
  }
  return sum
}

/**
 * Chi-square test that two samples come from the same categories (both are samples, not one the truth). Categories whose expected count falls
 * below 5 on either side are counted together.
 */
export function chiSquareTest(reference: Counts, current: Counts): { statistic: number; freedom: number; p: number } {
  const [n, m] = [total(reference), total(current)]
  const cells: [number, number][] = []
  const rest: [number, number] = [0, 0]
  for (let k = 0; k < reference.length; k++) {
    const both = reference[k]! + current[k]!
    if ((both * Math.min(n, m)) / (n + m) >= 5) cells.push([reference[k]!, current[k]!])
    else {
      rest[0] += reference[k]!
      rest[1] += current[k]!
    }
  }
  if (rest[0] + rest[1] > 0) cells.push(rest)
  let statistic = 0
  for (const [a, b] of cells) {
    const both = a + b
    const [ea, eb] = [(both * n) / (n + m), (both * m) / (n + m)]
    statistic += (a - ea) ** 2 / ea + (b - eb) ** 2 / eb
  }
  const freedom = Math.max(0, cells.length - 1)
  return { statistic, freedom, p: freedom === 0 ? 1 : chiSquareTail(statistic, freedom) }
}

function shares(counts: Counts, added = 0): Float64Array {
  const all = total(counts) + added * counts.length
  const result = new Float64Array(counts.length)
  for (let k = 0; k < counts.length; k++) result[k] = (counts[k]! + added) / all
  return result
}

function total(counts: Counts): number {
  let sum = 0
  for (let k = 0; k < counts.length; k++) sum += counts[k]!
  return sum
}
