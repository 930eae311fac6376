import { isChoice, type SettingValue, type Trial, type Tuned } from './space.ts'

/** Numbers are put into so many groups of about equal size. */
const groups = 3
/** Fewer trials tell nothing. */
export const fewest = 8

/** How much a setting matters by itself, from 0 to 1. */
export interface SettingImportance {
  readonly name: string
  readonly share: number
}

/**
 * The share of the variance of the trials' places (their ranks by loss) that each setting explains by itself: epsilon squared of the ranks by the
 * values of a choice, or by three groups of a number (Kelley 1935: what chance explains is taken off), not below 0. Largest first; empty for fewer
 * than eight trials that ended. Ranks, because a few wild settings would otherwise decide; groups, because the best often lies inside a range.
 */
export function settingImportance(space: readonly Tuned[], trials: readonly Trial[]): readonly SettingImportance[] {
  const ended = trials.flatMap(({ settings, loss }) => (loss === null ? [] : [{ settings, loss }]))
  if (ended.length < fewest) return []
  const ranks = ranksOf(ended.map(({ loss }) => loss))
  return space
    .map((tuned) => {
      const known = ended.flatMap(({ settings }, at) => {
        const value = settings[tuned.name]
        return value === undefined ? [] : [{ value, rank: ranks[at] as number }]
      })
      const keys = isChoice(tuned) ? known.map(({ value }) => value) : thirds(known.map(({ value }) => value))
      return {
        name: tuned.name,
        share: epsilonSquared(
          known.map(({ rank }) => rank),
          keys,
        ),
      }
    })
    .toSorted((a, b) => b.share - a.share)
}

/** Equal values share the mean of their places. */
function ranksOf(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal + 1) / 2
  })
}

/** The group of each value by its place; equal values are in one group. */
function thirds(values: readonly SettingValue[]): readonly number[] {
  return ranksOf(values.map(Number)).map((rank) => Math.min(groups - 1, Math.floor(((rank - 0.5) / values.length) * groups)))
}

function epsilonSquared(ranks: readonly number[], keys: readonly SettingValue[]): number {
  const different = [...new Set(keys)]
  const [n, k] = [ranks.length, different.length]
  if (k < 2 || n <= k) return 0
  const mean = average(ranks)
  const total = ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0)
  if (total === 0) return 0
  let within = 0
  for (const key of different) {
    const own = ranks.filter((_, at) => keys[at] === key)
    const middle = average(own)
    within += own.reduce((sum, rank) => sum + (rank - middle) ** 2, 0)
  }
  return Math.max(0, 1 - (within / (n - k)) * ((n - 1) / total))
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
