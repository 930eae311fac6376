import { clockParts, epochSeconds, inRange, microsOfSecond, timestampFromParts } from '../calendar/clock.ts'
import type { Int } from './int.ts'
import type { RowFunction } from './row-function.ts'

/** A timestamp moved by a count of units of microseconds; null outside the years 1 to 9999. */
function adding(unit: bigint) {
  return (timestamp: bigint, count: Int): bigint | null => (typeof count === 'bigint' ? null : inRange(timestamp + BigInt(count) * unit))
}

/** Everything below a unit of seconds cut off, toward the past. */
function truncating(unit: number) {
  return (timestamp: bigint): bigint => BigInt(Math.floor(epochSeconds(timestamp) / unit) * unit) * 1_000_000n
}

function makeTimestamp(days: number, hour: Int, minute: Int, second: Int): bigint | null {
  const inside = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59
  return inside ? timestampFromParts({ days, hour: Number(hour), minute: Number(minute), second: Number(second), micros: 0 }) : null
}

export const timestamp: Readonly<Record<string, RowFunction>> = {
  'make-timestamp': makeTimestamp,
  hour: (at: bigint) => clockParts(at).hour,
  minute: (at: bigint) => clockParts(at).minute,
  second: (at: bigint) => clockParts(at).second,
  microsecond: microsOfSecond,
  'add-hours': adding(3_600_000_000n),
  'add-minutes': adding(60_000_000n),
  'add-seconds': adding(1_000_000n),
  'truncate-hour': truncating(3600),
  'truncate-minute': truncating(60),
  'truncate-second': truncating(1),
  'from-epoch-seconds': (seconds: Int) => (typeof seconds === 'bigint' ? null : inRange(BigInt(seconds) * 1_000_000n)),
  'to-epoch-seconds': epochSeconds,
}
