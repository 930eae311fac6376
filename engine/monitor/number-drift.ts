import { ksPValue } from '../learn/statistics/kolmogorov.ts'
import { coarseGroups, grouped } from './coarse-bins.ts'
import { jensenShannon, kolmogorovSmirnov, stabilityIndex, wasserstein } from './distances.ts'
import { distanceLabels } from './distance-labels.ts'
import type { DistanceId, DistanceResult, DriftBin } from './drift-result.ts'
import { noiseFloors, type DistanceRule, type NoiseSetting } from './noise-floor.ts'
import type { NumberProfile } from './profile.ts'
import type { NumberCounts } from './window-counts.ts'

export interface Compared {
  readonly distances: readonly DistanceResult[]
  /** Noise floor of the deciding distance in units of sqrt(1/N + 1/n). */
  readonly floorFactor: number
  readonly bins: readonly DriftBin[]
}

/**
 * Distances of a numeric window from its reference. Values beyond the reference's range have bins of their own, one deviation further out.
 * Wasserstein decides, in deviations of the reference: of the usual distances it sees a shift soonest. A reference of one value
 * has no deviation; there the share of other values decides.
 */
export function compareNumbers(profile: NumberProfile, counts: NumberCounts, setting: NoiseSetting): Compared {
  const reference = Float64Array.of(0, ...profile.counts, 0)
  const current = Float64Array.of(counts.below, ...counts.counts, counts.above)
  const spread = profile.deviation
  const places = Float64Array.of(profile.min - spread, ...profile.centres, profile.max + spread)
  const inner = coarseGroups(profile.counts)
  const groups = Int32Array.of(0, ...inner, inner.at(-1)!)
  const [known, seen] = [sum(reference), sum(current)]
  const rules = {
    psi: { power: 1, of: (a, b) => stabilityIndex(grouped(a, groups), grouped(b, groups)) },
    'jensen-shannon': { power: 2, of: (a, b) => jensenShannon(grouped(a, groups), grouped(b, groups)) },
    'kolmogorov-smirnov': { power: 2, of: kolmogorovSmirnov },
    wasserstein: { power: 2, of: (a, b) => (spread > 0 ? wasserstein(a, b, places) / spread : 0) },
  } satisfies Partial<Record<DistanceId, DistanceRule>>
  const shares = reference.map((count) => count / known)
  const floors = noiseFloors({ shares, reference: known, window: seen }, rules, setting)
  const decider = spread > 0 ? 'wasserstein' : 'kolmogorov-smirnov'
  const distances = (Object.keys(rules) as (keyof typeof rules)[])
    .filter((id) => spread > 0 || id !== 'wasserstein')
    .map((id): DistanceResult => {
      const value = rules[id].of(reference, current)
      const { threshold, extrapolated } = floors[id]
      const p = id === 'kolmogorov-smirnov' ? ksPValue(value, known, seen) : null
      return { id, label: distanceLabels[id], value, noise: threshold, extrapolated, p, decides: id === decider }
    })
  return {
    distances,
    floorFactor: floors[decider].threshold / Math.sqrt(1 / known + 1 / seen),
    bins: drawnBins(profile, grouped(reference, groups), grouped(current, groups), inner),
  }
}

function drawnBins(profile: NumberProfile, reference: Float64Array, current: Float64Array, inner: Int32Array): Compared['bins'] {
  const [known, seen] = [sum(reference), sum(current)]
  return Array.from(reference, (count, group) => {
    const last = inner.lastIndexOf(group)
    const upTo = Number((profile.edges[last] ?? profile.max).toPrecision(4))
    return {
      label: `≤ ${upTo}`,
      upTo,
      reference: count / known,
      current: current[group]! / seen,
    }
  })
}

function sum(counts: ArrayLike<number>): number {
  let total = 0
  for (let k = 0; k < counts.length; k++) total += counts[k]!
  return total
}
