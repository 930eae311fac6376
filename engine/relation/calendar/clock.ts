// Timestamps without a zone as microseconds since 1970-01-01T00:00 (bigint), split into parts that are safe numbers.

import { firstDay, lastDay } from './civil.ts'

export const microsPerDay = 86_400_000_000n
export const firstMicros = BigInt(firstDay) * microsPerDay
export const lastMicros = BigInt(lastDay + 1) * microsPerDay - 1n

export interface ClockParts {
  /** Days since 1970-01-01. */
  readonly days: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly micros: number
}

/** Whole seconds since 1970-01-01T00:00, rounded down: always a safe number. */
export function epochSeconds(timestamp: bigint): number {
  const seconds = Number(timestamp / 1_000_000n)
  return timestamp < 0n && timestamp % 1_000_000n !== 0n ? seconds - 1 : seconds
}

/** Microseconds within the second, 0 to 999999. */
export function microsOfSecond(timestamp: bigint): number {
  const rest = Number(timestamp % 1_000_000n)
  return rest < 0 ? rest + 1_000_000 : rest
}

export function clockParts(timestamp: bigint): ClockParts {
  const seconds = epochSeconds(timestamp)
  const days = Math.floor(seconds / 86_400)
  const ofDay = seconds - days * 86_400
  return {
    days,
    hour: Math.floor(ofDay / 3600),
    minute: Math.floor(ofDay / 60) % 60,
    second: ofDay % 60,
    micros: microsOfSecond(timestamp),
  }
}

export function timestampFromParts(parts: ClockParts): bigint {
  const seconds = parts.days * 86_400 + parts.hour * 3600 + parts.minute * 60 + parts.second
  return BigInt(seconds) * 1_000_000n + BigInt(parts.micros)
}

/** The timestamp, or null outside the years 1 to 9999. */
export function inRange(timestamp: bigint): bigint | null {
  return timestamp < firstMicros || timestamp > lastMicros ? null : timestamp
}
