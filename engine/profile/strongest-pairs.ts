import type { ProfilePair } from '../protocol/profile.ts'

export type StrengthMeasure = 'spearman' | 'pearson' | 'cramersV' | 'correlationRatio'

/** How strongly a pair is related, by the measure that fits its kinds: Cramér's V, the correlation ratio, Spearman (with its sign). */
export function strength(pair: ProfilePair): { readonly value: number; readonly measure: StrengthMeasure } {
  if (pair.cramersV !== null) return { value: pair.cramersV, measure: 'cramersV' }
  if (pair.correlationRatio !== null) return { value: pair.correlationRatio, measure: 'correlationRatio' }
  if (pair.spearman !== null) return { value: pair.spearman, measure: 'spearman' }
  return { value: pair.pearson ?? 0, measure: 'pearson' }
}

/** The pairs of the largest strength, whatever its sign. */
export function strongestPairs(pairs: readonly ProfilePair[], most: number) {
  return pairs
    .map((pair) => ({ pair, ...strength(pair) }))
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value) || b.pair.information - a.pair.information)
    .slice(0, most)
}
