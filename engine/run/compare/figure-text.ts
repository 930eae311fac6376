import { countText, numberText, roughText, shareText } from '../../learn/number-text.ts'
import type { Figure } from '../../protocol/artifact.ts'
import type { Text } from '../../protocol/text.ts'

/** A figure as its format asks. */
export function figureText(value: number, format: Figure['format']): Text {
  if (format === 'percent') return shareText(value)
  if (format === 'count') return { en: countText(value), fr: countText(value) }
  return Math.abs(value) < 1 ? numberText(value, 3) : roughText(value)
}
