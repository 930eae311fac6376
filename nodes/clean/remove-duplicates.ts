import { z } from 'zod'
import { distinct, extend, filter, join, project, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { comparedText, overlookedFields } from '../kit/compared-text.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { leftOutput } from '../kit/join-output.ts'
import { missingCells } from '../kit/missing-cells.ts'
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
    en: `Rows are equal when they are equal in the chosen columns; two missing values are equal. Capitals, accents and spaces at both ends can be overlooked; the rows stay as they are written. For misspellings there is “Remove near duplicates”.

With an identifier chosen and “last row”, the newest entry wins, provided that the table is in order of time. The other rows stay in their order; the second output holds those that were removed.`,
    fr: `Des lignes sont égales quand elles le sont dans les colonnes choisies ; deux valeurs manquantes sont égales. Majuscules, accents et espaces aux deux bouts peuvent être indifférents ; les lignes restent écrites telles quelles. Pour des fautes de frappe, il y a « Supprimer les quasi-doublons ».

Avec un identifiant choisi et « la dernière ligne », la saisie la plus récente l’emporte, à condition que le tableau suive le temps. Les autres lignes restent dans leur ordre ; la seconde sortie contient les lignes supprimées.`,
  },
  keywords: { en: ['distinct', 'unique', 'dedupe', 'double'], fr: ['distinct', 'unique', 'dédoublonner', 'double'] },
  inputs: tablePorts.inputs,
  outputs: { ...tablePorts.outputs, removed: { kind: 'table', label: { en: 'Removed rows', fr: 'Lignes supprimées' } } },
  params: z.object({
    columns: field.columns({ label: { en: 'Equal in', fr: 'Égales dans' }, default: { by: 'all', except: [] } }),
    keep: field.choice({
      label: { en: 'Keep', fr: 'Garder' },
      choices: [
        { value: 'first', label: { en: 'the first row', fr: 'la première ligne' } },
        { value: 'last', label: { en: 'the last row', fr: 'la dernière ligne' } },
        { value: 'complete', label: { en: 'the row with the most known values', fr: 'la ligne la plus complète' } },
        { value: 'none', label: { en: 'none of rows that come twice', fr: 'aucune des lignes en double' } },
      ],
      default: 'first',
    }),
    ...overlookedFields,
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const on = chooseColumns(input, params.columns, { param: 'columns' })
    const { rows, place } = numbered(input)
    const free = freeNames(rows)
    const names = input.columns.map((column) => column.name)
    // Texts are compared without what is overlooked; the rows themselves stay as they are.
    const folded = on.filter(({ type }) => type === 'text' && (params.ignoreCase || params.ignoreAccents || params.ignoreSpaces))
    const compared = folded.map(({ name }) => ({ name: free(`${name} compared`), expr: comparedText(columnExpr(name), params), of: name }))
    const keys = on.map(({ name }) => compared.find((item) => item.of === name)?.name ?? name)
    const keyed = extend(
      rows,
      compared.map(({ name, expr }) => ({ name, expr })),
    )
    const kept = keptRows(keyed, keys, { keep: params.keep, names, place, free })
    const seen = freeNames(kept)('kept')
    const marked = project(kept, [
      { name: place, expr: columnExpr(place) },
      { name: seen, expr: literal('bool', true) },
    ])
    const gone = join(rows, marked, { how: 'anti', on: [{ left: columnExpr(place), right: columnExpr(place) }], output: leftOutput(rows) })
    // The plain case needs no numbers of rows, which cost time on long tables.
    const simple = compared.length === 0 && (params.keep === 'first' || params.keep === 'last') ? params.keep : null
    const table = simple ? distinct(input, keys, simple) : select(kept, names)
    return { table, removed: select(gone, names) }
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    const words = {
      first: { en: 'first row of each', fr: 'première ligne pour chaque' },
      last: { en: 'last row of each', fr: 'dernière ligne pour chaque' },
      complete: { en: 'fullest row of each', fr: 'ligne la plus complète pour chaque' },
      none: { en: 'only rows that come once', fr: 'seulement les lignes uniques' },
    }[params.keep]
    return { en: `${words.en}: ${what.en}`, fr: `${words.fr} : ${what.fr}` }
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
    {
      title: {
        en: 'The fullest row, capitals and spaces do not matter',
        fr: 'La ligne la plus complète, sans égard aux majuscules et espaces',
      },
      params: { columns: { by: 'names', names: ['status'] }, keep: 'complete', ignoreCase: true, ignoreSpaces: true },
      inputs: {
        table: {
          columns: table.columns,
          rows: [
            [null, 'New'],
            [1, 'new '],
            [2, null],
          ],
        },
      },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            [1, 'new '],
            [2, null],
          ],
        },
        removed: { columns: table.columns, rows: [[null, 'New']] },
      },
    },
    {
      title: { en: 'Only rows that come once', fr: 'Seulement les lignes uniques' },
      params: { keep: 'none' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            [1, 'new'],
            [1, 'paid'],
          ],
        },
      },
    },
  ],
})

interface Keeping {
  readonly keep: 'first' | 'last' | 'complete' | 'none'
  readonly names: readonly string[]
  readonly place: string
  readonly free: (wanted: string) => string
}

/** The rows that stay, in table order. */
function keptRows(rows: Relation, keys: readonly string[], { keep, names, place, free }: Keeping): Relation {
  if (keep === 'first' || keep === 'last') return distinct(rows, keys, keep)
  const same: readonly Expr[] = keys.map((name) => columnExpr(name))
  if (keep === 'none') {
    const count: Expr = { kind: 'window', fn: 'count', args: [columnExpr(place)], partitionBy: same, orderBy: [] }
    const times = free('times')
    return filter(extend(rows, [{ name: times, expr: count }]), call('equal', columnExpr(times), literal('int', 1)))
  }
  const orderBy = [{ expr: missingCells(names) }, { expr: columnExpr(place) }]
  const at: Expr = { kind: 'window', fn: 'row-number', args: [literal('int', 1)], partitionBy: same, orderBy }
  const first = free('place of row')
  return filter(extend(rows, [{ name: first, expr: at }]), call('equal', columnExpr(first), literal('int', 1)))
}
