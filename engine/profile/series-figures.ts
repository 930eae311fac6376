import { autocorrelation, partialAutocorrelation } from '../learn/series/autocorrelation.ts'
import { findSeason } from '../learn/series/find-season.ts'
import { kpss } from '../learn/series/kpss.ts'
import type { ProfileSeries } from '../protocol/profile-further.ts'
import { stepName } from './step-name.ts'

/** Figures at each moment, in the order of time; NaN where a moment has none. */
export interface SeriesValues {
  readonly time: string
  /** Days between most moments that follow each other. */
  readonly usualDays: number
  readonly averaged: boolean
  /** Days since 1970. */
  readonly moments: Float64Array
  readonly columns: readonly { readonly column: string; readonly values: Float64Array }[]
}

const fewest = 30
const lags = 40
const longestSeason = 400
const pictureParts = 120
const shownGaps = 5
/** Below this p of the KPSS test a series does not stay around one level. */
const wandering = 0.05

/** What a series says of itself; null where it is too short. Gaps are passed over: lags count moments. */
export function seriesFigures({ time, usualDays, averaged, moments, columns }: SeriesValues): ProfileSeries | null {
  if (moments.length < fewest) return null
  const gaps = Array.from(moments.keys())
    .slice(1)
    .map((at) => ({ from: moments[at - 1] ?? 0, to: moments[at] ?? 0 }))
    .filter(({ from, to }) => to - from > 1.5 * usualDays)
  const found = columns.flatMap(({ column, values }) => {
    const known = values.filter((value) => Number.isFinite(value))
    const test = known.length < fewest ? null : kpss(known)
    if (!test) return []
    const stationary = test.p > wandering
    const season = findSeason(known, { wanders: !stationary, longest: longestSeason })
    const most = Math.min(Math.floor(known.length / 3), Math.max(lags, Math.ceil(1.25 * (season?.period ?? 0))))
    const plain = autocorrelation(known, most)
    const list = (from: Float64Array) => Array.from(from.subarray(1))
    return [
      {
        column,
        picture: stretches(known),
        acf: list(plain),
        pacf: list(partialAutocorrelation(plain)).slice(0, lags),
        band: 1.96 / Math.sqrt(known.length),
        season,
        kpss: test,
        stationary,
      },
    ]
  })
  if (found.length === 0) return null
  return {
    time,
    step: stepName(usualDays),
    moments: moments.length,
    averaged,
    gaps: gaps.length,
    longestGaps: gaps
      .toSorted((a, b) => b.to - b.from - (a.to - a.from))
      .slice(0, shownGaps)
      .map(({ from, to }) => ({ from: written(from, usualDays), to: written(to, usualDays) })),
    columns: found,
  }
}

function written(day: number, usualDays: number): string {
  const text = new Date(Math.round(day * 86_400_000)).toISOString()
  return usualDays < 1 ? text.slice(0, 19).replace('T', ' ') : text.slice(0, 10)
}

/** Means of equally long stretches. */
function stretches(values: Float64Array): number[] {
  const parts = Math.min(pictureParts, values.length)
  return Array.from({ length: parts }, (_, i) => {
    const part = values.subarray(Math.floor((i * values.length) / parts), Math.floor(((i + 1) * values.length) / parts))
    return part.reduce((sum, value) => sum + value, 0) / part.length
  })
}
