import type { Language } from '../function-spec.ts'

/** The words of the language that are not functions. */
export type Word = 'and' | 'or' | 'not' | 'in' | 'between' | 'is' | 'true' | 'false' | 'null' | 'nan' | 'infinity'

/** How each word is written; the first form of each language is the one the formatters use. */
const wordForms: Readonly<Record<Word, Readonly<Record<Language, readonly [string, ...string[]]>>>> = {
  and: { en: ['AND'], fr: ['ET'] },
  or: { en: ['OR'], fr: ['OU'] },
  not: { en: ['NOT'], fr: ['NON', 'PAS'] },
  in: { en: ['IN'], fr: ['DANS'] },
  between: { en: ['BETWEEN'], fr: ['ENTRE'] },
  is: { en: ['IS'], fr: ['EST'] },
  true: { en: ['TRUE'], fr: ['VRAI'] },
  false: { en: ['FALSE'], fr: ['FAUX'] },
  null: { en: ['NULL', 'MISSING'], fr: ['NULL', 'MANQUANT'] },
  nan: { en: ['NAN'], fr: ['NAN'] },
  infinity: { en: ['INFINITY'], fr: ['INFINI'] },
}

const byForm: ReadonlyMap<string, Word> = new Map(
  Object.entries(wordForms).flatMap(([word, forms]) => [...forms.en, ...forms.fr].map((form) => [form, word as Word])),
)

/** How the formatters and messages write a word. */
export function wordName(word: Word): Readonly<Record<Language, string>> {
  const { en, fr } = wordForms[word]
  return { en: en[0], fr: fr[0] }
}

/** How NOT is written before IN and BETWEEN. */
export const notIn: Readonly<Record<Language, string>> = { en: 'NOT', fr: 'PAS' }

/** The word that this folded name stands for, in either language. */
export function wordOf(name: string): Word | undefined {
  return byForm.get(name)
}
