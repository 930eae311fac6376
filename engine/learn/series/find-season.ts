import { autocorrelation } from './autocorrelation.ts'

/** A weaker resemblance is no season, however long the series. */
const least = 0.2
/** A peak stands out by so much from the lowest value before it: what only fades has ripples. */
const above = 0.1
/** A lag that reaches this share of the best one is the season; the best one may be several of them. */
const nearlyBest = 0.75

export interface Season {
  readonly period: number
  /** Autocorrelation at that lag. */
  readonly strength: number
}

/**
 * The number of steps after which a series comes back: the first of the highest peaks of its autocorrelation, which must come again after twice as
 * many steps where the series is long enough to tell. A series that wanders is looked at by its steps. Null when there is none.
 */
export function findSeason(
  values: Float64Array,
  { wanders, longest }: { readonly wanders: boolean; readonly longest: number },
): Season | null {
  const looked = wanders ? values.slice(1).map((value, at) => value - values[at]!) : values
  const most = Math.min(longest, Math.floor(looked.length / 3))
  if (most < 3) return null
  const found = autocorrelation(looked, Math.min(2 * most + 2, looked.length - 1))
  const limit = Math.max(least, 3.92 / Math.sqrt(looked.length))
  const isPeak = (lag: number) =>
    lag >= 2 &&
    found[lag]! >= limit &&
    found[lag]! > found[lag - 1]! &&
    found[lag]! >= (found[lag + 1] ?? -1) &&
    found[lag]! - Math.min(...found.subarray(1, lag)) >= above
  const comesAgain = (lag: number) => {
    const around = [2 * lag - 1, 2 * lag, 2 * lag + 1].flatMap((at) => found[at] ?? [])
    return around.length < 3 || Math.max(...around) >= found[lag]! / 2
  }
  const peaks = Array.from({ length: most + 1 }, (_, lag) => lag).filter((lag) => isPeak(lag) && comesAgain(lag))
  const best = Math.max(...peaks.map((lag) => found[lag]!))
  const period = peaks.find((lag) => found[lag]! >= nearlyBest * best)
  return period === undefined ? null : { period, strength: found[period]! }
}
