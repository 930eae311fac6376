import { call, literal, type Expr } from '../../engine/relation/expression.ts'

export type DatePart = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second'

/** A date, or a date with time. */
export interface Moment {
  readonly expr: Expr
  readonly timed: boolean
}

const int = (value: number) => literal('int', value)
const times = (amount: Expr, factor: number) => call('multiply-int', amount, int(factor))

const dayOf = ({ expr, timed }: Moment) => (timed ? call('timestamp-to-date', expr) : expr)
const momentOf = ({ expr, timed }: Moment) => (timed ? expr : call('date-to-timestamp', expr))

/** Puts another day under a clock time. */
function onDay({ expr, timed }: Moment, day: Expr): Expr {
  if (!timed) return day
  const gap = call('days-between', day, call('timestamp-to-date', expr))
  return call('add-hours', expr, times(gap, 24))
}

/** A date later by an amount of a unit; months end where the month ends. */
export function moved(value: Moment, amount: Expr, unit: DatePart): Expr {
  const day = dayOf(value)
  switch (unit) {
    case 'year':
      return onDay(value, call('add-years', day, amount))
    case 'quarter':
      return onDay(value, call('add-months', day, times(amount, 3)))
    case 'month':
      return onDay(value, call('add-months', day, amount))
    case 'week':
      return onDay(value, call('add-weeks', day, amount))
    case 'day':
      return onDay(value, call('add-days', day, amount))
    default:
      return call(`add-${unit}s`, momentOf(value), amount)
  }
}

/** The start of the unit in which a date lies. */
export function truncated(value: Moment, unit: DatePart): Expr {
  const day = dayOf(value)
  const asBefore = (start: Expr) => (value.timed ? call('date-to-timestamp', start) : start)
  if (unit === 'day') return asBefore(day)
  if (unit === 'hour' || unit === 'minute' || unit === 'second') return call(`truncate-${unit}`, momentOf(value))
  return asBefore(call(`truncate-${unit}`, day))
}

/** A date with one part set; a day beyond its month is the last one, other parts out of range make it missing. */
export function setPart(value: Moment, to: Expr, part: DatePart): Expr {
  const day = dayOf(value)
  const parts = { year: call('year', day), month: call('month', day), day: call('day', day) }
  const inMonth = (year: Expr, month: Expr, wanted: Expr) => {
    const first = call('make-date', year, month, int(1))
    const within = call('least', wanted, call('days-in-month', first))
    return call('make-date', year, month, within)
  }
  switch (part) {
    case 'year':
      return onDay(value, inMonth(to, parts.month, parts.day))
    case 'quarter': {
      const within = call('modulo-int', call('subtract-int', parts.month, int(1)), int(3))
      return onDay(
        value,
        inMonth(parts.year, call('add-int', call('add-int', times(call('subtract-int', to, int(1)), 3), within), int(1)), parts.day),
      )
    }
    case 'month':
      return onDay(value, inMonth(parts.year, to, parts.day))
    case 'week': {
      const gap = call('subtract-int', to, call('iso-week', day))
      return onDay(value, call('if', call('between', to, int(1), int(53)), call('add-weeks', day, gap), literal('date', null)))
    }
    case 'day':
      return onDay(value, inMonth(parts.year, parts.month, to))
    default:
      return setClock(momentOf(value), to, part)
  }
}

function setClock(at: Expr, to: Expr, part: 'hour' | 'minute' | 'second'): Expr {
  const top = part === 'hour' ? 23 : 59
  const unit = { hour: 3600, minute: 60, second: 1 }[part]
  const gap = times(call('subtract-int', to, call(part, at)), unit)
  return call('if', call('between', to, int(0), int(top)), call('add-seconds', at, gap), literal('timestamp', null))
}
