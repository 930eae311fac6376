// How good a model is on rows that it has not seen: figures with intervals, curves, tables. Everything sorts at most once.

import type { Text } from '../../protocol/text.ts'
import { z95 } from '../statistics/normal.ts'
import type { Interval } from '../statistics/proportion.ts'

/**
 * How an interval was found. wilson: score interval of a share. normal: mean and its standard error. delong: DeLong, DeLong and
 * Clarke-Pearson (1988). logit: infinitesimal jackknife (Jaeckel 1972) on the logit scale. bootstrap: seeded percentiles. basic: the same turned round at the value. order: order
 * statistics of the median. fisher: inverse hyperbolic tangent of a correlation (Bonett and Wright 2000).
 */
export type IntervalMethod = 'wilson' | 'normal' | 'delong' | 'logit' | 'bootstrap' | 'basic' | 'order' | 'fisher'

/** One figure with its 95 % interval. A value of null has a reason; so may a missing interval. */
export interface Measured {
  readonly id: string
  readonly value: number | null
  readonly interval: Interval | null
  readonly method: IntervalMethod | null
  readonly reason: Text | null
  /** Of figures about the first places of a list: how many. */
  readonly places?: number
}

const noSpread: Text = {
  en: 'All rows agree on it, so there is no interval.',
  fr: 'Toutes les lignes s’y accordent : il n’y a donc pas d’intervalle.',
}

/** A figure that no draw of the rows would move has no interval: one without width would say that it is known for sure. */
export function measured(id: string, value: number, interval: Interval | null, method: IntervalMethod): Measured {
  if (interval && interval[0] === interval[1]) return { id, value, interval: null, method: null, reason: noSpread }
  return { id, value, interval, method: interval ? method : null, reason: null }
}

/** A figure under another name, its value and interval times a positive factor. */
export function scaled(id: string, { value, interval, ...rest }: Measured, factor: number): Measured {
  return { ...rest, id, value: value === null ? null : value * factor, interval: interval && [interval[0] * factor, interval[1] * factor] }
}

export function unknown(id: string, reason: Text): Measured {
  return { id, value: null, interval: null, method: null, reason }
}

/** Weighted mean of row values with a normal interval from its standard error; 0 is a floor where values cannot be negative. */
export function meanFigure(id: string, values: Float64Array, weights: Float64Array): Measured {
  let total = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    total += weights[i]!
    sum += weights[i]! * values[i]!
    squares += weights[i]! * weights[i]!
  }
  if (total === 0) return unknown(id, { en: 'There is no row to measure it on.', fr: 'Il n’y a aucune ligne pour la mesurer.' })
  const mean = sum / total
  let spread = 0
  for (let i = 0; i < values.length; i++) spread += (weights[i]! * (values[i]! - mean)) ** 2
  const effective = (total * total) / squares
  if (effective <= 1) return { id, value: mean, interval: null, method: null, reason: null }
  const half = z95 * Math.sqrt((spread / (total * total)) * (effective / (effective - 1)))
  return measured(id, mean, [Math.max(0, mean - half), mean + half], 'normal')
}

/** Sum of weights squared over the sum of squares: the number of equally weighted rows that say as much. */
export function effectiveRows(weights: Float64Array): number {
  let total = 0
  let squares = 0
  for (const weight of weights) {
    total += weight
    squares += weight * weight
  }
  return squares > 0 ? (total * total) / squares : 0
}

/** The 2.5 % and 97.5 % points of bootstrap replicates; those that were not numbers are left out. */
export function percentileInterval(replicates: Float64Array): Interval | null {
  const known = replicates.filter(Number.isFinite).sort()
  if (known.length < 20) return null
  const at = (share: number) => {
    const place = share * (known.length - 1)
    const low = Math.floor(place)
    return known[low]! + (place - low) * ((known[low + 1] ?? known[low]!) - known[low]!)
  }
  return [at(0.025), at(0.975)]
}
