import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, listed } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'

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
  trim: field.flag({ label: { en: 'Remove spaces at both ends', fr: 'Supprimer les espaces aux deux bouts' }, default: true }),
  spaces: field.flag({ label: { en: 'Several spaces become one', fr: 'Plusieurs espaces deviennent un seul' }, default: true }),
  letters: field.choice({
    label: { en: 'Upper and lower case', fr: 'Majuscules et minuscules' },
    choices: [
      { value: 'keep', label: { en: 'As they are', fr: 'Telles quelles' } },
      { value: 'lower', label: { en: 'all lower case', fr: 'tout en minuscules' } },
      { value: 'upper', label: { en: 'ALL UPPER CASE', fr: 'TOUT EN MAJUSCULES' } },
      { value: 'proper', label: { en: 'Each Word', fr: 'Chaque Mot' } },
    ],
    default: 'keep',
  }),
  accents: field.flag({ label: { en: 'Remove accents', fr: 'Supprimer les accents' }, default: false }),
  blanks: field.flag({ label: { en: 'Blank becomes missing', fr: 'Le vide devient manquant' }, default: true }),
})

export const unifyText = defineNode({
  id: 'clean.unify-text',
  version: 1,
  icon: 'case-sensitive',
  title: { en: 'Unify text', fr: 'Unifier le texte' },
  summary: {
    en: 'Trims texts and brings spaces, case and accents to one form.',
    fr: 'Nettoie les textes et ramène espaces, casse et accents à une seule forme.',
  },
  help: {
    en: `Texts that differ only by a space, a capital letter or an accent are one value to a person and several to a computer. This node brings them to one form, in the order of its fields.

Spaces are also tabs, line ends and no-break spaces. “Blank becomes missing” turns empty texts, and texts made of spaces only, into missing values; it comes last.

Use it before duplicates are removed, tables joined or categories counted.`,
    fr: `Des textes qui ne diffèrent que par une espace, une majuscule ou un accent sont une seule valeur pour une personne et plusieurs pour un ordinateur. Ce nœud les ramène à une forme, dans l’ordre de ses champs.

Les espaces sont aussi les tabulations, fins de ligne et espaces insécables. « Le vide devient manquant » rend manquants les textes vides ou faits d’espaces ; cela vient en dernier.

À placer avant de supprimer des doublons, de joindre des tableaux ou de compter des catégories.`,
  },
  keywords: {
    en: ['trim', 'whitespace', 'lower', 'upper', 'accents', 'normalise', 'clean'],
    fr: ['espaces', 'minuscules', 'majuscules', 'accents', 'normaliser', 'nettoyer'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })
    return extend(
      input,
      columns.map((column) => ({ name: column.name, expr: unified(columnExpr(column.name), settings) })),
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const acts = [
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
}

function unified(value: Expr, settings: z.output<typeof params>): Expr {
  const trimmed = settings.trim ? call('strip', value) : value
  const single = settings.spaces ? call('regex-replace', trimmed, literal('text', '[\\s\u00a0]+'), literal('text', ' ')) : trimmed
  const cased = settings.letters === 'keep' ? single : call(settings.letters, single)
  const folded = settings.accents ? call('ascii-fold', cased) : cased
  return settings.blanks ? call('blank-to-null', folded) : folded
}
