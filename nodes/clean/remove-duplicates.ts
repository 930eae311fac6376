import { z } from 'zod'
import { distinct } from '../../engine/relation/build.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'

const table = {
  columns: [
    { name: 'order', type: 'int' },
    { name: 'status', type: 'text' },
  ],
  rows: [
    [1, 'new'],
    [2, 'new'],
    [1, 'paid'],
    [2, 'new'],
    [null, null],
    [null, null],
  ],
} as const

export const removeDuplicates = defineNode({
  id: 'clean.remove-duplicates',
  version: 1,
  icon: 'copy-minus',
  title: { en: 'Remove duplicates', fr: 'Supprimer les doublons' },
  summary: { en: 'Keeps one row of each group of equal rows.', fr: 'Garde une ligne de chaque groupe de lignes égales.' },
  help: {
    en: `Rows are equal when they are equal in the chosen columns; two missing values are equal. Upper and lower case differ, so unify texts first if they should not.

With an identifier chosen and “last row”, the newest entry wins, provided that the table is in order of time. The other rows stay in their order.`,
    fr: `Des lignes sont égales quand elles le sont dans les colonnes choisies ; deux valeurs manquantes sont égales. Majuscules et minuscules diffèrent : unifiez d’abord les textes s’il ne le faut pas.

Avec un identifiant choisi et « la dernière ligne », la saisie la plus récente l’emporte, à condition que le tableau suive le temps. Les autres lignes restent dans leur ordre.`,
  },
  keywords: { en: ['distinct', 'unique', 'dedupe', 'double'], fr: ['distinct', 'unique', 'dédoublonner', 'double'] },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Equal in', fr: 'Égales dans' }, default: { by: 'all', except: [] } }),
    keep: field.choice({
      label: { en: 'Keep', fr: 'Garder' },
      choices: [
        { value: 'first', label: { en: 'the first row', fr: 'la première ligne' } },
        { value: 'last', label: { en: 'the last row', fr: 'la dernière ligne' } },
      ],
      default: 'first',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const on = chooseColumns(input, params.columns, { param: 'columns' })
    return distinct(
      input,
      on.map((column) => column.name),
      params.keep,
    )
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    return params.keep === 'first'
      ? { en: `first row of each: ${what.en}`, fr: `première ligne pour chaque : ${what.fr}` }
      : { en: `last row of each: ${what.en}`, fr: `dernière ligne pour chaque : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'The last state of each order', fr: 'Le dernier état de chaque commande' },
      params: { columns: { by: 'names', names: ['order'] }, keep: 'last' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            [1, 'paid'],
            [2, 'new'],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Rows that are equal throughout', fr: 'Les lignes entièrement égales' },
      params: {},
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            [1, 'new'],
            [2, 'new'],
            [1, 'paid'],
            [null, null],
          ],
        },
      },
    },
  ],
})
