import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import type { DateFormat } from './find-format.ts'
import { plainDateText } from './date-words.ts'

const text = (value: string) => literal('text', value)
const int = (value: number) => literal('int', value)

/** Days and moments that a text gives by one format; missing where it gives none. */
export function dateByFormat(value: Expr, format: DateFormat, to: 'date' | 'timestamp', keepClock: boolean): Expr {
  if (format.epoch !== null) return inType(fromCount(call('text-to-int', value), format.epoch), 'timestamp', to)
  const timed = format.times.some((time) => time !== '')
  const plain = format.words || format.offsets || timed ? plainDateText(value) : call('strip', value)
  const digits = format.words ? call('regex-replace', plain, text('(^|[^0-9a-z])m([0-9])'), text('$1$2')) : plain
  const readings = format.times.map((time) =>
    time === ''
      ? inType(call('parse-date', digits, text(format.date)), 'date', to)
      : inType(momentOf(digits, format, time, keepClock), 'timestamp', to),
  )
  const [only = literal(to, null)] = readings
  return readings.length > 1 ? call('coalesce', ...readings) : only
}

/** A number that counts from a fixed day. */
export function fromCount(count: Expr, unit: NonNullable<DateFormat['epoch']>): Expr {
  const seconds = (factor: number) =>
    call('from-epoch-seconds', call('integer-divide', call('subtract-int', count, rest(count, factor)), int(factor)))
  switch (unit) {
    case 'seconds':
      return call('from-epoch-seconds', count)
    case 'milliseconds':
      return seconds(1000)
    case 'microseconds':
      return seconds(1_000_000)
    case 'days':
      return call('date-to-timestamp', call('add-days', literal('date', '1970-01-01'), count))
    case 'excel':
      return call('date-to-timestamp', call('add-days', literal('date', '1899-12-30'), count))
  }
}

/** What is above the last whole second, never negative. */
const rest = (count: Expr, factor: number) => call('modulo-int', count, int(factor))

function inType(value: Expr, from: 'date' | 'timestamp', to: 'date' | 'timestamp'): Expr {
  if (from === to) return value
  return to === 'date' ? call('timestamp-to-date', value) : call('date-to-timestamp', value)
}

function momentOf(plain: Expr, format: DateFormat, time: string, keepClock: boolean): Expr {
  const zone = text(' ?z(?:[+-][0-9]{4})?$')
  const half = text(' [ap]m$')
  const clock = format.offsets ? call('regex-replace', plain, zone, text('')) : plain
  const bare = format.halfDays ? call('regex-replace', clock, half, text('')) : clock
  const read = call('parse-timestamp', bare, text(`${format.date}${time}`))
  const whole = format.halfDays ? inHalf(read, clock) : read
  if (!format.offsets || keepClock) return whole
  const minutes = (part: number) => call('text-to-int', call('regex-extract', plain, text('z[+-]([0-9]{2})([0-9]{2})$'), int(part)))
  const size = call('add-int', call('multiply-int', minutes(1), int(60)), minutes(2))
  const east = call('regex-match', plain, text('z[+]'))
  const back = call('coalesce', call('if', east, call('negate-int', size), size), int(0))
  return call('add-minutes', whole, back)
}

/** A reading of 1 to 12 o’clock, in the half of the day that the text ends with. */
function inHalf(read: Expr, clock: Expr): Expr {
  const hour = call('hour', read)
  const after = call('and', call('ends-with', clock, text(' pm')), call('less', hour, int(12)))
  const midnight = call('and', call('ends-with', clock, text(' am')), call('equal', hour, int(12)))
  return call('ifs', after, call('add-hours', read, int(12)), midnight, call('add-hours', read, int(-12)), literal('bool', true), read)
}
