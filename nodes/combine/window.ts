import { z } from 'zod'
import { extend, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type SortKey } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { sortItem, sortKeys, sortPhrase } from '../kit/sort-list.ts'
import { numbers, scalars } from '../kit/type-groups.ts'
import { windowOver } from '../kit/window-over.ts'

/** What can be computed of the rows of a group; `accepts` null asks no column. */
const works = {
  'row-number': { label: { en: 'row number', fr: 'numéro de ligne' }, accepts: null },
  rank: { label: { en: 'rank', fr: 'rang' }, accepts: null },
  'dense-rank': { label: { en: 'rank without gaps', fr: 'rang sans trous' }, accepts: null },
  'percent-rank': { label: { en: 'rank from 0 to 1', fr: 'rang de 0 à 1' }, accepts: null },
  ntile: { label: { en: 'part of equal size', fr: 'tranche de même effectif' }, accepts: null },
  lag: { label: { en: 'value before', fr: 'valeur précédente' }, accepts: scalars },
  lead: { label: { en: 'value after', fr: 'valeur suivante' }, accepts: scalars },
  difference: { label: { en: 'difference from before', fr: 'écart avec la précédente' }, accepts: numbers },
  change: { label: { en: 'change in proportion', fr: 'variation relative' }, accepts: numbers },
  'first-value': { label: { en: 'first value', fr: 'première valeur' }, accepts: scalars },
  'last-value': { label: { en: 'last value', fr: 'dernière valeur' }, accepts: scalars },
  'cumulative-sum': { label: { en: 'sum so far', fr: 'somme cumulée' }, accepts: numbers },
  'cumulative-mean': { label: { en: 'mean so far', fr: 'moyenne cumulée' }, accepts: numbers },
  'cumulative-count': { label: { en: 'known values so far', fr: 'valeurs connues cumulées' }, accepts: scalars },
  'cumulative-minimum': { label: { en: 'smallest so far', fr: 'minimum cumulé' }, accepts: scalars },
  'cumulative-maximum': { label: { en: 'largest so far', fr: 'maximum cumulé' }, accepts: scalars },
  'moving-mean': { label: { en: 'mean of the last rows', fr: 'moyenne des dernières lignes' }, accepts: numbers },
  'moving-sum': { label: { en: 'sum of the last rows', fr: 'somme des dernières lignes' }, accepts: numbers },
  'moving-minimum': { label: { en: 'smallest of the last rows', fr: 'minimum des dernières lignes' }, accepts: numbers },
  'moving-maximum': { label: { en: 'largest of the last rows', fr: 'maximum des dernières lignes' }, accepts: numbers },
  'share-of-total': { label: { en: 'share of the group', fr: 'part du groupe' }, accepts: numbers },
  sum: { label: { en: 'sum of the group', fr: 'somme du groupe' }, accepts: numbers },
  mean: { label: { en: 'mean of the group', fr: 'moyenne du groupe' }, accepts: numbers },
  minimum: { label: { en: 'smallest of the group', fr: 'minimum du groupe' }, accepts: scalars },
  maximum: { label: { en: 'largest of the group', fr: 'maximum du groupe' }, accepts: scalars },
  count: { label: { en: 'known values of the group', fr: 'valeurs connues du groupe' }, accepts: scalars },
} as const satisfies Record<string, { label: { en: string; fr: string }; accepts: readonly DataType[] | null }>

type Work = keyof typeof works

/** What asks for a number of rows or parts. */
const counting: readonly Work[] = [
  'ntile',
  'lag',
  'lead',
  'difference',
  'change',
  'moving-mean',
  'moving-sum',
  'moving-minimum',
  'moving-maximum',
]

const table = {
  columns: [
    { name: 'team', type: 'text' },
    { name: 'day', type: 'int' },
    { name: 'points', type: 'int' },
  ],
  rows: [
    ['red', 2, 5],
    ['blue', 1, 4],
    ['red', 1, 3],
    ['red', 3, null],
    ['blue', 2, 4],
  ],
} as const

export const window = defineNode({
  id: 'combine.window',
  version: 1,
  icon: 'list-ordered',
  title: { en: 'Compute along rows', fr: 'Calculer au fil des lignes' },
  summary: {
    en: 'Adds ranks, running totals, shares and values of the rows before and after.',
    fr: 'Ajoute rangs, cumuls, parts et valeurs des lignes d’avant et d’après.',
  },
  help: {
    en: `Each row keeps its place and gets new columns, computed from the rows of its group; without groups from all. Ranks, values before and after and running figures follow the order that you choose; without one, the order of the table. Rows that tie share a rank; elsewhere they follow the table.

Missing values are left out of sums, means, counts and extremes; a missing order comes last unless you put it first. There is no value before the first row. “Rows” says how far to look back or ahead, how many rows the last rows are with the row itself, or how many parts of equal size there are.`,
    fr: `Chaque ligne garde sa place et reçoit de nouvelles colonnes, calculées sur les lignes de son groupe ; sans groupe, sur toutes. Rangs, valeurs d’avant et d’après et cumuls suivent l’ordre choisi ; sans choix, celui du tableau. Des lignes ex æquo partagent un rang ; ailleurs elles suivent le tableau.

Les valeurs manquantes sont exclues des sommes, moyennes, nombres et extrêmes ; un ordre manquant vient à la fin, sauf au début si vous le dites. Il n’y a pas de valeur avant la première ligne. « Lignes » dit à quelle distance regarder, combien de lignes comptent avec la ligne même, ou combien il y a de tranches.`,
  },
  keywords: {
    en: ['window function', 'rank', 'running total', 'cumulative', 'lead', 'lag', 'ntile', 'moving average', 'share', 'row number'],
    fr: ['fenêtre', 'rang', 'cumul', 'précédent', 'suivant', 'moyenne mobile', 'part', 'numéro de ligne', 'quantile'],
  },
  ...tablePorts,
  params: z.object({
    results: field.list({
      label: { en: 'New columns', fr: 'Nouvelles colonnes' },
      item: z.object({
        work: field.choice({
          label: { en: 'Compute', fr: 'Calculer' },
          choices: (Object.keys(works) as Work[]).map((value) => ({ value, label: works[value].label })),
          default: 'row-number',
        }),
        column: field.column({ label: { en: 'Of', fr: 'De' }, accepts: scalars, optional: true }),
        rows: field.number({
          label: { en: 'Rows', fr: 'Lignes' },
          default: 1,
          min: 1,
          max: 100_000,
          integer: true,
          when: { param: 'work', in: counting },
        }),
        name: field.text({ label: { en: 'Name', fr: 'Nom' }, optional: true }),
      }),
    }),
    groups: field.columns({ label: { en: 'Within each', fr: 'Dans chaque' }, accepts: scalars }),
    order: field.list({ label: { en: 'In the order of', fr: 'Dans l’ordre de' }, item: sortItem }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const within = chooseColumns(input, params.groups, { param: 'groups', accepts: scalars, optional: true }).map(({ name }) => name)
    const order = sortKeys(params.order, input, 'order')
    const results = params.results.length === 0 ? [{ work: 'row-number' as const, column: '', rows: 1, name: '' }] : params.results
    const { rows, place } = numbered(input)
    const free = freeNames(rows)
    // Ranks compare rows by all keys at once: the number that rows with equal keys share stands for them.
    const along = [...order, { expr: columnExpr(place) }]
    const wanted = results.map((item, index) => {
      const { accepts, label } = works[item.work]
      const replace = (name: string) => ({ results: results.with(index, { ...item, column: name }) })
      const column = accepts ? chooseColumn(input, item.column, { param: 'results', accepts, replace }) : undefined
      if (item.work.includes('rank') && order.length === 0) throw new NodeProblem(noOrder)
      const name = free(item.name.trim() || (column ? `${column.name} ${label.en}` : label.en))
      return { name, column, work: item.work, count: item.rows }
    })
    const ranked = wanted.some((item) => item.work.includes('rank')) ? withTies(rows, { within, order, place, free }) : { rows, tie: place }
    const exprs = wanted.map(({ name, column, work, count }) => ({
      name,
      expr: workExpr(work, column, { count, within, along, tie: ranked.tie }),
    }))
    const computed = select(extend(ranked.rows, exprs), [...input.columns.map((column) => column.name), ...wanted.map((item) => item.name)])
    const sources = wanted.flatMap(({ name, column }) => (column ? [[name, column.name] as const] : []))
    return passRolesOn(computed, input, new Map(sources))
  },
  explain(params) {
    const what = params.results.map(({ work, column }) => {
      const { en, fr } = works[work].label
      if (works[work].accepts === null) return { en, fr }
      const name = quoted(column || '…')
      return { en: `${en} of ${name.en}`, fr: `${fr} de ${name.fr}` }
    })
    const list = listed(what.length === 0 ? [works['row-number'].label] : what, 2)
    const by = params.groups.by === 'names' && params.groups.names.length === 0 ? null : columnsPhrase(params.groups)
    const order = params.order.length === 0 ? null : sortPhrase(params.order)
    return {
      en: `${list.en}${by ? ` within each ${by.en}` : ''}${order ? `, by ${order.en}` : ''}`,
      fr: `${list.fr}${by ? ` dans chaque ${by.fr}` : ''}${order ? `, par ${order.fr}` : ''}`,
    }
  },
  examples: [
    {
      title: { en: 'Points so far and the day before, in each team', fr: 'Points cumulés et veille, dans chaque équipe' },
      params: {
        groups: { by: 'names', names: ['team'] },
        order: [{ column: 'day' }],
        results: [
          { work: 'cumulative-sum', column: 'points', name: 'so far' },
          { work: 'lag', column: 'points', name: 'before' },
        ],
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'so far', type: 'int' }, { name: 'before', type: 'int' }],
          rows: [
            ['red', 2, 5, 8, 3],
            ['blue', 1, 4, 4, null],
            ['red', 1, 3, 3, null],
            ['red', 3, null, 8, 5],
            ['blue', 2, 4, 8, 4],
          ],
        },
      },
    },
    {
      title: { en: 'Ranks, most points first, and the share of all', fr: 'Rangs, le plus de points d’abord, et part du total' },
      params: {
        order: [{ column: 'points', direction: 'down' }],
        results: [
          { work: 'rank', name: 'rank' },
          { work: 'dense-rank', name: 'dense' },
          { work: 'share-of-total', column: 'points', name: 'share' },
        ],
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'rank', type: 'int' }, { name: 'dense', type: 'int' }, { name: 'share', type: 'float' }],
          rows: [
            ['red', 2, 5, 1, 1, 0.3125],
            ['blue', 1, 4, 2, 2, 0.25],
            ['red', 1, 3, 4, 3, 0.1875],
            ['red', 3, null, 5, 4, null],
            ['blue', 2, 4, 2, 2, 0.25],
          ],
        },
      },
    },
  ],
})

const int = (value: number) => literal('int', value)

/** The rows with a number that is equal where all keys of the order are, and follows the order. */
function withTies(
  rows: Relation,
  { within, order, place, free }: { within: readonly string[]; order: readonly SortKey[]; place: string; free: (name: string) => string },
): { readonly rows: Relation; readonly tie: string } {
  const [at, tie] = [free('place in order'), free('tie')]
  const placed = extend(rows, [
    { name: at, expr: windowOver('row-number', [literal('int', 1)], within, [...order, { expr: columnExpr(place) }]) },
  ])
  const same: Expr = {
    kind: 'window',
    fn: 'minimum',
    args: [columnExpr(at)],
    partitionBy: [...within.map((name) => columnExpr(name)), ...order.map((key) => key.expr)],
    orderBy: [],
  }
  return { rows: extend(placed, [{ name: tie, expr: same }]), tie }
}

interface Along {
  readonly count: number
  readonly within: readonly string[]
  readonly along: readonly SortKey[]
  readonly tie: string
}

function workExpr(work: Work, column: Column | undefined, { count, within, along, tie }: Along): Expr {
  const value = columnExpr(column?.name ?? '')
  const whole = column?.type === 'int'
  switch (work) {
    case 'row-number':
      return windowOver(work, [int(1)], within, along)
    case 'ntile':
      return windowOver(work, [int(1), int(count)], within, along)
    case 'rank':
    case 'dense-rank':
    case 'percent-rank':
      return windowOver(work, [columnExpr(tie)], within)
    case 'lag':
    case 'lead':
      return windowOver(work, [value, int(count)], within, along)
    case 'difference':
      return call(whole ? 'subtract-int' : 'subtract', value, windowOver('lag', [value, int(count)], within, along))
    case 'change': {
      const before = windowOver('lag', [value, int(count)], within, along)
      const zero = literal(whole ? 'int' : 'float', 0)
      return call('subtract', call('divide', value, call('null-if', before, zero)), literal('float', 1))
    }
    case 'cumulative-sum':
      return windowOver(whole ? 'cumulative-sum-int' : work, [value], within, along)
    case 'moving-mean':
    case 'moving-sum':
    case 'moving-minimum':
    case 'moving-maximum':
      return windowOver(work, [value, int(count)], within, along)
    case 'sum':
      return windowOver(whole ? 'sum-int' : 'sum', [value], within)
    case 'mean':
    case 'minimum':
    case 'maximum':
    case 'count':
    case 'share-of-total':
      return windowOver(work, [value], within)
    default:
      return windowOver(work, [value], within, along)
  }
}

const noOrder = {
  code: 'nothing-chosen',
  param: 'order',
  text: { en: 'A rank needs an order.', fr: 'Un rang demande un ordre.' },
  action: { en: 'Choose the column to rank by.', fr: 'Choisissez la colonne du classement.' },
}
