import type { Rate } from '../protocol/artifact.ts'
import { newcombeInterval, ratioInterval, type Interval, type Sample } from '../learn/statistics/proportion.ts'

/** A group with one of its rates. */
export interface RatedGroup {
  readonly group: string
  readonly rate: Rate
}

export interface Pair {
  readonly low: RatedGroup
  readonly high: RatedGroup
  /** high - low, with Newcombe's interval. */
  readonly difference: number
  readonly differenceInterval: Interval | null
  /** low / high, with the interval on the logarithmic scale; null when both are 0. */
  readonly ratio: number | null
  readonly ratioInterval: Interval | null
}

/**
 * The groups with the lowest and the highest rate; null with fewer than two. Groups whose rate is a share of fewer than `smallest` rows are
 * not compared. The interval is that of the two groups, as if they had not been picked for being furthest apart.
 */
export function worstPair(groups: readonly RatedGroup[], smallest: number): Pair | null {
  const known = groups.filter(({ rate }) => rate.value !== null && rate.of >= smallest - 1e-9)
  if (known.length < 2) return null
  const by = (pick: (a: number, b: number) => boolean) =>
    known.reduce((best, one) => (pick(one.rate.value!, best.rate.value!) ? one : best))
  const low = by((a, b) => a < b)
  const high = by((a, b) => a > b)
  // All equal: any two groups are the worst pair.
  return pairOf(low, low === high ? known.find((one) => one !== low)! : high)
}

/** Every pair of groups that can be compared, widest difference first. */
export function allPairs(groups: readonly RatedGroup[], smallest: number): Pair[] {
  const known = groups.filter(({ rate }) => rate.value !== null && rate.of >= smallest - 1e-9)
  const pairs = known.flatMap((one, at) =>
    known.slice(at + 1).map((other) => (one.rate.value! <= other.rate.value! ? pairOf(one, other) : pairOf(other, one))),
  )
  return pairs.toSorted((a, b) => b.difference - a.difference)
}

function pairOf(low: RatedGroup, high: RatedGroup): Pair {
  const sample = ({ rate }: RatedGroup): Sample => ({ share: rate.value!, of: rate.of })
  const [a, b] = [sample(low), sample(high)]
  return {
    low,
    high,
    difference: b.share - a.share,
    differenceInterval: newcombeInterval(b, a),
    ratio: b.share > 0 ? a.share / b.share : null,
    ratioInterval: ratioInterval(a, b),
  }
}
