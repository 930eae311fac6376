import { z95 } from './normal.ts'

export type Interval = readonly [low: number, high: number]

/**
 * Wilson's score interval of a share (Wilson 1927), 95 % unless `z` says otherwise. `of` is the number of rows, or with weights
 * the effective number (sum of w)^2 / sum of w^2. Null when there are none.
 */
export function wilsonInterval(share: number, of: number, z = z95): Interval | null {
  if (!(of > 0) || Number.isNaN(share)) return null
  const zz = z * z
  const centre = (share + zz / (2 * of)) / (1 + zz / of)
  const half = (z / (1 + zz / of)) * Math.sqrt((share * (1 - share)) / of + zz / (4 * of * of))
  return [share === 0 ? 0 : Math.max(0, centre - half), share === 1 ? 1 : Math.min(1, centre + half)]
}

/** Interval of a difference of two independent shares a - b from their Wilson intervals (Newcombe 1998, method 10). */
export function newcombeInterval(a: Sample, b: Sample, z = z95): Interval | null {
  const wa = wilsonInterval(a.share, a.of, z)
  const wb = wilsonInterval(b.share, b.of, z)
  if (!wa || !wb) return null
  const difference = a.share - b.share
  return [
    Math.max(-1, difference - Math.hypot(a.share - wa[0], wb[1] - b.share)),
    Math.min(1, difference + Math.hypot(wa[1] - a.share, b.share - wb[0])),
  ]
}

export interface Sample {
  readonly share: number
  readonly of: number
}

/**
 * Interval of a ratio of two independent shares low / high on the logarithmic scale (Katz 1978); with no successes in `a`, half a success
 * is added on each side so that the upper end is finite.
 */
export function ratioInterval(a: Sample, b: Sample, z = z95): Interval | null {
  if (!(a.of > 0) || !(b.of > 0) || !(b.share > 0)) return null
  const added = a.share === 0 ? 0.5 : 0
  const sa = (a.share * a.of + added) / (a.of + added)
  const sb = (b.share * b.of + added) / (b.of + added)
  const half = z * Math.sqrt((1 - sa) / (a.of * sa + added) + (1 - sb) / (b.of * sb))
  const ratio = sa / sb
  return [a.share === 0 ? 0 : ratio * Math.exp(-half), ratio * Math.exp(half)]
}
