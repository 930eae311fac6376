import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import { comparedText } from './compared-text.ts'
import { field } from './fields.ts'
import { textSigns } from './text-signs.ts'

/** How alike two texts are, and what of them does not count. */
export const nearFields = (threshold: number) => ({
  measure: field.choice({
    label: { en: 'Alike by', fr: 'Ressemblance selon' },
    choices: [
      {
        value: 'edits',
        label: { en: 'letters to change', fr: 'les lettres à changer' },
        help: { en: 'Levenshtein: for typing errors.', fr: 'Levenshtein : pour les fautes de frappe.' },
      },
      {
        value: 'swaps',
        label: { en: 'letters to change, two swapped ones count once', fr: 'les lettres à changer, deux inversées comptant une fois' },
        help: { en: 'Damerau: for fast typing, Pairs for Paris.', fr: 'Damerau : pour la frappe rapide, Pairs pour Paris.' },
      },
      {
        value: 'beginning',
        label: { en: 'letters, the first ones count more', fr: 'les lettres, les premières comptant plus' },
        help: { en: 'Jaro-Winkler: for short names.', fr: 'Jaro-Winkler : pour les noms courts.' },
      },
      {
        value: 'grams',
        label: { en: 'runs of three letters in common', fr: 'les suites de trois lettres communes' },
        help: { en: 'Jaccard: for long texts whose parts move.', fr: 'Jaccard : pour les textes longs dont des parties se déplacent.' },
      },
      {
        value: 'words',
        label: { en: 'words in common', fr: 'les mots communs' },
        help: { en: 'Jaccard: for lists of words.', fr: 'Jaccard : pour les listes de mots.' },
      },
    ],
    default: 'edits',
  }),
  threshold: field.slider({
    label: { en: 'At least this alike', fr: 'Ressemblance minimale' },
    help: { en: '1 is equal, 0 has nothing in common.', fr: '1 : égales ; 0 : rien en commun.' },
    default: threshold,
    min: 0.5,
    max: 1,
    step: 0.05,
  }),
  ignoreCase: field.flag({ label: { en: 'Capitals do not matter', fr: 'Majuscules indifférentes' }, default: true, group: 'advanced' }),
  ignoreAccents: field.flag({ label: { en: 'Accents do not matter', fr: 'Accents indifférents' }, default: true, group: 'advanced' }),
  ignoreSigns: field.flag({
    label: { en: 'Punctuation and extra spaces do not matter', fr: 'Ponctuation et espaces en trop indifférents' },
    default: true,
    group: 'advanced',
  }),
  ignoreOrder: field.flag({
    label: { en: 'The order of words does not matter', fr: 'Ordre des mots indifférent' },
    default: false,
    group: 'advanced',
  }),
})

export interface NearSettings {
  readonly measure: 'edits' | 'swaps' | 'beginning' | 'grams' | 'words'
  readonly threshold: number
  readonly ignoreCase: boolean
  readonly ignoreAccents: boolean
  readonly ignoreSigns: boolean
  readonly ignoreOrder: boolean
}

const text = (value: string) => literal('text', value)
const spaces = '[\\s\u00a0]+'

/** A text in the form in which it is compared; empty where nothing of it counts. */
export function nearText(value: Expr, settings: NearSettings): Expr {
  const folded = comparedText(value, { ignoreCase: settings.ignoreCase, ignoreAccents: settings.ignoreAccents, ignoreSpaces: false })
  const signless = settings.ignoreSigns ? call('regex-replace', folded, text(`${textSigns.punctuation}|['’]`), text(' ')) : folded
  const single =
    settings.ignoreSigns || settings.ignoreOrder ? call('strip', call('regex-replace', signless, text(spaces), text(' '))) : signless
  return settings.ignoreOrder ? call('list-join', call('list-sort', call('split', single, text(' '))), text(' ')) : single
}
