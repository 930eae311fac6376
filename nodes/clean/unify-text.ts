import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, listed } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import {
  classOf,
  compatibleForm,
  composed,
  plainSigns,
  sentenceCase,
  swappedCase,
  textSigns,
  unescaped,
  withoutSigns,
  withoutTags,
} from '../kit/text-signs.ts'

const table = {
  columns: [
    { name: 'city', type: 'text' },
    { name: 'visits', type: 'int' },
  ],
  rows: [
    ['  Orléans', 1],
    ['ORLEANS ', 2],
    ['New   York', 3],
    ['  ', 4],
    [null, 5],
  ],
} as const

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    accepts: ['text'],
    default: { by: 'types', types: ['text'], except: [] },
  }),
  trim: field.flag({ label: { en: 'Remove spaces at the ends', fr: 'Supprimer les espaces aux bouts' }, default: true }),
  side: field.choice({
    label: { en: 'Where', fr: 'Où' },
    choices: [
      { value: 'both', label: { en: 'at both ends', fr: 'aux deux bouts' } },
      { value: 'start', label: { en: 'at the start', fr: 'au début' } },
      { value: 'end', label: { en: 'at the end', fr: 'à la fin' } },
    ],
    default: 'both',
    when: { param: 'trim', in: [true] },
    group: 'advanced',
  }),
  spaces: field.flag({ label: { en: 'Several spaces become one', fr: 'Plusieurs espaces deviennent un seul' }, default: true }),
  letters: field.choice({
    label: { en: 'Upper and lower case', fr: 'Majuscules et minuscules' },
    choices: [
      { value: 'keep', label: { en: 'As they are', fr: 'Telles quelles' } },
      { value: 'lower', label: { en: 'all lower case', fr: 'tout en minuscules' } },
      { value: 'upper', label: { en: 'ALL UPPER CASE', fr: 'TOUT EN MAJUSCULES' } },
      { value: 'proper', label: { en: 'Each Word', fr: 'Chaque Mot' } },
      { value: 'sentence', label: { en: 'First letter of the text', fr: 'Première lettre du texte' } },
      { value: 'swap', label: { en: 'eXCHANGED', fr: 'iNVERSÉES' } },
    ],
    default: 'keep',
  }),
  accents: field.flag({ label: { en: 'Remove accents', fr: 'Supprimer les accents' }, default: false }),
  blanks: field.flag({ label: { en: 'Blank becomes missing', fr: 'Le vide devient manquant' }, default: true }),
  removeLetters: field.flag({ label: { en: 'Remove letters', fr: 'Supprimer les lettres' }, default: false }),
  removeDigits: field.flag({ label: { en: 'Remove digits', fr: 'Supprimer les chiffres' }, default: false }),
  removePunctuation: field.flag({ label: { en: 'Remove punctuation', fr: 'Supprimer la ponctuation' }, default: false }),
  removeSymbols: field.flag({ label: { en: 'Remove symbols such as + € ©', fr: 'Supprimer les symboles comme + € ©' }, default: false }),
  remove: field.text({
    label: { en: 'Remove these characters too', fr: 'Supprimer aussi ces caractères' },
    placeholder: { en: '#*_', fr: '#*_…' },
    optional: true,
  }),
  quotes: field.flag({
    label: { en: 'Plain quotation marks, dashes and spaces', fr: 'Guillemets, tirets et espaces simples' },
    default: false,
    group: 'advanced',
  }),
  html: field.choice({
    label: { en: 'HTML', fr: 'Code HTML' },
    choices: [
      { value: 'keep', label: { en: 'as it is', fr: 'tel quel' } },
      { value: 'entities', label: { en: '&amp; and the like become characters', fr: '&amp; et autres deviennent des caractères' } },
      { value: 'tags', label: { en: 'tags go as well', fr: 'les balises partent aussi' } },
    ],
    default: 'keep',
    group: 'advanced',
  }),
  unicode: field.choice({
    label: { en: 'Characters with several spellings', fr: 'Caractères à plusieurs codages' },
    choices: [
      { value: 'keep', label: { en: 'as they are', fr: 'tels quels' } },
      { value: 'nfc', label: { en: 'letter and accent in one (NFC)', fr: 'lettre et accent réunis (NFC)' } },
      { value: 'nfkc', label: { en: 'plain form (NFKC)', fr: 'forme simple (NFKC)' } },
    ],
    default: 'keep',
    group: 'advanced',
  }),
  ...resultPlaceFields({ ending: ' clean' }),
})

export const unifyText = defineNode({
  id: 'clean.unify-text',
  version: 1,
  icon: 'case-sensitive',
  title: { en: 'Clean text', fr: 'Nettoyer le texte' },
  summary: {
    en: 'Trims texts, removes characters and brings spaces, case and accents to one form.',
    fr: 'Rogne les textes, supprime des caractères et ramène espaces, casse et accents à une seule forme.',
  },
  help: {
    en: `Texts that differ only by a space, a capital letter or an accent are one value to a person and several to a computer. This node brings them to one form: HTML and codings first, then characters are removed, spaces, case and accents come last.

Letters are those of all living alphabets. The forms NFC and NFKC know the Latin letters of Europe, ligatures, full-width characters, raised and lowered digits. Exchanging case knows the letters of western Europe.

Missing values stay missing. Spaces are also tabs, line ends and no-break spaces. “Blank becomes missing” turns empty texts, and texts made of spaces only, into missing values; it comes last.

Use it before duplicates are removed, tables joined or categories counted.`,
    fr: `Des textes qui ne diffèrent que par une espace, une majuscule ou un accent sont une seule valeur pour une personne et plusieurs pour un ordinateur. Ce nœud les ramène à une forme : d’abord le HTML et les codages, puis les caractères à supprimer, enfin espaces, casse et accents.

Les lettres sont celles de tous les alphabets vivants. Les formes NFC et NFKC connaissent les lettres latines d’Europe, les ligatures, les caractères pleine chasse, les chiffres en exposant ou en indice. L’inversion de casse connaît les lettres d’Europe occidentale.

Les valeurs manquantes restent manquantes. Les espaces sont aussi les tabulations, fins de ligne et espaces insécables. « Le vide devient manquant » rend manquants les textes vides ou faits d’espaces ; cela vient en dernier.

À placer avant de supprimer des doublons, de joindre des tableaux ou de compter des catégories.`,
  },
  keywords: {
    en: [
      'unify text',
      'trim',
      'whitespace',
      'lower',
      'upper',
      'title case',
      'swap case',
      'accents',
      'normalise',
      'punctuation',
      'html',
      'smart quotes',
      'unicode',
    ],
    fr: [
      'unifier le texte',
      'rogner',
      'espaces',
      'minuscules',
      'majuscules',
      'casse',
      'accents',
      'normaliser',
      'ponctuation',
      'html',
      'guillemets',
      'unicode',
    ],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })
    return placeResults(
      input,
      columns.map((column) => ({ source: column.name, expr: unified(columnExpr(column.name), settings) })),
      settings,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const gone = removed(settings)
    const acts = [
      ...(settings.html === 'keep' ? [] : [{ en: 'no HTML', fr: 'sans HTML' }]),
      ...(gone.length === 0 ? [] : [{ en: 'remove characters', fr: 'supprimer des caractères' }]),
      ...(settings.trim ? [{ en: 'trim', fr: 'nettoyer les bouts' }] : []),
      ...(settings.spaces ? [{ en: 'single spaces', fr: 'espaces simples' }] : []),
      ...(settings.letters === 'keep' ? [] : [caseWords[settings.letters]]),
      ...(settings.accents ? [{ en: 'no accents', fr: 'sans accents' }] : []),
      ...(settings.blanks ? [{ en: 'blank to missing', fr: 'vide en manquant' }] : []),
    ]
    if (acts.length === 0) return { en: `leave ${what.en} as they are`, fr: `laisser ${what.fr} en l’état` }
    const list = listed(acts, 2)
    return { en: `${list.en}: ${what.en}`, fr: `${list.fr} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Digits alone, from phone numbers', fr: 'Les chiffres seuls, de numéros de téléphone' },
      params: { removeLetters: true, removePunctuation: true, removeSymbols: true, remove: ' ', place: 'add', ending: ' digits' },
      inputs: { table: { columns: [{ name: 'phone', type: 'text' }], rows: [['+33 (0)1-42.00'], ['tel: 555 é'], [null]] } },
      expect: {
        table: {
          columns: [
            { name: 'phone', type: 'text' },
            { name: 'phone digits', type: 'text' },
          ],
          rows: [
            ['+33 (0)1-42.00', '33014200'],
            ['tel: 555 é', '555'],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'One spelling for each city', fr: 'Une seule graphie par ville' },
      params: { letters: 'proper', accents: true },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['Orleans', 1],
            ['Orleans', 2],
            ['New York', 3],
            [null, 4],
            [null, 5],
          ],
        },
      },
    },
    {
      title: { en: 'Lower case, nothing else', fr: 'En minuscules, rien d’autre' },
      params: { trim: false, spaces: false, letters: 'lower', blanks: false },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['  orléans', 1],
            ['orleans ', 2],
            ['new   york', 3],
            ['  ', 4],
            [null, 5],
          ],
        },
      },
    },
  ],
})

const caseWords = {
  lower: { en: 'lower case', fr: 'minuscules' },
  upper: { en: 'upper case', fr: 'majuscules' },
  proper: { en: 'capital initials', fr: 'initiales majuscules' },
  sentence: { en: 'one capital', fr: 'une majuscule' },
  swap: { en: 'case exchanged', fr: 'casse inversée' },
}

type Settings = z.output<typeof params>

function removed(settings: Settings): readonly string[] {
  return [
    ...(settings.removeLetters ? [textSigns.letters] : []),
    ...(settings.removeDigits ? [textSigns.digits] : []),
    ...(settings.removePunctuation ? [textSigns.punctuation] : []),
    ...(settings.removeSymbols ? [textSigns.symbols] : []),
    ...(settings.remove === '' ? [] : [classOf(settings.remove)]),
  ]
}

const trimmers = { both: 'strip', start: 'strip-start', end: 'strip-end' } as const

function unified(value: Expr, settings: Settings): Expr {
  const bare = withoutSigns(decoded(value, settings), removed(settings))
  const trimmed = settings.trim ? call(trimmers[settings.side], bare) : bare
  const single = settings.spaces ? call('regex-replace', trimmed, literal('text', '[\\s\u00a0]+'), literal('text', ' ')) : trimmed
  const cased = inCase(single, settings.letters)
  const folded = settings.accents ? call('ascii-fold', cased) : cased
  return settings.blanks ? call('blank-to-null', folded) : folded
}

function decoded(value: Expr, { html, unicode, quotes }: Settings): Expr {
  const tagless = html === 'tags' ? withoutTags(value) : value
  const plain = html === 'keep' ? tagless : unescaped(tagless)
  const formed = unicode === 'keep' ? plain : unicode === 'nfc' ? composed(plain) : compatibleForm(plain)
  return quotes ? plainSigns(formed) : formed
}

function inCase(value: Expr, letters: Settings['letters']): Expr {
  if (letters === 'keep') return value
  if (letters === 'sentence') return sentenceCase(value)
  return letters === 'swap' ? swappedCase(value) : call(letters, value)
}
