import type { Text } from '../../engine/protocol/text.ts'
import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import type { StepUnit } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { field } from './fields.ts'
import { quoted } from './phrases.ts'
import { NodeProblem } from './problem.ts'

/** Types along which rows can stand at regular steps. */
export const steppable: readonly DataType[] = ['date', 'timestamp', 'int']

const units = {
  second: { label: { en: 'seconds', fr: 'secondes' } },
  minute: { label: { en: 'minutes', fr: 'minutes' } },
  hour: { label: { en: 'hours', fr: 'heures' } },
  day: { label: { en: 'days', fr: 'jours' } },
  week: { label: { en: 'weeks', fr: 'semaines' } },
  month: { label: { en: 'months', fr: 'mois' } },
  year: { label: { en: 'years', fr: 'années' } },
} as const

const feminine: ReadonlySet<keyof typeof units> = new Set(['second', 'minute', 'hour', 'week', 'year'])

export interface Step {
  readonly count: number
  readonly unit: keyof typeof units
}

export const stepFields = {
  count: field.number({ label: { en: 'A step of', fr: 'Un pas de' }, default: 1, min: 1, max: 100_000, integer: true }),
  unit: field.choice({
    label: { en: 'Unit of the step', fr: 'Unité du pas' },
    help: { en: 'Whole numbers step by themselves, without a unit.', fr: 'Les nombres entiers avancent d’eux-mêmes, sans unité.' },
    choices: (Object.keys(units) as (keyof typeof units)[]).map((value) => ({ value, label: units[value].label })),
    default: 'day',
  }),
}

/** A step as rows follow it: each day; every 2 weeks. */
export function stepPhrase({ count, unit }: Step): Text {
  const { en, fr } = units[unit].label
  if (count > 1) return { en: `every ${count} ${en}`, fr: `${feminine.has(unit) ? 'toutes' : 'tous'} les ${count} ${fr}` }
  return { en: `each ${en.slice(0, -1)}`, fr: `par ${unit === 'month' ? fr : unit === 'year' ? 'an' : fr.slice(0, -1)}` }
}

/** The unit that fits the column; throws a NodeProblem for hours of dates. */
export function stepUnit(column: Column, { unit }: Step): StepUnit {
  if (column.type === 'int') return 'number'
  if (column.type === 'timestamp' || !['second', 'minute', 'hour'].includes(unit)) return unit
  const shown = quoted(column.name)
  throw new NodeProblem({
    code: 'step-too-fine',
    param: 'unit',
    column: column.name,
    text: {
      en: `${shown.en} holds days; there are no shorter steps.`,
      fr: `${shown.fr} contient des jours ; il n’y a pas de pas plus court.`,
    },
    action: { en: 'Choose days or more.', fr: 'Choisissez des jours ou davantage.' },
    fixes: [{ label: { en: 'Use days', fr: 'Prendre des jours' }, params: { unit: 'day' } }],
  })
}

const int = (value: number) => literal('int', value)
const monday = literal('date', '1970-01-05')
const epoch = literal('date', '1970-01-01')

/** Whole numbers brought down to a multiple, for negative ones too. */
function floored(value: Expr, size: number): Expr {
  const rest = call('modulo-int', value, int(size))
  const positive = call('modulo-int', call('add-int', rest, int(size)), int(size))
  return call('subtract-int', value, positive)
}

/**
 * The begin of the period that a moment lies in, of the same type. Weeks begin on Monday; periods of several units are counted from 1970,
 * months from January of year 0.
 */
export function periodStart(at: Expr, column: Column, step: Step): Expr {
  const unit = stepUnit(column, step)
  if (unit === 'number') return floored(at, step.count)
  const seconds = { second: 1, minute: 60, hour: 3600 }[unit as 'second' | 'minute' | 'hour']
  if (seconds) return call('from-epoch-seconds', floored(call('to-epoch-seconds', at), seconds * step.count))
  const day = column.type === 'timestamp' ? call('timestamp-to-date', at) : at
  const start =
    unit === 'month' || unit === 'year' ? monthStart(day, unit === 'year' ? 12 * step.count : step.count) : dayStart(day, unit, step.count)
  return column.type === 'timestamp' ? call('date-to-timestamp', start) : start
}

function dayStart(day: Expr, unit: StepUnit, count: number): Expr {
  const origin = unit === 'week' ? monday : epoch
  return call('add-days', origin, floored(call('days-between', day, origin), unit === 'week' ? 7 * count : count))
}

function monthStart(day: Expr, count: number): Expr {
  const month = call('add-int', call('multiply-int', call('year', day), int(12)), call('subtract-int', call('month', day), int(1)))
  const back = call('subtract-int', floored(month, count), month)
  return call('add-months', call('truncate-month', day), back)
}
