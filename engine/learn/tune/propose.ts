import type { Random } from '../random.ts'
import { drawPlace, logDensity, parzenOf } from './parzen.ts'
import { anySettings, fromUnit, toUnit, type Settings, type Trial, type TunedNumber } from './space.ts'

/** Before these have been tried there is nothing to learn from. */
const first = 8
/** Candidates of which the best is taken. */
const candidates = 24
/** Of the trials this share is good, at most so many. */
const goodShare = 0.1
const mostGood = 25

/**
 * The next settings to try, by the tree-structured Parzen estimator (Bergstra et al. 2011): of candidates drawn where the good trials lie, the one
 * that is most likely good rather than not. Each param is looked at by itself. Failed trials count as not good.
 */
export function proposeSettings(space: readonly TunedNumber[], trials: readonly Trial[], random: Random): Settings {
  if (trials.length < first) return anySettings(space, random)
  const ranked = trials.toSorted((a, b) => (a.loss ?? Infinity) - (b.loss ?? Infinity))
  const good = Math.min(mostGood, Math.ceil(goodShare * trials.length))
  return Object.fromEntries(
    space.map((param) => {
      const places = (part: readonly Trial[]) => part.map(({ settings }) => toUnit(param, settings[param.name] ?? param.from))
      const [likely, other] = [parzenOf(places(ranked.slice(0, good))), parzenOf(places(ranked.slice(good)))]
      let best = { place: 0.5, gain: -Infinity }
      for (let k = 0; k < candidates; k++) {
        const place = drawPlace(likely, random)
        const gain = logDensity(likely, place) - logDensity(other, place)
        if (gain > best.gain) best = { place, gain }
      }
      return [param.name, fromUnit(param, best.place)]
    }),
  )
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
