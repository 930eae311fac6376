import { calendarNames } from '../date-format/calendar-names.ts'
import { formatPattern } from '../date-format/format-pattern.ts'
import { formatTokens } from '../date-format/parse-format.ts'
import type { FormatPart } from '../date-format/parse-format.ts'
import { civilFromDays, isoWeekday, makeDate } from '../calendar/civil.ts'
import type { CivilDate } from '../calendar/civil.ts'
import { clockParts, timestampFromParts } from '../calendar/clock.ts'
import type { ClockParts } from '../calendar/clock.ts'
import type { CallInfo, MadeFunction } from './row-function.ts'

const formatOf = ({ constants }: CallInfo) => formatTokens(String(constants[1]))

const digits = (value: number, width: number) => String(value).padStart(width, '0')

const writers: Readonly<Record<FormatPart, (date: CivilDate, clock: ClockParts) => string>> = {
  YYYY: ({ year }) => digits(year, 4),
  YY: ({ year }) => digits(year % 100, 2),
  MM: ({ month }) => digits(month, 2),
  M: ({ month }) => String(month),
  DD: ({ day }) => digits(day, 2),
  D: ({ day }) => String(day),
  hh: (_, { hour }) => digits(hour, 2),
  h: (_, { hour }) => String(hour),
  mm: (_, { minute }) => digits(minute, 2),
  ss: (_, { second }) => digits(second, 2),
  fff: (_, { micros }) => digits(Math.floor(micros / 1000), 3),
}

function formatting(call: CallInfo): (clock: ClockParts) => string {
  const write = formatOf(call).map((token) => ('part' in token ? writers[token.part] : () => token.text))
  return (clock) => {
    const date = civilFromDays(clock.days)
    let text = ''
    for (const part of write) text += part(date, clock)
    return text
  }
}

type Found = Readonly<Partial<Record<FormatPart, string>>>

/** Years of two digits below 30 are of this century, the others of the last one. */
function yearOf({ YYYY, YY = '' }: Found): number {
  return YYYY === undefined ? Number(YY) + (YY < '30' ? 2000 : 1900) : Number(YYYY)
}

function reading(call: CallInfo): (text: string) => ClockParts | null {
  const tokens = formatOf(call)
  const parts = tokens.flatMap((token) => ('part' in token ? [token.part] : []))
  const regex = new RegExp(`^${formatPattern(tokens)}$`, 'u')
  return (text) => {
    const match = regex.exec(text)
    if (match === null) return null
    const found: Found = Object.fromEntries(parts.map((part, index) => [part, match[index + 1]]))
    const days = makeDate(yearOf(found), Number(found.MM ?? found.M), Number(found.DD ?? found.D))
    if (days === null) return null
    const micros = Number((found.fff ?? '').padEnd(6, '0'))
    return { days, hour: Number(found.hh ?? found.h ?? 0), minute: Number(found.mm ?? 0), second: Number(found.ss ?? 0), micros }
  }
}

function naming(kind: 'months' | 'weekdays', indexOf: (days: number) => number): MadeFunction {
  return ({ constants }) => {
    const names = calendarNames(kind, String(constants[1])) ?? []
    return (days: number) => names[indexOf(days)] ?? null
  }
}

export const madeDateText: Readonly<Record<string, MadeFunction>> = {
  'parse-date': (call) => {
    const read = reading(call)
    return (text: string) => read(text)?.days ?? null
  },
  'parse-timestamp': (call) => {
    const read = reading(call)
    return (text: string) => {
      const clock = read(text)
      return clock === null ? null : timestampFromParts(clock)
    }
  },
  'format-date': (call) => {
    const format = formatting(call)
    return (days: number) => format({ days, hour: 0, minute: 0, second: 0, micros: 0 })
  },
  'format-timestamp': (call) => {
    const format = formatting(call)
    return (at: bigint) => format(clockParts(at))
  },
  'month-name': naming('months', (days) => civilFromDays(days).month - 1),
  'weekday-name': naming('weekdays', (days) => isoWeekday(days) - 1),
}
