import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnRow } from '../kit/learn-row.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'

const moments: readonly DataType[] = ['date', 'timestamp']

const params = z.object({
  from: field.column({ label: { en: 'From', fr: 'De' }, accepts: moments }),
  until: field.choice({
    label: { en: 'To', fr: 'À' },
    choices: [
      { value: 'column', label: { en: 'another column', fr: 'une autre colonne' } },
      { value: 'day', label: { en: 'a day that I give', fr: 'un jour donné' } },
      { value: 'latest', label: { en: 'the latest date of the first column', fr: 'la date la plus récente de la première colonne' } },
    ],
    default: 'column',
  }),
  to: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: moments, when: { param: 'until', in: ['column'] } }),
  day: field.date({ label: { en: 'Day', fr: 'Jour' }, when: { param: 'until', in: ['day'] } }),
  unit: field.choice({
    label: { en: 'In', fr: 'En' },
    choices: [
      { value: 'years', label: { en: 'years, as an age', fr: 'années, comme un âge' } },
      { value: 'months', label: { en: 'months', fr: 'mois' } },
      { value: 'weeks', label: { en: 'weeks', fr: 'semaines' } },
      { value: 'days', label: { en: 'days', fr: 'jours' } },
      { value: 'working-days', label: { en: 'days from Monday to Friday', fr: 'jours du lundi au vendredi' } },
      { value: 'hours', label: { en: 'hours', fr: 'heures' } },
      { value: 'minutes', label: { en: 'minutes', fr: 'minutes pleines' } },
      { value: 'seconds', label: { en: 'seconds', fr: 'secondes' } },
    ],
    default: 'days',
  }),
  decimals: field.flag({
    label: { en: 'With decimals', fr: 'Avec décimales' },
    help: {
      en: 'For weeks and shorter. Otherwise full units are counted.',
      fr: 'Pour les semaines et moins. Sinon, les unités entières sont comptées.',
    },
    default: false,
    when: { param: 'unit', in: ['weeks', 'days', 'hours', 'minutes', 'seconds'] },
  }),
  name: field.text({ label: { en: 'Name of the new column', fr: 'Nom de la nouvelle colonne' }, optional: true }),
})

type Params = z.output<typeof params>
type Unit = Params['unit']

/** The latest date that was seen; null when nothing had to be learnt. */
interface State {
  readonly latest: string | null
}

const table = {
  columns: [
    { name: 'born', type: 'date' },
    { name: 'joined', type: 'timestamp' },
  ],
  rows: [
    ['2000-02-29', '2024-02-28 12:00:00'],
    ['1990-12-31', '2024-01-01 00:00:00'],
    [null, '2024-01-01 00:00:00'],
  ],
} as const

export const difference = defineNode<typeof params, State>({
  id: 'date.difference',
  version: 1,
  icon: 'timer',
  title: { en: 'Time between dates', fr: 'Temps entre dates' },
  summary: {
    en: 'Counts the years, days or hours from one date to another: ages, delays, durations.',
    fr: 'Compte les années, jours ou heures d’une date à une autre : âges, délais, durées.',
  },
  help: {
    en: `Full units are counted, as for an age: from 29 February 2000 to 28 February 2024 it is 23 years. The result is negative where the second date comes first. Weeks and shorter units can have decimals. Days from Monday to Friday count both ends; holidays are the matter of “Holidays”.

There is no “today”: the same pipeline would give other numbers tomorrow. Give a day, or take the latest date of the column, which is learnt once and kept.

Where either date is missing, so is the result.`,
    fr: `On compte les unités entières, comme pour un âge : du 29 février 2000 au 28 février 2024, cela fait 23 ans. Le résultat est négatif si la seconde date vient d’abord. Les semaines et unités plus courtes peuvent avoir des décimales. Les jours du lundi au vendredi comptent les deux bouts ; les jours fériés relèvent de « Jours fériés ».

Il n’y a pas d’« aujourd’hui » : le même pipeline donnerait demain d’autres nombres. Donnez un jour, ou prenez la date la plus récente de la colonne, apprise une fois puis gardée.

Si l’une des dates manque, le résultat manque aussi.`,
  },
  keywords: {
    en: ['age', 'duration', 'delay', 'datediff', 'days between', 'elapsed', 'tenure', 'working days'],
    fr: ['âge', 'durée', 'délai', 'datedif', 'écart', 'ancienneté', 'jours ouvrés'],
  },
  ...tablePorts,
  params,
  learns: ({ until }) => until === 'latest',
  async fit(settings, input, ctx) {
    const from = chooseColumn(input, settings.from, { param: 'from', accepts: moments })
    if (settings.until !== 'latest') return { latest: null }
    const [latest] = await learnRow(ctx, input, [{ fn: 'maximum', args: [columnExpr(from.name)] }])
    if (latest === null || latest === undefined) throw new NodeProblem(nothingToLearn(from.name))
    return { latest: String(literalOf(from.type, latest)) }
  },
  apply({ latest }, settings, input) {
    const from = chooseColumn(input, settings.from, { param: 'from', accepts: moments })
    const end = endOf(settings, latest, () => chooseColumn(input, settings.to, { param: 'to', accepts: moments }))
    const name = settings.name.trim() || `${from.name} ${settings.unit}`
    const start = { expr: columnExpr(from.name), type: from.type }
    return addDerived(
      input,
      [{ source: from.name, columns: [{ name: freeNames(input)(name), expr: counted(start, end, settings) }] }],
      true,
    )
  },
  explain(settings) {
    const from = quoted(settings.from || '…')
    const to =
      settings.until === 'column'
        ? quoted(settings.to || '…')
        : settings.until === 'day'
          ? { en: settings.day || '…', fr: settings.day || '…' }
          : { en: 'the latest', fr: 'la plus récente' }
    return { en: `${settings.unit} from ${from.en} to ${to.en}`, fr: `${unitWords[settings.unit]} de ${from.fr} à ${to.fr}` }
  },
  examples: [
    {
      title: { en: 'Age when joining', fr: 'L’âge à l’inscription' },
      params: { from: 'born', to: 'joined', unit: 'years', name: 'age' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'age', type: 'int' }],
          rows: [
            ['2000-02-29', '2024-02-28 12:00:00', 23],
            ['1990-12-31', '2024-01-01 00:00:00', 33],
            [null, '2024-01-01 00:00:00', null],
          ],
        },
      },
    },
    {
      title: { en: 'Days before the latest', fr: 'Jours avant la plus récente' },
      params: { from: 'joined', until: 'latest', decimals: true },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'joined days', type: 'float' }],
          rows: [
            ['2000-02-29', '2024-02-28 12:00:00', 0],
            ['1990-12-31', '2024-01-01 00:00:00', 58.5],
            [null, '2024-01-01 00:00:00', 58.5],
          ],
        },
      },
    },
  ],
})

const unitWords: Record<Unit, string> = {
  years: 'années',
  months: 'mois',
  weeks: 'semaines',
  days: 'jours',
  'working-days': 'jours du lundi au vendredi',
  hours: 'heures',
  minutes: 'minutes',
  seconds: 'secondes',
}

interface Moment {
  readonly expr: Expr
  readonly type: DataType
}

function endOf(settings: Params, latest: string | null, to: () => Column): Moment {
  if (settings.until === 'latest') {
    const type = (latest ?? '').includes(' ') ? 'timestamp' : 'date'
    return { expr: literal(type, latest), type }
  }
  if (settings.until === 'column') {
    const { name, type } = to()
    return { expr: columnExpr(name), type }
  }
  if (settings.day === '') throw new NodeProblem(noDay)
  return { expr: literal('date', settings.day), type: 'date' }
}

const toDay = ({ expr, type }: Moment) => (type === 'date' ? expr : call('timestamp-to-date', expr))
const toMoment = ({ expr, type }: Moment) => (type === 'date' ? call('date-to-timestamp', expr) : expr)

const lengths = { weeks: 604800, days: 86400, hours: 3600, minutes: 60, seconds: 1 } as const

function counted(start: Moment, end: Moment, { unit, decimals }: Params): Expr {
  const [a, b] = [toMoment(start), toMoment(end)]
  switch (unit) {
    case 'years':
      return wholeMonths(start, end, 'complete-years')
    case 'months':
      return wholeMonths(start, end, 'complete-months')
    case 'working-days':
      return call('networkdays', toDay(start), toDay(end))
    case 'hours':
    case 'minutes':
    case 'seconds':
      if (!decimals) return call(`complete-${unit}`, a, b)
      break
    case 'days':
      if (!decimals && start.type === 'date' && end.type === 'date') return call('days-between', end.expr, start.expr)
      break
    case 'weeks':
      if (!decimals && start.type === 'date' && end.type === 'date') return call('complete-weeks', start.expr, end.expr)
  }
  const exact = call('divide', call('seconds-between', a, b), literal('float', lengths[unit]))
  return decimals ? exact : call('float-to-int', exact)
}

/** Years and months are counted in days; a time of day that is not reached yet takes one day off. */
function wholeMonths(start: Moment, end: Moment, fn: string): Expr {
  if (start.type === 'date') return call(fn, toDay(start), toDay(end))
  const [a, b] = [toMoment(start), toMoment(end)]
  const since = (at: Expr) => call('seconds-between', call('date-to-timestamp', call('timestamp-to-date', at)), at)
  const forward = call('less-or-equal', a, b)
  const short = call('greater', since(a), since(b))
  const beyond = call('less', since(a), since(b))
  const step = call(
    'ifs',
    call('and', forward, short),
    literal('int', -1),
    call('and', call('not', forward), beyond),
    literal('int', 1),
    literal('bool', true),
    literal('int', 0),
  )
  return call(fn, toDay(start), call('add-days', toDay(end), step))
}

const noDay = {
  code: 'nothing-chosen',
  param: 'day',
  text: { en: 'No day is given.', fr: 'Aucun jour n’est donné.' },
  action: { en: 'Give the day up to which to count.', fr: 'Donnez le jour jusqu’auquel compter.' },
}

function nothingToLearn(column: string) {
  const shown = quoted(column)
  return {
    code: 'nothing-to-learn',
    param: 'from',
    column,
    text: { en: `${shown.en} holds no date.`, fr: `${shown.fr} ne contient aucune date.` },
    action: { en: 'Give a day instead.', fr: 'Donnez plutôt un jour.' },
  }
}
