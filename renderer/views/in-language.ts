import type { Language, Text } from '../../engine/protocol/text.ts'

/** A chart of a report in one language: whatever in it is a text in both becomes the one that is spoken. */
export function inLanguage<T>(part: T, language: Language): T {
  return spoken(part, language) as T
}

function spoken(part: unknown, language: Language): unknown {
  if (Array.isArray(part)) return part.map((one) => spoken(one, language))
  if (typeof part !== 'object' || part === null) return part
  if (isText(part)) return part[language]
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, spoken(value, language)]))
}

function isText(part: object): part is Text {
  return Object.keys(part).length === 2 && 'en' in part && 'fr' in part && typeof part.en === 'string' && typeof part.fr === 'string'
}
