import { z } from 'zod'
import { extend, filter, limit, select, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { sortItem, sortKeys, sortPhrase } from '../kit/sort-list.ts'
import { scalars } from '../kit/type-groups.ts'
import { windowOver } from '../kit/window-over.ts'

const table = {
  columns: [
    { name: 'team', type: 'text' },
    { name: 'points', type: 'int' },
  ],
  rows: [
    ['red', 3],
    ['blue', 7],
    ['red', 9],
    ['blue', 7],
    ['blue', null],
    ['red', 3],
  ],
} as const

export const topRows = defineNode({
  id: 'clean.top-rows',
  version: 1,
  icon: 'trophy',
  title: { en: 'Top rows', fr: 'Premières du classement' },
  summary: {
    en: 'Keeps the largest or smallest rows, of all or of each group.',
    fr: 'Garde les plus grandes ou plus petites lignes, de toutes ou de chaque groupe.',
  },
  help: {
    en: `Rows are put in the order that you choose, largest first for the top, and the first ones are kept, of each group when there are grouping columns. The rows that are kept come in this order, groups one after the other in their order.

Rows that tie with the last one kept can come along; otherwise the earlier in the table wins. Missing values come last. A missing group is a group of its own.`,
    fr: `Les lignes sont rangées dans l’ordre choisi, les plus grandes d’abord pour le haut du classement, et les premières gardées, dans chaque groupe s’il y a des colonnes de groupe. Elles sortent dans cet ordre, les groupes l’un après l’autre dans le leur.

Les lignes ex æquo avec la dernière gardée peuvent venir aussi ; sinon la première dans le tableau l’emporte. Les valeurs manquantes viennent à la fin. Un groupe manquant est un groupe à part.`,
  },
  keywords: {
    en: ['top n', 'largest', 'smallest', 'best', 'top per group', 'limit', 'bottom'],
    fr: ['top n', 'meilleurs', 'plus grands', 'plus petits', 'premiers par groupe'],
  },
  ...tablePorts,
  params: z.object({
    order: field.list({ label: { en: 'In the order of', fr: 'Dans l’ordre de' }, item: sortItem }),
    count: field.number({ label: { en: 'Rows', fr: 'Lignes' }, default: 10, min: 1, integer: true }),
    groups: field.columns({ label: { en: 'Of each', fr: 'De chaque' }, accepts: scalars }),
    ties: field.choice({
      label: { en: 'Rows that tie with the last', fr: 'Lignes ex æquo avec la dernière' },
      choices: [
        { value: 'first', label: { en: 'the earlier one counts', fr: 'la première compte' } },
        { value: 'all', label: { en: 'all are kept', fr: 'toutes sont gardées' } },
      ],
      default: 'first',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    if (params.order.length === 0) throw new NodeProblem(noOrder)
    const order = sortKeys(params.order, input, 'order')
    const groups = chooseColumns(input, params.groups, { param: 'groups', accepts: scalars, optional: true }).map(({ name }) => name)
    const names = input.columns.map((column) => column.name)
    if (groups.length === 0 && params.ties === 'first') return limit(sort(input, order), params.count)
    const { rows, place } = numbered(input)
    const at = freeNames(rows)('place in order')
    const along = [...order, { expr: columnExpr(place) }]
    const placed = extend(rows, [{ name: at, expr: windowOver('row-number', [literal('int', 1)], groups, along) }])
    const partitionBy = [...groups.map((name) => columnExpr(name)), ...order.map((key) => key.expr)]
    const best: Expr = { kind: 'window', fn: 'minimum', args: [columnExpr(at)], partitionBy, orderBy: [] }
    const rank = params.ties === 'all' ? best : columnExpr(at)
    const kept = filter(placed, call('less-or-equal', rank, literal('int', params.count)))
    return select(sort(kept, [...groups.map((name) => ({ expr: columnExpr(name) })), { expr: columnExpr(at) }]), names)
  },
  explain(params) {
    if (params.order.length === 0) return { en: 'no order yet', fr: 'aucun ordre encore' }
    const by = sortPhrase(params.order)
    const each = params.groups.by === 'names' && params.groups.names.length === 0 ? null : columnsPhrase(params.groups)
    return {
      en: `the first ${params.count === 1 ? 'row' : `${params.count} rows`} by ${by.en}${each ? `, of each ${each.en}` : ''}`,
      fr: `${params.count === 1 ? 'la première ligne' : `les ${params.count} premières lignes`} par ${by.fr}${each ? `, de chaque ${each.fr}` : ''}`,
    }
  },
  examples: [
    {
      title: { en: 'The best row of each team, with ties', fr: 'La meilleure ligne de chaque équipe, ex æquo compris' },
      params: { order: [{ column: 'points', direction: 'down' }], count: 1, groups: { by: 'names', names: ['team'] }, ties: 'all' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['blue', 7],
            ['blue', 7],
            ['red', 9],
          ],
        },
      },
    },
    {
      title: { en: 'The two smallest of all', fr: 'Les deux plus petites de toutes' },
      params: { order: [{ column: 'points' }], count: 2 },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['red', 3],
            ['red', 3],
          ],
        },
      },
    },
  ],
})

const noOrder = {
  code: 'nothing-chosen',
  param: 'order',
  text: { en: 'No column to order by is chosen.', fr: 'Aucune colonne de classement n’est choisie.' },
  action: { en: 'Add a column.', fr: 'Ajoutez une colonne.' },
}
