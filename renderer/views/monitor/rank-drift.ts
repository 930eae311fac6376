import type { FeatureDrift } from '../../../engine/protocol/workspace.ts'

const order: Readonly<Record<FeatureDrift['verdict'], number>> = { drift: 0, watch: 1, calm: 2, few: 3 }

/** How far a feature is along the way to its limit: 1 is at the limit. */
export function driftShare({ value, limit }: Pick<FeatureDrift, 'value' | 'limit'>): number | null {
  return value === null || limit === null || limit <= 0 ? null : value / limit
}

/** Features with the worst verdict first, then by how near they are to their limit. */
export function rankDrift(features: readonly FeatureDrift[]): FeatureDrift[] {
  return features.toSorted(
    (a, b) => order[a.verdict] - order[b.verdict] || (driftShare(b) ?? -1) - (driftShare(a) ?? -1) || a.feature.localeCompare(b.feature),
  )
}

export interface DriftBar {
  readonly label: string
  /** Of a number: the largest value of the bin. */
  readonly upTo?: number | undefined
  readonly reference: number
  readonly current: number
}

/** Shares of training and now side by side: the bins of a number in their order, the most frequent values of a category first. */
export function driftBars({ kind, reference, current }: FeatureDrift, most = 12): DriftBar[] {
  const now = new Map(current.map(({ label, share }) => [label, share]))
  const known = new Set(reference.map(({ label }) => label))
  const bars = [
    ...reference.map(({ share, ...bin }) => ({ ...bin, reference: share, current: now.get(bin.label) ?? 0 })),
    ...current.filter(({ label }) => !known.has(label)).map(({ share, ...bin }) => ({ ...bin, reference: 0, current: share })),
  ]
  if (kind === 'number') return bars
  return bars.toSorted((a, b) => Math.max(b.reference, b.current) - Math.max(a.reference, a.current)).slice(0, most)
}
