import type { ProfilePair } from '../../../engine/protocol/profile.ts'

export type StrengthMeasure = 'spearman' | 'cramersV' | 'correlationRatio'

/** How strongly a pair is related by the measure of its kinds, with its sign where it has one. */
export function pairStrength(pair: ProfilePair): { readonly value: number; readonly measure: StrengthMeasure } {
  if (pair.cramersV !== null) return { value: pair.cramersV, measure: 'cramersV' }
  if (pair.correlationRatio !== null) return { value: pair.correlationRatio, measure: 'correlationRatio' }
  return { value: pair.spearman ?? 0, measure: 'spearman' }
}
