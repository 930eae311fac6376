import { smallestInt } from '../literal-value.ts'
import { toInt } from './int.ts'
import type { Int } from './int.ts'
import type { RowFunction } from './row-function.ts'

const completed = (unit: bigint) => (start: bigint, end: bigint) => Number((end - start) / unit)

/** ISO 8601 in days, hours, minutes and seconds; the smallest integer, which has no positive twin, gives null. */
function formatDuration(seconds: Int): string | null {
  if (seconds === smallestInt) return null
  if (seconds === 0) return 'PT0S'
  const size = seconds < 0 ? -BigInt(seconds) : BigInt(seconds)
  const days = size / 86_400n
  const ofDay = Number(size % 86_400n)
  const [hours, minutes, rest] = [Math.floor(ofDay / 3600), Math.floor(ofDay / 60) % 60, ofDay % 60]
  const time = (hours > 0 ? `${hours}H` : '') + (minutes > 0 ? `${minutes}M` : '') + (rest > 0 ? `${rest}S` : '')
  return `${seconds < 0 ? '-' : ''}P${days > 0n ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`
}

const durationPattern = /^(-?)P(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?$/

function parseDuration(text: string): number | null {
  const match = durationPattern.exec(text)
  if (match === null || text.endsWith('P') || text.endsWith('T')) return null
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0))
  // Nine digits each: the sum is a safe number.
  const total = (weeks ?? 0) * 604_800 + (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
  return match[1] === '-' ? 0 - total : total
}

export const duration: Readonly<Record<string, RowFunction>> = {
  'seconds-between': (start: bigint, end: bigint) => Number(end - start) / 1e6,
  'complete-hours': completed(3_600_000_000n),
  'complete-minutes': completed(60_000_000n),
  'complete-seconds': (start: bigint, end: bigint) => toInt((end - start) / 1_000_000n),
  'format-duration': formatDuration,
  'parse-duration': parseDuration,
}
