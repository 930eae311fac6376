import type { Random } from '../random.ts'
import { normalCdf } from '../statistics/normal.ts'

/** A density over 0 to 1 made of one normal hill for each place that was seen and a wide one for what nobody has seen. */
export interface Parzen {
  readonly means: readonly number[]
  readonly widths: readonly number[]
}

/** Hills are no narrower than this share of the range for each place, so that a few trials near each other do not end the search. */
const narrowest = 100

/**
 * The Parzen estimator of Bergstra et al. (2011): each hill is as wide as the larger of the distances to its neighbours, the prior (mean 0.5,
 * width 1) among them; all are cut at 0 and 1 and weigh the same.
 */
export function parzenOf(places: readonly number[]): Parzen {
  const hills = [...places.map((mean) => ({ mean, prior: false })), { mean: 0.5, prior: true }].toSorted((a, b) => a.mean - b.mean)
  const least = 1 / Math.min(narrowest, 1 + hills.length)
  const widths = hills.map(({ mean, prior }, at) => {
    if (prior) return 1
    const below = mean - (hills[at - 1]?.mean ?? 0)
    const above = (hills[at + 1]?.mean ?? 1) - mean
    return Math.min(1, Math.max(least, below, above))
  })
  return { means: hills.map(({ mean }) => mean), widths }
}

/** Natural logarithm of the density at a place. */
export function logDensity({ means, widths }: Parzen, place: number): number {
  let sum = 0
  for (const [at, mean] of means.entries()) {
    const width = widths[at] as number
    const inside = normalCdf((1 - mean) / width) - normalCdf(-mean / width)
    sum += Math.exp(-0.5 * ((place - mean) / width) ** 2) / (width * Math.sqrt(2 * Math.PI) * inside)
  }
  return Math.log(sum / means.length)
}

/** A place drawn from the density. */
export function drawPlace({ means, widths }: Parzen, random: Random): number {
  const at = random.below(means.length)
  for (let tries = 0; tries < 100; tries++) {
    const place = (means[at] as number) + (widths[at] as number) * random.normal()
    if (place >= 0 && place <= 1) return place
  }
  return means[at] as number
}
