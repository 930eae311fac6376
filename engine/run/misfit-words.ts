import type { z } from 'zod'
import type { Text } from '../protocol/text.ts'

type Issue = z.core.$ZodIssue

const kinds: Readonly<Record<string, Text>> = {
  number: { en: 'a number', fr: 'un nombre' },
  int: { en: 'a whole number', fr: 'un nombre entier' },
  string: { en: 'a text', fr: 'un texte' },
  boolean: { en: 'yes or no', fr: 'oui ou non' },
  array: { en: 'a list', fr: 'une liste' },
  object: { en: 'an object', fr: 'un objet' },
  record: { en: 'an object', fr: 'un objet' },
}

/** What a value would have to be, as the end of a sentence. Zod's own words are English only, and name its types. */
export function misfitWords(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kinds[issue.expected]
      return kind
        ? { en: `${kind.en} is expected`, fr: `${kind.fr} est attendu${issue.expected === 'array' ? 'e' : ''}` }
        : { en: 'another kind of value is expected', fr: 'une autre sorte de valeur est attendue' }
    }
    case 'too_small':
      return limitWords(issue.origin, Number(issue.minimum), issue.inclusive === false ? 'above' : 'least')
    case 'too_big':
      return limitWords(issue.origin, Number(issue.maximum), issue.inclusive === false ? 'below' : 'most')
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return { en: `one of these is expected: ${values}`, fr: `l’une de ces valeurs est attendue : ${values}` }
    }
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ')
      return { en: `it has parts that are not known: ${keys}`, fr: `elle a des parties inconnues : ${keys}` }
    }
    case 'not_multiple_of':
      return { en: `a multiple of ${issue.divisor} is expected`, fr: `un multiple de ${issue.divisor} est attendu` }
    default:
      return { en: 'it is written in another way than is expected', fr: 'elle est écrite autrement qu’attendu' }
  }
}

type Side = 'least' | 'most' | 'above' | 'below'

function limitWords(origin: string, limit: number, side: Side): Text {
  const sides: Readonly<Record<Side, Text>> = {
    least: { en: 'at least', fr: 'au moins' },
    most: { en: 'at most', fr: 'au plus' },
    above: { en: 'more than', fr: 'plus de' },
    below: { en: 'less than', fr: 'moins de' },
  }
  if (side === 'least' && limit === 1 && (origin === 'string' || origin === 'array'))
    return { en: 'it must not be empty', fr: 'elle ne peut pas être vide' }
  const { en, fr } = sides[side]
  const units: Readonly<Record<string, Text>> = {
    string: { en: ' letters', fr: ' lettres' },
    array: { en: ' entries', fr: ' entrées' },
  }
  const unit = units[origin] ?? { en: '', fr: '' }
  return {
    en: `${en} ${limit}${unit.en} ${unit.en ? 'are' : 'is'} expected`,
    fr: `on attend ${fr} ${String(limit).replace('.', ',')}${unit.fr}`,
  }
}
