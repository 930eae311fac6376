// Nodes that turn rows into columns, columns into rows and cells into either.

import { z } from 'zod'
import { extend, freeName } from '../../engine/relation/build.ts'
import { unpivot as unpivoted } from '../../engine/relation/build-rows.ts'
import { column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Column } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, listed, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'

const table = {
  columns: [
    { name: 'city', type: 'text' },
    { name: '2023', type: 'int' },
    { name: '2024', type: 'float' },
  ],
  rows: [
    ['Lyon', 3, 4.5],
    ['Paris', 7, null],
  ],
} as const

const long = [
  { name: 'city', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'value', type: 'float' },
] as const

export const unpivot = defineNode({
  id: 'reshape.unpivot',
  version: 1,
  icon: 'unfold-vertical',
  title: { en: 'Columns to rows', fr: 'Colonnes en lignes' },
  summary: { en: 'Makes a row of each cell of some columns.', fr: 'Fait une ligne de chaque cellule de certaines colonnes.' },
  help: {
    en: `Choose the columns that hold the same kind of value, such as one column for each year. Each of their cells becomes a row with the name of its column and its value; the other columns are repeated beside it. A pattern such as ^20 takes columns that come later too.

Whole and decimal numbers become decimals. Other types that differ are a problem, unless you let them become text. Missing cells become rows with a missing value, or none if you leave them out.`,
    fr: `Choisissez les colonnes qui contiennent la même sorte de valeur, par exemple une colonne par année. Chacune de leurs cellules devient une ligne avec le nom de sa colonne et sa valeur ; les autres colonnes se répètent à côté. Un motif comme ^20 prend aussi les colonnes à venir.

Entiers et décimaux deviennent décimaux. D’autres types différents sont un problème, sauf si vous les laissez devenir du texte. Les cellules manquantes deviennent des lignes à valeur manquante, ou aucune si vous les écartez.`,
  },
  keywords: {
    en: ['melt', 'fold', 'unpivot', 'gather', 'wide to long', 'stack'],
    fr: ['dépivoter', 'fondre', 'plier', 'large vers long', 'empiler'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Columns to turn into rows', fr: 'Colonnes à mettre en lignes' }, accepts: scalars }),
    key: field.text({ label: { en: 'Column for the names', fr: 'Colonne des noms' }, default: 'name' }),
    value: field.text({ label: { en: 'Column for the values', fr: 'Colonne des valeurs' }, default: 'value' }),
    missing: field.choice({
      label: { en: 'Missing cells', fr: 'Cellules manquantes' },
      choices: [
        { value: 'keep', label: { en: 'become rows too', fr: 'deviennent aussi des lignes' } },
        { value: 'drop', label: { en: 'are left out', fr: 'sont écartées' } },
      ],
      default: 'keep',
    }),
    differing: field.choice({
      label: { en: 'Columns whose types differ', fr: 'Colonnes de types différents' },
      choices: [
        { value: 'refuse', label: { en: 'Are a problem', fr: 'Sont un problème' } },
        { value: 'text', label: { en: 'Become text', fr: 'Deviennent du texte' } },
      ],
      default: 'refuse',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: scalars })
    const from = columns.map((column) => column.name)
    const taken = new Set(input.columns.flatMap((column) => (from.includes(column.name) ? [] : [column.name])))
    const key = freeName(params.key.trim() || 'name', taken)
    const value = freeName(params.value.trim() || 'value', new Set([...taken, key]))
    const alike = brought(input, columns, params.differing === 'text')
    const rows = unpivoted(alike, { from, key, value, keepNulls: params.missing === 'keep' })
    const careful = columns.find((column) => column.role === 'sensitive') ?? columns[0]
    return passRolesOn(rows, input, new Map(careful ? [[value, careful.name]] : []))
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    return { en: `a row for each cell of ${what.en}`, fr: `une ligne par cellule : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'One row for each city and year', fr: 'Une ligne par ville et par année' },
      params: { columns: { by: 'names', names: ['2023', '2024'] } },
      inputs: { table },
      expect: {
        table: {
          columns: long,
          rows: [
            ['Lyon', '2023', 3],
            ['Lyon', '2024', 4.5],
            ['Paris', '2023', 7],
            ['Paris', '2024', null],
          ],
        },
      },
    },
    {
      title: { en: 'Missing cells left out, under names of your own', fr: 'Cellules manquantes écartées, sous vos noms' },
      params: { columns: { by: 'types', types: ['int', 'float'], except: [] }, key: 'year', value: 'sales', missing: 'drop' },
      inputs: { table },
      expect: {
        table: {
          columns: [long[0], { name: 'year', type: 'text' }, { name: 'sales', type: 'float' }],
          rows: [
            ['Lyon', '2023', 3],
            ['Lyon', '2024', 4.5],
            ['Paris', '2023', 7],
          ],
        },
      },
    },
  ],
})

/** The input with the columns in one type. */
function brought(input: Relation, columns: readonly Column[], toText: boolean): Relation {
  const types = [...new Set(columns.map((column) => column.type))]
  if (types.length === 1 || types.every(isNumeric)) return input
  if (toText)
    return extend(
      input,
      columns.map(({ name, type }) => ({ name, expr: convert(columnExpr(name), type, 'text') ?? columnExpr(name) })),
    )
  const words = listed(types.map(typeWord), 6)
  throw new NodeProblem({
    code: 'types-differ',
    param: 'columns',
    text: { en: `The columns have different types: ${words.en}.`, fr: `Les colonnes ont des types différents : ${words.fr}.` },
    action: {
      en: 'Choose columns of one type, or let them become text.',
      fr: 'Choisissez des colonnes d’un type, ou laissez-les devenir du texte.',
    },
    fixes: [{ label: { en: 'Make them text', fr: 'En faire du texte' }, params: { differing: 'text' } }],
  })
}
