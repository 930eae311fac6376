import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { groupsInOrder, numbered } from '../kit/first-appearance.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { scalars } from '../kit/type-groups.ts'

// Stands between values while they are put together; no text of a person holds it.
const between = '\u001f'

const table = {
  columns: [
    { name: 'film', type: 'text' },
    { name: 'actor', type: 'text' },
    { name: 'year', type: 'int' },
  ],
  rows: [
    ['Her', 'Phoenix', 2013],
    ['Alien', 'Weaver', 1979],
    ['Alien', null, 1979],
    ['Alien', 'Hurt', 1979],
  ],
} as const

export const collect = defineNode({
  id: 'reshape.collect',
  version: 1,
  icon: 'list-collapse',
  title: { en: 'Rows to cells', fr: 'Lignes en cellules' },
  summary: { en: 'Puts the values of several rows into one cell.', fr: 'Met les valeurs de plusieurs lignes dans une cellule.' },
  help: {
    en: `One row comes out for each combination of the columns that stay, in the order in which they first appear. The values of the other chosen columns are put together in the order of the rows; missing values are left out, and a cell without any is missing. Columns that are neither are dropped.

A list keeps the values apart, so that a node that works on lists can go on; a text has the separator between them. “Different values only” sorts them.`,
    fr: `Une ligne sort pour chaque combinaison des colonnes qui restent, dans leur ordre d’apparition. Les valeurs des autres colonnes choisies sont réunies dans l’ordre des lignes ; les valeurs manquantes sont écartées, et une cellule sans aucune est manquante. Les colonnes qui ne sont ni l’un ni l’autre s’en vont.

Une liste garde les valeurs séparées, pour un nœud qui travaille sur des listes ; un texte a le séparateur entre elles. « Valeurs différentes seulement » les trie.`,
  },
  keywords: {
    en: ['join multi-valued cells', 'concatenate rows', 'implode', 'nest', 'string agg', 'list'],
    fr: ['joindre les cellules', 'concaténer les lignes', 'imbriquer', 'regrouper en liste'],
  },
  ...tablePorts,
  params: z.object({
    keys: field.columns({ label: { en: 'A row for each', fr: 'Une ligne pour chaque' }, accepts: scalars }),
    columns: field.columns({ label: { en: 'Put together', fr: 'Réunir' }, accepts: scalars }),
    result: field.choice({
      label: { en: 'The cell holds', fr: 'La cellule contient' },
      choices: [
        { value: 'text', label: { en: 'a text', fr: 'un texte' } },
        { value: 'list', label: { en: 'a list', fr: 'une liste' } },
      ],
      default: 'text',
    }),
    separator: field.text({ label: { en: 'Separator', fr: 'Séparateur' }, default: ', ', when: { param: 'result', in: ['text'] } }),
    distinct: field.flag({ label: { en: 'Different values only', fr: 'Valeurs différentes seulement' }, default: false }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const keys = chooseColumns(input, params.keys, { param: 'keys', accepts: scalars, optional: true }).map((column) => column.name)
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: scalars }).filter(({ name }) => !keys.includes(name))
    const { rows, place } = numbered(input)
    const measures = columns.map(({ name, type }, index) => ({
      name: `${place} c${index}`,
      fn: 'string-join',
      args: [convert(columnExpr(name), type, 'text') ?? columnExpr(name), literal('text', between), columnExpr(place)],
    }))
    const results = columns.map(({ name }, index) => ({ name, expr: result(columnExpr(`${place} c${index}`), params) }))
    const table = groupsInOrder(rows, place, keys, { measures, results })
    return passRolesOn(table, input, new Map(columns.map(({ name }) => [name, name])))
  },
  explain(params) {
    const [what, by] = [columnsPhrase(params.columns), columnsPhrase(params.keys)]
    return { en: `${what.en} put together for each ${by.en}`, fr: `${what.fr} : réunir pour chaque ${by.fr}` }
  },
  examples: [
    {
      title: { en: 'The actors of each film', fr: 'Les acteurs de chaque film' },
      params: { keys: { by: 'names', names: ['film'] }, columns: { by: 'names', names: ['actor'] } },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns.slice(0, 2),
          rows: [
            ['Her', 'Phoenix'],
            ['Alien', 'Weaver, Hurt'],
          ],
        },
      },
    },
    {
      title: { en: 'The different years of all, as a list', fr: 'Les années différentes de tout, en liste' },
      params: { columns: { by: 'names', names: ['year'] }, result: 'list', distinct: true },
      inputs: { table },
      expect: { table: { columns: [{ name: 'year', type: 'list<text>' }], rows: [[['1979', '2013']]] } },
    },
  ],
})

function result(joined: Expr, params: { readonly result: 'text' | 'list'; readonly separator: string; readonly distinct: boolean }): Expr {
  const list = call('split', joined, literal('text', between))
  const values = params.distinct ? call('list-sort', call('list-distinct', list)) : list
  if (params.result === 'list') return values
  return call('list-join', values, literal('text', params.separator))
}
