import { civilFromDays, makeDate } from './civil.ts'
import { clockParts, timestampFromParts } from './clock.ts'

const two = (part: number) => (part < 10 ? `0${part}` : String(part))
const four = (part: number) => String(part).padStart(4, '0')

/** `YYYY-MM-DD`. */
export function dateText(days: number): string {
  const { year, month, day } = civilFromDays(days)
  return `${four(year)}-${two(month)}-${two(day)}`
}

/** `YYYY-MM-DD`, the separator, `HH:MM:SS.ffffff` with always six decimals. */
export function timestampText(timestamp: bigint, separator: ' ' | 'T'): string {
  const { days, hour, minute, second, micros } = clockParts(timestamp)
  return `${dateText(days)}${separator}${two(hour)}:${two(minute)}:${two(second)}.${String(micros).padStart(6, '0')}`
}

const datePattern = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/
const timestampPattern = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,6}))?)?$/

function dateFrom(match: RegExpExecArray): number | null {
  return makeDate(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** Days since 1970-01-01 of `YYYY-MM-DD`, or null. */
export function readDate(text: string): number | null {
  const match = datePattern.exec(text)
  return match === null ? null : dateFrom(match)
}

/** Microseconds of `YYYY-MM-DD`, a space or T, `HH:MM`, optional `:SS` and up to six decimals; null for anything else. */
export function readTimestamp(text: string): bigint | null {
  const match = timestampPattern.exec(text)
  const days = match === null ? null : dateFrom(match)
  if (match === null || days === null) return null
  const [, , , , hour, minute, second = '0', decimals = '0'] = match
  return timestampFromParts({
    days,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    micros: Number(decimals.padEnd(6, '0')),
  })
}
