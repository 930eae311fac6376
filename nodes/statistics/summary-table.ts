// Figures as tables: what a profile says, and what tests of relations say, to be filtered, joined and written like any table.

import { z } from 'zod'
import { aggregate, project, union } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Measure } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { scalars } from '../kit/type-groups.ts'

interface Figure {
  readonly name: string
  readonly type: DataType
  readonly accepts: readonly DataType[]
  /** An aggregate, and what is made of it. */
  readonly measure: (value: Expr, column: Column) => Omit<Measure, 'name'>
  readonly shown?: (result: Expr, column: Column) => Expr
}

const ordered: readonly DataType[] = ['text', 'int', 'float', 'date', 'timestamp']
const numbers: readonly DataType[] = ['int', 'float']
const numeric: readonly DataType[] = ['int', 'float', 'bool']
const asNumber = (value: Expr, column: Column) => (column.type === 'bool' ? call('bool-to-int', value) : value)
const asText = (result: Expr, column: Column) => convert(result, column.type, 'text') ?? result
const quantile = (name: string, share: number): Figure => ({
  name,
  type: 'float',
  accepts: numbers,
  measure: (value) => ({ fn: 'quantile', args: [value, literal('float', share)] }),
})
const counted = (name: string, accepts: readonly DataType[], test: (value: Expr, column: Column) => Expr): Figure => ({
  name,
  type: 'int',
  accepts,
  measure: (value, column) => ({ fn: 'count-if', args: [test(value, column)] }),
})
const nought = (column: Column) => literal(column.type, 0)
const length = (value: Expr) => call('length', value)

const usual: readonly Figure[] = [
  { name: 'rows', type: 'int', accepts: scalars, measure: (value) => ({ fn: 'count-rows', args: [value] }) },
  { name: 'known', type: 'int', accepts: scalars, measure: (value) => ({ fn: 'count', args: [value] }) },
  { name: 'missing', type: 'int', accepts: scalars, measure: (value) => ({ fn: 'count-null', args: [value] }) },
  {
    name: 'share missing',
    type: 'float',
    accepts: scalars,
    measure: (value) => ({ fn: 'mean', args: [call('int-to-float', call('bool-to-int', call('is-null', value)))] }),
  },
  { name: 'different', type: 'int', accepts: scalars, measure: (value) => ({ fn: 'count-distinct', args: [value] }) },
  {
    name: 'most frequent',
    type: 'text',
    accepts: scalars,
    measure: (value, column) => ({ fn: column.type === 'float' ? 'mode-float' : 'mode', args: [value] }),
    shown: asText,
  },
  { name: 'smallest', type: 'text', accepts: ordered, measure: (value) => ({ fn: 'minimum', args: [value] }), shown: asText },
  { name: 'largest', type: 'text', accepts: ordered, measure: (value) => ({ fn: 'maximum', args: [value] }), shown: asText },
  { name: 'mean', type: 'float', accepts: numeric, measure: (value, column) => ({ fn: 'mean', args: [asNumber(value, column)] }) },
  { name: 'deviation', type: 'float', accepts: numbers, measure: (value) => ({ fn: 'stddev-sample', args: [value] }) },
  quantile('quartile 1', 0.25),
  quantile('median', 0.5),
  quantile('quartile 3', 0.75),
]

const more: readonly Figure[] = [
  { name: 'sum', type: 'float', accepts: numeric, measure: (value, column) => ({ fn: 'sum', args: [asNumber(value, column)] }) },
  quantile('quantile 5', 0.05),
  quantile('quantile 95', 0.95),
  { name: 'skewness', type: 'float', accepts: numbers, measure: (value) => ({ fn: 'skewness', args: [value] }) },
  { name: 'kurtosis', type: 'float', accepts: numbers, measure: (value) => ({ fn: 'kurtosis', args: [value] }) },
  counted('zeros', numbers, (value, column) => call('equal', value, nought(column))),
  counted('negative', numbers, (value, column) => call('less', value, nought(column))),
  counted('blank', ['text'], (value) => call('equal', call('strip', value), literal('text', ''))),
  { name: 'shortest', type: 'int', accepts: ['text'], measure: (value) => ({ fn: 'minimum', args: [length(value)] }) },
  { name: 'longest', type: 'int', accepts: ['text'], measure: (value) => ({ fn: 'maximum', args: [length(value)] }) },
  { name: 'mean length', type: 'float', accepts: ['text'], measure: (value) => ({ fn: 'mean', args: [length(value)] }) },
]

const table = {
  columns: [
    { name: 'age', type: 'int' },
    { name: 'name', type: 'text', role: 'id' },
  ],
  rows: [
    [30, 'Ann'],
    [null, 'Bob'],
    [40, 'Ann'],
  ],
} as const

const headings = [
  { name: 'column', type: 'text' },
  { name: 'type', type: 'text' },
  { name: 'role', type: 'text' },
] as const

export const summaryTable = defineNode({
  id: 'statistics.summary-table',
  version: 1,
  icon: 'table-properties',
  title: { en: 'Summary table', fr: 'Tableau récapitulatif' },
  summary: { en: 'Makes a table with a row of figures for each column.', fr: 'Fait un tableau avec une ligne de chiffres par colonne.' },
  help: {
    en: `What the profile shows of each column, as a table that can be filtered, joined and written: rows, known and missing values, different values, the most frequent, the smallest and the largest, mean, deviation and quartiles. More figures: sum, quantiles 5 and 95, skewness, kurtosis, zeros, negative numbers, blank texts and lengths.

All rows are counted, none is estimated. Missing values are left out of every figure but the numbers of rows and of missing values. A figure that makes no sense for a type, such as the mean of texts, is missing; the mean of yes/no values is the share of yes.`,
    fr: `Ce que le profil montre de chaque colonne, en un tableau qui se filtre, se joint et s’écrit : lignes, valeurs connues et manquantes, valeurs différentes, la plus fréquente, la plus petite et la plus grande, moyenne, écart type et quartiles. D’autres chiffres : somme, quantiles 5 et 95, asymétrie, aplatissement, zéros, nombres négatifs, textes vides et longueurs.

Toutes les lignes sont comptées, rien n’est estimé. Les valeurs manquantes sont exclues de tous les chiffres sauf des nombres de lignes et de manquantes. Un chiffre sans objet pour un type, comme la moyenne de textes, manque ; la moyenne de valeurs oui/non est la part des oui.`,
  },
  keywords: {
    en: ['describe', 'summarize data', 'statistics', 'feature statistics', 'profile as data', 'data quality report'],
    fr: ['décrire', 'résumer', 'statistiques', 'profil en données', 'qualité des données'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars, default: { by: 'all', except: [] } }),
    figures: field.choice({
      label: { en: 'Figures', fr: 'Chiffres' },
      choices: [
        { value: 'usual', label: { en: 'the usual ones', fr: 'les habituels' } },
        { value: 'all', label: { en: 'all', fr: 'tous' } },
      ],
      default: 'usual',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: scalars })
    const figures = params.figures === 'all' ? [...usual, ...more] : usual
    const cell = (figure: number, column: number) => `${figure} ${column}`
    const measures = columns.flatMap((column, at) =>
      figures.flatMap((figure, number) =>
        figure.accepts.includes(column.type) ? [{ name: cell(number, at), ...figure.measure(columnExpr(column.name), column) }] : [],
      ),
    )
    // One pass over the rows; its one row is then cut into a row for each column.
    const wide = aggregate(input, [], measures)
    return union(
      columns.map((column, at) => {
        const told: readonly NamedExpr[] = [column.name, column.type, column.role ?? null].map((text, place) => ({
          name: headings[place]?.name ?? 'column',
          expr: literal('text', text),
        }))
        const found = figures.map((figure, number): NamedExpr => {
          if (!figure.accepts.includes(column.type)) return { name: figure.name, expr: literal(figure.type, null) }
          const result = columnExpr(cell(number, at))
          return { name: figure.name, expr: figure.shown?.(result, column) ?? result }
        })
        return project(wide, [...told, ...found])
      }),
    )
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    return { en: `a row of figures for ${what.en}`, fr: `une ligne de chiffres pour ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'A number with a gap, and a text', fr: 'Un nombre avec un trou, et un texte' },
      params: {},
      inputs: { table },
      expect: {
        table: {
          columns: [...headings, ...usual.map(({ name, type }) => ({ name, type }))],
          rows: [
            ['age', 'int', null, 3, 2, 1, 1 / 3, 2, '30', '30', '40', 35, Math.sqrt(50), 32.5, 35, 37.5],
            ['name', 'text', 'id', 3, 3, 0, 0, 2, 'Ann', 'Ann', 'Bob', null, null, null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'All figures of a text', fr: 'Tous les chiffres d’un texte' },
      params: { columns: { by: 'names', names: ['t'] }, figures: 'all' },
      inputs: { table: { columns: [{ name: 't', type: 'text' }], rows: [['a'], [' '], [null], ['abc']] } },
      expect: {
        table: {
          columns: [...headings, ...[...usual, ...more].map(({ name, type }) => ({ name, type }))],
          rows: [
            ['t', 'text', null, 4, 3, 1, 0.25, 3, ' ', ' ', 'abc', null, null, null, null, null]
              .concat([null, null, null, null, null, null, null])
              .concat([1, 1, 3, 5 / 3]),
          ],
        },
      },
    },
  ],
})
