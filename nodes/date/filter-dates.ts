import { z } from 'zod'
import { filter } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnRow } from '../kit/learn-row.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { moved } from './move-date.ts'

const moments: readonly DataType[] = ['date', 'timestamp']

const params = z.object({
  column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: moments }),
  how: field.choice({
    label: { en: 'Keep dates', fr: 'Garder les dates' },
    choices: [
      { value: 'between', label: { en: 'between two days', fr: 'entre deux jours' } },
      { value: 'latest', label: { en: 'of the latest time', fr: 'de la dernière période' } },
      { value: 'part', label: { en: 'by month, weekday or hour', fr: 'par mois, jour de semaine ou heure' } },
    ],
    default: 'between',
  }),
  from: field.date({ label: { en: 'From', fr: 'Du' }, optional: true, when: { param: 'how', in: ['between'] } }),
  to: field.date({ label: { en: 'To, that day too', fr: 'Au, ce jour compris' }, optional: true, when: { param: 'how', in: ['between'] } }),
  amount: field.number({
    label: { en: 'The last', fr: 'Les derniers' },
    default: 12,
    min: 1,
    integer: true,
    when: { param: 'how', in: ['latest'] },
  }),
  unit: field.choice({
    label: { en: 'Unit', fr: 'Unité' },
    choices: [
      { value: 'day', label: { en: 'days', fr: 'jours' } },
      { value: 'week', label: { en: 'weeks', fr: 'semaines' } },
      { value: 'month', label: { en: 'months', fr: 'mois' } },
      { value: 'year', label: { en: 'years', fr: 'années' } },
    ],
    default: 'month',
    when: { param: 'how', in: ['latest'] },
  }),
  asOf: field.date({
    label: { en: 'Before, that day too', fr: 'Avant, ce jour compris' },
    help: { en: 'The latest date of the column when open.', fr: 'La date la plus récente de la colonne si c’est vide.' },
    optional: true,
    when: { param: 'how', in: ['latest'] },
  }),
  part: field.choice({
    label: { en: 'Part', fr: 'Partie' },
    choices: [
      { value: 'year', label: { en: 'year', fr: 'année' } },
      { value: 'quarter', label: { en: 'quarter', fr: 'trimestre' } },
      { value: 'month', label: { en: 'month', fr: 'mois' } },
      { value: 'iso-week', label: { en: 'week', fr: 'semaine' } },
      { value: 'iso-weekday', label: { en: 'weekday, Monday is 1', fr: 'jour de semaine, lundi vaut 1' } },
      { value: 'day', label: { en: 'day of the month', fr: 'jour du mois' } },
      { value: 'hour', label: { en: 'hour', fr: 'heure' } },
    ],
    default: 'month',
    when: { param: 'how', in: ['part'] },
  }),
  numbers: field.text({
    label: { en: 'Numbers', fr: 'Numéros' },
    help: { en: 'Such as 1; 4-6; 12.', fr: 'Par exemple 1 ; 4-6 ; 12.' },
    placeholder: { en: '6-8', fr: '6-8 ; 12' },
    when: { param: 'how', in: ['part'] },
  }),
  keep: field.choice({
    label: { en: 'These rows', fr: 'Ces lignes' },
    choices: [
      { value: 'keep', label: { en: 'stay', fr: 'restent' } },
      { value: 'drop', label: { en: 'go', fr: 'partent' } },
    ],
    default: 'keep',
  }),
  missing: field.flag({ label: { en: 'Rows without a date stay', fr: 'Les lignes sans date restent' }, default: false }),
})

type Params = z.output<typeof params>

/** The latest date that was seen; null when nothing had to be learnt. */
interface State {
  readonly latest: string | null
}

const table = {
  columns: [
    { name: 'sold', type: 'date' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['2024-01-15', 1],
    ['2024-05-31', 2],
    ['2023-07-01', 3],
    [null, 4],
  ],
} as const

export const filterDates = defineNode<typeof params, State>({
  id: 'date.filter-dates',
  version: 1,
  icon: 'list-filter',
  title: { en: 'Filter by date', fr: 'Filtrer par date' },
  summary: {
    en: 'Keeps rows between two days, of the last months, or of some weekdays or hours.',
    fr: 'Garde les lignes entre deux jours, des derniers mois, ou de certains jours ou heures.',
  },
  help: {
    en: `The last day counts to its end, also for dates with time. “The last 12 months” go back from the latest date of the column, which is learnt once and kept, or from a day that you give; there is no “today”, as the same pipeline would then give other rows tomorrow. The day 12 months before is no longer among them.

The second output holds the rows that do not stay. Rows without a date are among them, unless you keep them.`,
    fr: `Le dernier jour compte jusqu’à sa fin, même pour les dates avec heure. « Les 12 derniers mois » remontent depuis la date la plus récente de la colonne, apprise une fois puis gardée, ou depuis un jour donné ; il n’y a pas d’« aujourd’hui », car le même pipeline donnerait demain d’autres lignes. Le jour situé 12 mois avant n’en fait plus partie.

La seconde sortie contient les lignes qui ne restent pas. Les lignes sans date en sont, sauf si vous les gardez.`,
  },
  keywords: {
    en: ['date filter', 'relative date', 'last months', 'period', 'weekday', 'between dates', 'recent'],
    fr: ['filtre de dates', 'date relative', 'derniers mois', 'période', 'jour de semaine', 'entre deux dates', 'récent'],
  },
  inputs: tablePorts.inputs,
  outputs: { ...tablePorts.outputs, others: { kind: 'table', label: { en: 'Other rows', fr: 'Autres lignes' } } },
  params,
  learns: ({ how, asOf }) => how === 'latest' && asOf === '',
  async fit(settings, input, ctx) {
    const column = chooseColumn(input, settings.column, { param: 'column', accepts: moments })
    if (settings.how !== 'latest' || settings.asOf !== '') return { latest: null }
    const [latest] = await learnRow(ctx, input, [{ fn: 'maximum', args: [columnExpr(column.name)] }])
    if (latest === null || latest === undefined) throw new NodeProblem(noDate(column.name))
    return { latest: String(literalOf(column.type, latest)).slice(0, 10) }
  },
  apply({ latest }, settings, input) {
    const column = chooseColumn(input, settings.column, { param: 'column', accepts: moments })
    const value = columnExpr(column.name)
    const chosen = call('is-true', meant(column, settings, latest))
    const there = settings.keep === 'keep' ? chosen : call('and', call('is-not-null', value), call('not', chosen))
    const stays = settings.missing ? call('or', there, call('is-null', value)) : there
    return { table: filter(input, stays), others: filter(input, call('not', stays)) }
  },
  explain(settings) {
    const what = quoted(settings.column || '…')
    const [keep, garder] = settings.keep === 'keep' ? ['keep', 'garder'] : ['drop', 'écarter']
    const when = {
      between: { en: `from ${settings.from || '…'} to ${settings.to || '…'}`, fr: `du ${settings.from || '…'} au ${settings.to || '…'}` },
      latest: {
        en: `of the last ${settings.amount} ${settings.unit}s`,
        fr: `des ${settings.amount} derniers (${unitWords[settings.unit]})`,
      },
      part: {
        en: `${settings.part} ${settings.numbers || '…'}`,
        fr: `${settings.part} ${settings.numbers || '…'}`.replace('iso-week', 'semaine'),
      },
    }[settings.how]
    return { en: `${keep} ${what.en} ${when.en}`, fr: `${garder} ${what.fr} ${when.fr}` }
  },
  examples: [
    {
      title: { en: 'From a day on', fr: 'À partir d’un jour' },
      params: { column: 'sold', from: '2024-01-01', missing: true },
      inputs: { table },
      expect: {
        table: { columns: table.columns, rows: [table.rows[0], table.rows[1], table.rows[3]] },
        others: { columns: table.columns, rows: [table.rows[2]] },
      },
    },
    {
      title: { en: 'The last 6 months', fr: 'Les 6 derniers mois' },
      params: { column: 'sold', how: 'latest', amount: 6 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [table.rows[0], table.rows[1]] } },
    },
    {
      title: { en: 'Not in summer', fr: 'Pas en été' },
      params: { column: 'sold', how: 'part', numbers: '6-8', keep: 'drop' },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [table.rows[0], table.rows[1]] } },
    },
  ],
})

const unitWords = { day: 'jours', week: 'semaines', month: 'mois', year: 'années' } as const

function meant({ name, type }: Column, settings: Params, latest: string | null): Expr {
  const value = columnExpr(name)
  const day = type === 'date' ? value : call('timestamp-to-date', value)
  if (settings.how === 'between') {
    if (settings.from === '' && settings.to === '') throw new NodeProblem(noDays)
    const tests = [
      ...(settings.from === '' ? [] : [call('greater-or-equal', day, literal('date', settings.from))]),
      ...(settings.to === '' ? [] : [call('less-or-equal', day, literal('date', settings.to))]),
    ]
    const [only = literal('bool', true)] = tests
    return tests.length > 1 ? call('and', ...tests) : only
  }
  if (settings.how === 'latest') {
    const end = literal('date', settings.asOf || latest)
    const before = moved({ expr: end, timed: false }, literal('int', -settings.amount), settings.unit)
    return call('and', call('less-or-equal', day, end), call('greater', day, before))
  }
  if (settings.part === 'hour' && type === 'date') throw new NodeProblem(noHours(name))
  const part = settings.part === 'hour' ? call('hour', value) : call(settings.part, day)
  const ranges = rangesOf(settings.numbers).map(([low, high]) => call('between', part, literal('int', low), literal('int', high)))
  const [only = literal('bool', false)] = ranges
  return ranges.length > 1 ? call('or', ...ranges) : only
}

function rangesOf(typed: string): readonly (readonly [number, number])[] {
  const pieces = typed.split(/[;,\s]+/).filter((piece) => piece !== '')
  if (pieces.length === 0)
    throw new NodeProblem({ ...noDays, param: 'numbers', text: { en: 'No number is given.', fr: 'Aucun numéro n’est donné.' } })
  return pieces.map((piece) => {
    const match = /^(\d{1,4})(?:[-–](\d{1,4}))?$/.exec(piece)
    if (!match)
      throw new NodeProblem({
        code: 'bad-value',
        param: 'numbers',
        text: {
          en: `“${piece.slice(0, 20)}” is no number and no range.`,
          fr: `« ${piece.slice(0, 20)} » n’est ni un numéro ni un intervalle.`,
        },
        action: { en: 'Write it like 1; 4-6.', fr: 'Écrivez par exemple 1 ; 4-6.' },
      })
    return [Number(match[1]), Number(match[2] ?? match[1])] as const
  })
}

const noDays = {
  code: 'nothing-chosen',
  param: 'from',
  text: { en: 'No day is given.', fr: 'Aucun jour n’est donné.' },
  action: { en: 'Give what is to be kept.', fr: 'Donnez ce qu’il faut garder.' },
}

function noHours(column: string) {
  const shown = quoted(column)
  return {
    code: 'wrong-type',
    param: 'part',
    column,
    text: { en: `${shown.en} holds dates without time.`, fr: `${shown.fr} contient des dates sans heure.` },
    action: { en: 'Choose another part.', fr: 'Choisissez une autre partie.' },
  }
}

function noDate(column: string) {
  const shown = quoted(column)
  return {
    code: 'nothing-to-learn',
    param: 'column',
    column,
    text: { en: `${shown.en} holds no date.`, fr: `${shown.fr} ne contient aucune date.` },
    action: { en: 'Give a day to count back from.', fr: 'Donnez un jour à partir duquel remonter.' },
  }
}
