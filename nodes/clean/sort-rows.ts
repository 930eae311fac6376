import { z } from 'zod'
import { sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type SortKey } from '../../engine/relation/expression.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'

const scalars: readonly DataType[] = ['int', 'float', 'text', 'date', 'timestamp', 'bool']

const table = {
  columns: [
    { name: 'team', type: 'text' },
    { name: 'points', type: 'int' },
  ],
  rows: [
    ['red', 3],
    ['blue', null],
    ['green', 9],
    ['blue', 3],
  ],
} as const

const files = { name: 'file', type: 'text' } as const

export const sortRows = defineNode({
  id: 'clean.sort-rows',
  version: 1,
  icon: 'arrow-up-down',
  title: { en: 'Sort rows', fr: 'Trier les lignes' },
  summary: { en: 'Puts rows in order of one or more columns.', fr: 'Met les lignes dans l’ordre d’une ou plusieurs colonnes.' },
  help: {
    en: `Rows that are equal in the first column are ordered by the second, and so on. Rows that are equal in all of them stay in their order.

Texts are ordered letter by letter: capitals come before small letters, accents after z. In the order of people, numbers inside texts count as numbers (up to 20 digits), and capitals and accents only decide between texts that are equal otherwise. Missing values come last, in both directions, unless you put them first.`,
    fr: `Les lignes égales dans la première colonne sont rangées selon la deuxième, et ainsi de suite. Les lignes égales partout restent dans leur ordre.

Les textes se rangent lettre par lettre : les majuscules avant les minuscules, les accents après z. Dans l’ordre naturel, les nombres dans les textes comptent comme des nombres (jusqu’à 20 chiffres), et majuscules et accents ne départagent que des textes autrement égaux. Les valeurs manquantes viennent à la fin, dans les deux sens, sauf si vous les placez au début.`,
  },
  keywords: {
    en: ['order', 'natural order', 'arrange', 'rank', 'ascending', 'descending'],
    fr: ['ordre', 'ordre naturel', 'ranger', 'classer', 'croissant', 'décroissant'],
  },
  ...tablePorts,
  params: z.object({
    by: field.list({
      label: { en: 'Sort by', fr: 'Trier par' },
      item: z.object({
        column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: scalars }),
        direction: field.choice({
          label: { en: 'Direction', fr: 'Sens' },
          choices: [
            { value: 'up', label: { en: 'smallest first', fr: 'croissant' } },
            { value: 'down', label: { en: 'largest first', fr: 'décroissant' } },
          ],
          default: 'up',
        }),
        texts: field.choice({
          label: { en: 'Texts', fr: 'Textes' },
          choices: [
            { value: 'letters', label: { en: 'letter by letter', fr: 'lettre par lettre' } },
            { value: 'natural', label: { en: 'as people do: 2 before 10, é beside e', fr: 'comme on le fait : 2 avant 10, é près de e' } },
          ],
          default: 'letters',
        }),
        missing: field.choice({
          label: { en: 'Missing values', fr: 'Valeurs manquantes' },
          choices: [
            { value: 'last', label: { en: 'at the end', fr: 'à la fin' } },
            { value: 'first', label: { en: 'at the start', fr: 'au début' } },
          ],
          default: 'last',
        }),
      }),
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    if (params.by.length === 0)
      throw new NodeProblem({
        code: 'nothing-chosen',
        param: 'by',
        text: { en: 'No column to sort by is chosen.', fr: 'Aucune colonne de tri n’est choisie.' },
        action: { en: 'Add a column.', fr: 'Ajoutez une colonne.' },
      })
    const keys = params.by.flatMap((key, index): readonly SortKey[] => {
      const replace = (name: string) => ({ by: params.by.with(index, { ...key, column: name }) })
      const column = chooseColumn(input, key.column, { param: 'by', accepts: scalars, replace })
      const value = columnExpr(column.name)
      const way = { descending: key.direction === 'down', nullsFirst: key.missing === 'first' }
      const first = key.texts === 'natural' && column.type === 'text' ? [{ expr: naturalKey(value), ...way }] : []
      return [...first, { expr: value, ...way }]
    })
    return sort(input, keys)
  },
  explain(params) {
    if (params.by.length === 0) return { en: 'no order yet', fr: 'aucun ordre encore' }
    const keys = params.by.map((key) => {
      const name = quoted(key.column || '…')
      return key.direction === 'up' ? name : { en: `${name.en} (largest first)`, fr: `${name.fr} (décroissant)` }
    })
    const list = listed(keys, 3, { en: 'then', fr: 'puis' })
    return { en: `sort by ${list.en}`, fr: `trier par ${list.fr}` }
  },
  examples: [
    {
      title: { en: 'Most points first, missing at the end', fr: 'Le plus de points d’abord, manquants à la fin' },
      params: { by: [{ column: 'points', direction: 'down' }] },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['green', 9],
            ['red', 3],
            ['blue', 3],
            ['blue', null],
          ],
        },
      },
    },
    {
      title: { en: 'File 2 before file 10', fr: 'Le fichier 2 avant le 10' },
      params: { by: [{ column: 'file', texts: 'natural' }] },
      inputs: { table: { columns: [files], rows: [['file10'], ['élan'], [null], ['File2'], ['file2'], ['zoo']] } },
      expect: { table: { columns: [files], rows: [['élan'], ['File2'], ['file2'], ['file10'], ['zoo'], [null]] } },
    },
    {
      title: { en: 'By team, then by points', fr: 'Par équipe, puis par points' },
      params: { by: [{ column: 'team' }, { column: 'points', missing: 'first' }] },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['blue', null],
            ['blue', 3],
            ['green', 9],
            ['red', 3],
          ],
        },
      },
    },
  ],
})

/** A text whose letters are small and bare and whose numbers all have 20 digits, so that its order by letters is that of people. */
function naturalKey(value: Expr): Expr {
  const bare = call('ascii-fold', call('lower', value))
  const replaced = (text: Expr, pattern: string, by: string) => call('regex-replace', text, literal('text', pattern), literal('text', by))
  // The sign closes a number, so that the digits before the last 20 can go.
  return replaced(replaced(bare, '([0-9]+)', `${'0'.repeat(20)}$1\u001f`), '[0-9]*([0-9]{20})\u001f', '$1')
}
