import { z } from 'zod'
import { extend, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type WindowFrame } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, listed } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { measureOf, takeField, takes, type Take } from '../kit/summary-takes.ts'
import { steppable } from '../kit/time-step.ts'
import { numbers, scalars } from '../kit/type-groups.ts'
import { movingOver } from '../kit/window-over.ts'

const statistics = ['mean', 'sum', 'min', 'max', 'median', 'sd', 'variance', 'known'] as const

const table = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'day', type: 'date' },
    { name: 'sales', type: 'float' },
  ],
  rows: [
    ['a', '2024-01-01', 2],
    ['a', '2024-01-03', 4],
    ['a', '2024-01-02', null],
    ['b', '2024-01-02', 9],
    ['a', '2024-01-04', 6],
  ],
} as const

export const rolling = defineNode({
  id: 'series.rolling',
  version: 1,
  icon: 'chart-spline',
  title: { en: 'Rolling window', fr: 'Fenêtre glissante' },
  summary: { en: 'Sums up the rows up to each row.', fr: 'Résume les lignes jusqu’à chaque ligne.' },
  help: {
    en: `For each row, the rows of its series before it are summed up: a number of rows, a span of time, or all so far. The row itself counts, or does not; leave it out when the result is to predict its own value. A span of seven days holds the day itself and the six before; it counts days for dates, seconds for dates with times, plain numbers for numbers.

Missing values are left out. With fewer known values than asked for the result is missing. A row without a time has no span, and comes last where rows are counted. The rows keep their order.`,
    fr: `Pour chaque ligne, les lignes de sa série qui la précèdent sont résumées : un nombre de lignes, une durée, ou toutes jusque-là. La ligne elle-même compte, ou non ; excluez-la si le résultat doit prédire sa propre valeur. Une durée de sept jours contient le jour même et les six précédents ; elle compte des jours pour des dates, des secondes pour des dates avec heure, de simples nombres pour des nombres.

Les valeurs manquantes sont exclues. Avec moins de valeurs connues que demandé, le résultat manque. Une ligne sans temps n’a pas de durée, et vient à la fin là où l’on compte des lignes. Les lignes gardent leur ordre.`,
  },
  keywords: {
    en: ['moving average', 'rolling', 'expanding', 'sliding', 'window', 'smooth'],
    fr: ['moyenne mobile', 'glissant', 'cumulatif', 'fenêtre', 'lisser'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: numbers }),
    statistics: field.list({
      label: { en: 'Take', fr: 'Prendre' },
      item: z.object({ take: takeField(statistics, 'mean') }),
    }),
    window: field.choice({
      label: { en: 'Of', fr: 'Sur' },
      choices: [
        { value: 'rows', label: { en: 'a number of rows', fr: 'un nombre de lignes' } },
        { value: 'span', label: { en: 'a span of time', fr: 'une durée' } },
        { value: 'all', label: { en: 'all rows so far', fr: 'toutes les lignes jusque-là' } },
      ],
      default: 'rows',
    }),
    size: field.number({
      label: { en: 'Size', fr: 'Taille' },
      default: 7,
      min: 1,
      max: 1_000_000,
      integer: true,
      when: { param: 'window', in: ['rows', 'span'] },
    }),
    time: field.column({ label: { en: 'In the order of', fr: 'Dans l’ordre de' }, accepts: steppable, optional: true }),
    groups: field.columns({ label: { en: 'For each series', fr: 'Pour chaque série' }, accepts: scalars }),
    itself: field.flag({ label: { en: 'The row itself counts', fr: 'La ligne elle-même compte' }, default: true }),
    fewest: field.number({
      label: { en: 'Known values needed', fr: 'Valeurs connues nécessaires' },
      default: 1,
      min: 1,
      integer: true,
      group: 'advanced',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: numbers })
    const groups = chooseColumns(input, params.groups, { param: 'groups', accepts: scalars, optional: true }).map(({ name }) => name)
    const wanted = params.time || input.columns.find((column) => column.role === 'time')?.name || ''
    const time = wanted === '' && params.window !== 'span' ? undefined : chooseColumn(input, wanted, { param: 'time', accepts: steppable })
    const stats: readonly { readonly take: Take }[] = params.statistics.length === 0 ? [{ take: 'mean' }] : params.statistics
    const { rows, place } = numbered(input)
    const free = freeNames(rows)
    const at = free('place in order')
    const spanned = params.window === 'span' && time ? momentOf(time) : undefined
    const placed = spanned === undefined ? rows : extend(rows, [{ name: at, expr: spanned }])
    const order =
      spanned === undefined ? [...(time ? [{ expr: columnExpr(time.name) }] : []), { expr: columnExpr(place) }] : [{ expr: columnExpr(at) }]
    const frame = frameOf(params)
    const made = columns.flatMap((column) =>
      [...new Set(stats.map(({ take }) => take))].map((take) => ({ take, column, name: free(`${column.name} rolling ${take}`) })),
    )
    const inside = made.map(({ take, column }, index) => ({
      value: free(`m${index}`),
      known: free(`n${index}`),
      summary: movingOver(measureOf(take, column, { place }), groups, order, frame),
      count: movingOver({ fn: 'count', args: [columnExpr(column.name)] }, groups, order, frame),
    }))
    const summed = extend(
      placed,
      inside.flatMap(({ value, known, summary, count }) => [
        { name: value, expr: summary },
        { name: known, expr: count },
      ]),
    )
    const typeAt = new Map(summed.columns.map((column) => [column.name, column.type]))
    // A row without a time has no span.
    const there = spanned === undefined ? [] : [call('is-not-null', columnExpr(at))]
    const exprs = inside.map(({ value, known }, index) => {
      const nothing = literal(typeAt.get(value) ?? 'float', null)
      if (made[index]?.take === 'known') {
        const count = columnExpr(value)
        return {
          name: made[index].name,
          expr: spanned === undefined ? count : call('if', call('is-null', columnExpr(at)), literal('int', 0), count),
        }
      }
      const enough = call('greater-or-equal', columnExpr(known), literal('int', params.fewest))
      const test = there.length === 0 ? enough : call('and', ...there, enough)
      return { name: made[index]?.name ?? value, expr: call('if', test, columnExpr(value), nothing) }
    })
    const table = select(extend(summed, exprs), [...input.columns.map((column) => column.name), ...made.map((item) => item.name)])
    return passRolesOn(table, input, new Map(made.map(({ name, column }) => [name, column.name])))
  },
  explain(params) {
    const [what, of] = [
      listed(params.statistics.length === 0 ? [takes.mean.label] : params.statistics.map(({ take }) => takes[take].label), 2),
      columnsPhrase(params.columns),
    ]
    const size = {
      rows: { en: `the last ${params.size} rows`, fr: `les ${params.size} dernières lignes` },
      span: { en: `a span of ${params.size}`, fr: `une durée de ${params.size}` },
      all: { en: 'all rows so far', fr: 'toutes les lignes jusque-là' },
    }[params.window]
    return { en: `${what.en} of ${of.en} over ${size.en}`, fr: `${what.fr} de ${of.fr} sur ${size.fr}` }
  },
  examples: [
    {
      title: { en: 'Mean and known values of two rows', fr: 'Moyenne et valeurs connues de deux lignes' },
      params: {
        columns: { by: 'names', names: ['sales'] },
        statistics: [{ take: 'mean' }, { take: 'known' }],
        size: 2,
        time: 'day',
        groups: { by: 'names', names: ['shop'] },
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'sales rolling mean', type: 'float' }, { name: 'sales rolling known', type: 'int' }],
          rows: [
            ['a', '2024-01-01', 2, 2, 1],
            ['a', '2024-01-03', 4, 4, 1],
            ['a', '2024-01-02', null, 2, 1],
            ['b', '2024-01-02', 9, 9, 1],
            ['a', '2024-01-04', 6, 5, 2],
          ],
        },
      },
    },
    {
      title: { en: 'Sum of the three days before, without the day itself', fr: 'Somme des trois jours précédents, sans le jour même' },
      params: {
        columns: { by: 'names', names: ['sales'] },
        statistics: [{ take: 'sum' }],
        window: 'span',
        size: 3,
        time: 'day',
        groups: { by: 'names', names: ['shop'] },
        itself: false,
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'sales rolling sum', type: 'float' }],
          rows: [
            ['a', '2024-01-01', 2, null],
            ['a', '2024-01-03', 4, 2],
            ['a', '2024-01-02', null, 2],
            ['b', '2024-01-02', 9, null],
            ['a', '2024-01-04', 6, 6],
          ],
        },
      },
    },
  ],
})

/** A moment as a whole number: days, seconds or the number itself, as far as a span before it is one too. */
function momentOf({ name, type }: Column): Expr {
  const at = columnExpr(name)
  const far = literal('int', Number.MAX_SAFE_INTEGER)
  if (type === 'int') return call('ifs', call('less', call('absolute-value-int', at), far), at)
  return type === 'date' ? call('days-between', at, literal('date', '1970-01-01')) : call('to-epoch-seconds', at)
}

/** Without the row itself a window reaches as far back, so that seven days before are seven. */
function frameOf(params: { readonly window: 'rows' | 'span' | 'all'; readonly size: number; readonly itself: boolean }): WindowFrame {
  const back = params.itself ? params.size - 1 : params.size
  return {
    unit: params.window === 'span' ? 'range' : 'rows',
    from: params.window === 'all' ? null : back,
    to: params.itself ? 0 : 1,
  }
}
