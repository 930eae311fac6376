import { chiSquareTest, jensenShannon, stabilityIndex, totalVariation } from './distances.ts'
import { distanceLabels } from './distance-labels.ts'
import type { DistanceId, DistanceResult } from './drift-result.ts'
import { noiseFloors, type DistanceRule, type NoiseSetting } from './noise-floor.ts'
import type { Compared } from './number-drift.ts'
import type { CategoryProfile } from './profile.ts'
import type { CategoryCounts } from './window-counts.ts'

const rules = {
  psi: { power: 1, of: stabilityIndex },
  'jensen-shannon': { power: 2, of: jensenShannon },
  'total-variation': { power: 2, of: totalVariation },
} satisfies Partial<Record<DistanceId, DistanceRule>>

/** Distances of a category window from its reference; unlisted levels are one bin. Total variation decides: the share that changed level. */
export function compareCategories(profile: CategoryProfile, counts: CategoryCounts, setting: NoiseSetting): Compared {
  const reference = Float64Array.of(...profile.counts, profile.other)
  const current = Float64Array.of(...counts.counts, counts.other)
  const known = reference.reduce((sum, count) => sum + count, 0)
  const seen = current.reduce((sum, count) => sum + count, 0)
  const shares = reference.map((count) => count / known)
  const floors = noiseFloors({ shares, reference: known, window: seen }, rules, setting)
  const distances = (Object.keys(rules) as (keyof typeof rules)[]).map((id): DistanceResult => {
    const { threshold, extrapolated } = floors[id]
    return {
      id,
      label: distanceLabels[id],
      value: rules[id].of(reference, current),
      noise: threshold,
      extrapolated,
      p: null,
      decides: id === 'total-variation',
    }
  })
  const test = chiSquareTest(reference, current)
  return {
    distances: [
      ...distances,
      {
        id: 'chi-square',
        label: distanceLabels['chi-square'],
        value: test.statistic,
        noise: null,
        extrapolated: false,
        p: test.p,
        decides: false,
      },
    ],
    floorFactor: floors['total-variation'].threshold / Math.sqrt(1 / known + 1 / seen),
    bins: [...profile.levels, '…'].map((label, k) => ({ label, reference: reference[k]! / known, current: current[k]! / seen })),
  }
}
