import type { Text } from '../../engine/protocol/text.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { elementType, isList } from '../../engine/relation/types.ts'
import type { ColumnsRule } from './columns-rule.ts'

const longest = 40

/** A name or value as it stands in a sentence: in quotation marks, cut after 40 characters. */
export function quoted(name: string): Text {
  const points = [...name]
  const shown = points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : name
  return { en: `“${shown}”`, fr: `« ${shown} »` }
}

/** With a large first letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Joins texts with commas and a last word: “a”, “b” and “c”. Beyond `limit` the rest is counted. */
export function listed(items: readonly Text[], limit = 3, last: Text = { en: 'and', fr: 'et' }): Text {
  const rest = items.length - limit
  const shown = rest > 1 ? items.slice(0, limit) : items
  const more = rest > 1 ? [{ en: `${rest} more`, fr: `${rest} autres` }] : []
  return joinTexts([...shown, ...more], last)
}

function joinTexts(items: readonly Text[], last: Text): Text {
  const join = (language: keyof Text) => {
    const words = items.map((item) => item[language])
    const end = words.pop() ?? ''
    return words.length === 0 ? end : `${words.join(', ')} ${last[language]} ${end}`
  }
  return { en: join('en'), fr: join('fr') }
}

/** Names in quotation marks: “a”, “b” and 3 more. */
export function quotedNames(names: readonly string[], limit = 3): Text {
  return listed(names.map(quoted), limit)
}

const typeWords: Record<string, Text> = {
  bool: { en: 'yes or no', fr: 'oui ou non' },
  int: { en: 'whole number', fr: 'nombre entier' },
  float: { en: 'decimal number', fr: 'nombre décimal' },
  text: { en: 'text', fr: 'texte' },
  date: { en: 'date', fr: 'date' },
  timestamp: { en: 'date and time', fr: 'date et heure' },
}

/** What a type is called in the studio, without an article: whole number, date and time, list (text). */
export function typeWord(type: DataType): Text {
  if (!isList(type)) return typeWords[type] ?? { en: type, fr: type }
  const of = typeWord(elementType(type))
  return { en: `list (${of.en})`, fr: `liste (${of.fr})` }
}

/** The words of several types, those that are one to a person taken together: numbers, lists. */
export function typesWords(types: readonly DataType[]): readonly Text[] {
  const lists = types.filter(isList)
  const numbers = types.includes('int') && types.includes('float')
  return [
    ...(numbers ? [{ en: 'number', fr: 'nombre' }] : []),
    ...types.filter((type) => !(isList(type) && lists.length > 1) && !(numbers && (type === 'int' || type === 'float'))).map(typeWord),
    ...(lists.length > 1 ? [{ en: 'list', fr: 'liste' }] : []),
  ]
}

/** The columns that a rule means, as the object of a sentence: “age” and “job”; text columns; all columns except “id”. */
export function columnsPhrase(rule: ColumnsRule): Text {
  switch (rule.by) {
    case 'names':
      return rule.names.length === 0 ? { en: 'no column yet', fr: 'aucune colonne encore' } : quotedNames(rule.names)
    case 'types': {
      const types = listed(typesWords(rule.types), 6)
      return withExceptions({ en: `${types.en} columns`, fr: `les colonnes de type ${types.fr}` }, rule.except)
    }
    case 'pattern':
      return withExceptions({ en: `columns named like ${rule.pattern}`, fr: `les colonnes nommées comme ${rule.pattern}` }, rule.except)
    case 'all':
      return withExceptions({ en: 'all columns', fr: 'toutes les colonnes' }, rule.except)
  }
}

function withExceptions(phrase: Text, except: readonly string[]): Text {
  if (except.length === 0) return phrase
  const names = quotedNames(except)
  return { en: `${phrase.en} except ${names.en}`, fr: `${phrase.fr} sauf ${names.fr}` }
}
