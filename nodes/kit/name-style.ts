import { freeName } from '../../engine/relation/build.ts'
import { field } from './fields.ts'

export type NameStyle = 'keep' | 'clean' | 'kebab' | 'camel' | 'title' | 'lower' | 'upper' | 'trim'

/** How names of columns are written. */
export const nameStyleField = (fallback: NameStyle) =>
  field.choice({
    label: { en: 'Write names as', fr: 'Écrire les noms' },
    choices: [
      { value: 'keep', label: { en: 'they are', fr: 'tels quels' } },
      {
        value: 'clean',
        label: { en: 'clean_names', fr: 'noms_propres' },
        help: {
          en: 'Small letters without accents, words joined by _: “Prix (€)” becomes prix.',
          fr: 'Minuscules sans accents, mots joints par _ : « Prix (€) » devient prix.',
        },
      },
      { value: 'kebab', label: { en: 'clean-names', fr: 'noms-propres' } },
      { value: 'camel', label: { en: 'cleanNames', fr: 'nomsPropres' } },
      { value: 'title', label: { en: 'Each Word', fr: 'Chaque Mot' } },
      { value: 'lower', label: { en: 'lower case', fr: 'minuscules' } },
      { value: 'upper', label: { en: 'UPPER CASE', fr: 'MAJUSCULES' } },
      { value: 'trim', label: { en: 'they are, without outer spaces', fr: 'sans espaces aux deux bouts' } },
    ],
    default: fallback,
  })

const capital = (word: string) => word.replace(/^./u, (letter) => letter.toUpperCase())

/** Letters and digits of a name, word by word: “unitPrice (EUR)” is unit, Price, EUR. Accents are taken off. */
function wordsOf(name: string): readonly string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '')
  const parted = plain.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return parted.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** A name in a style. A name of signs only becomes `column` where signs are dropped. */
export function styledName(name: string, style: NameStyle): string {
  const words = wordsOf(name)
  const joined = (sign: string) => words.map((word) => word.toLowerCase()).join(sign) || 'column'
  switch (style) {
    case 'keep':
      return name
    case 'clean':
      return joined('_')
    case 'kebab':
      return joined('-')
    case 'camel':
      return words.map((word, index) => (index === 0 ? word.toLowerCase() : capital(word.toLowerCase()))).join('') || 'column'
    case 'title':
      return name
        .trim()
        .split(/[\s_]+/u)
        .map((word) => capital(word.toLowerCase()))
        .join(' ')
    case 'lower':
      return name.toLowerCase()
    case 'upper':
      return name.toUpperCase()
    case 'trim':
      return name.trim()
  }
}

/** The same names with numbers behind those that came before or are empty. */
export function uniqueNames(names: readonly string[], before: Iterable<string> = []): readonly string[] {
  const taken = new Set(before)
  return names.map((name, index) => {
    const free = freeName(name === '' ? `column_${index + 1}` : name, taken)
    taken.add(free)
    return free
  })
}
