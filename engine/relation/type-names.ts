import type { ExpressionText } from './expression-error.ts'
import type { TypePattern } from './function-spec.ts'

const names: Readonly<Record<string, ExpressionText>> = {
  bool: { en: 'true or false', fr: 'vrai ou faux' },
  int: { en: 'a whole number', fr: 'un nombre entier' },
  float: { en: 'a number', fr: 'un nombre' },
  text: { en: 'text', fr: 'du texte' },
  date: { en: 'a date', fr: 'une date' },
  timestamp: { en: 'a date and time', fr: 'une date avec l’heure' },
  list: { en: 'a list', fr: 'une liste' },
  any: { en: 'another type', fr: 'un autre type' },
}

/** How a person calls a type, with its article: “a whole number”, « un nombre entier ». */
export function typeName(type: TypePattern | 'null'): ExpressionText {
  const key = type.startsWith('list<') ? 'list' : type
  return names[key] ?? { en: 'another type', fr: 'un autre type' }
}
