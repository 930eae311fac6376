import type { Random } from '../random.ts'
import { categoryDensity, drawCategory } from './category-density.ts'
import { drawPlace, logDensity, parzenOf } from './parzen.ts'
import { anySettings, fromUnit, isChoice, settingsBy, toUnit, type Settings, type SettingValue, type Trial, type Tuned } from './space.ts'

/** Before these have been tried there is nothing to learn from. */
const first = 8
/** Candidates of which the best is taken. */
const candidates = 24
/** Of the trials this share is good, at most so many. */
const goodShare = 0.1
const mostGood = 25

/**
 * The next settings to try, by the tree-structured Parzen estimator (Bergstra et al. 2011): of candidates drawn where the good trials lie, the one
 * that is most likely good rather than not. Each setting is looked at by itself, among the trials in which it counted. Failed trials count as not
 * good.
 */
export function proposeSettings(space: readonly Tuned[], trials: readonly Trial[], random: Random): Settings {
  if (trials.length < first) return anySettings(space, random)
  const ranked = trials.toSorted((a, b) => (a.loss ?? Infinity) - (b.loss ?? Infinity))
  const good = Math.min(mostGood, Math.ceil(goodShare * trials.length))
  return settingsBy(space, (tuned) => {
    const seen = (part: readonly Trial[]) => part.flatMap(({ settings }) => settings[tuned.name] ?? [])
    return likeliest(tuned, { good: seen(ranked.slice(0, good)), other: seen(ranked.slice(good)) }, random)
  })
}

function likeliest(
  tuned: Tuned,
  { good, other }: { readonly good: readonly SettingValue[]; readonly other: readonly SettingValue[] },
  random: Random,
): SettingValue {
  if (isChoice(tuned)) {
    const [likely, rest] = [categoryDensity(tuned.values, good), categoryDensity(tuned.values, other)]
    const best = bestOf(
      () => drawCategory(likely, random),
      (at) => Math.log((likely[at] as number) / (rest[at] as number)),
    )
    return tuned.values[best] as SettingValue
  }
  const places = (values: readonly SettingValue[]) => values.flatMap((value) => (typeof value === 'number' ? toUnit(tuned, value) : []))
  const [likely, rest] = [parzenOf(places(good)), parzenOf(places(other))]
  const place = bestOf(
    () => drawPlace(likely, random),
    (at) => logDensity(likely, at) - logDensity(rest, at),
  )
  return fromUnit(tuned, place)
}

function bestOf(draw: () => number, gainOf: (candidate: number) => number): number {
  const drawn = Array.from({ length: candidates }, draw).map((candidate) => ({ candidate, gain: gainOf(candidate) }))
  return drawn.reduce((best, other) => (other.gain > best.gain ? other : best)).candidate
}

/** One round of successive halving: how many settings are tried on which share of the rows. */
export interface Rung {
  readonly trials: number
  readonly share: number
}

/** Of each round the best third goes on. */
const third = 3

/**
 * Rounds of successive halving (Jamieson and Talwalkar 2016) with about so many trials in all: each round has a third of the settings of the one
 * before on three times the rows, the last one on all.
 */
export function halvingRungs(trials: number): readonly Rung[] {
  const rounds = trials < 6 ? 1 : trials < 20 ? 2 : 3
  const weights = Array.from({ length: rounds }, (_, round) => third ** -round)
  const start = Math.max(1, Math.floor(trials / weights.reduce((sum, weight) => sum + weight, 0)))
  return weights.map((weight, round) => ({ trials: Math.max(1, Math.round(start * weight)), share: third ** (round + 1 - rounds) }))
}
