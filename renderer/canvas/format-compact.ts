import type { Language } from '../../engine/protocol/text.ts'

/** A large number in few letters, for where the whole does not fit: 4.5M, 4,5 M. */
export function formatCompact(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}
