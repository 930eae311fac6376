import type { Value } from '../types.ts'
import type { ConstantFilter } from './dialect.ts'

const whole = (value: Value) => Number(value)

function shift(decimals: number, forward: '*' | '/', backward: '*' | '/'): string {
  return `${decimals < 0 ? backward : forward} 1e${Math.abs(decimals)}::DOUBLE`
}

/** Filters that print the same in every dialect. */
export const numericFilters = {
  /** Digits. */
  int: (value) => String(value),
  /** Decimals that a DECIMAL needs to be rounded at this many. */
  scale: (value) => String(whole(value) >= 0 ? whole(value) : 16),
  /** Shifts the point to the right by this many decimals, and back. */
  up: (value) => shift(whole(value), '*', '/'),
  down: (value) => shift(whole(value), '/', '*'),
  /** Numbers below this, with the point shifted, still have bits to tell on which side of a half they are. */
  near: (value) => `${Math.min(2 ** 53, 2 ** 50 / 10 ** whole(value))}::DOUBLE`,
  /** Numbers below this, and below 2^53, fit DECIMAL(18) with this many decimals; none where the decimals are negative. */
  narrow: (value) => (whole(value) < 0 ? '0' : `${Math.min(2 ** 53, 10 ** (17 - whole(value)))}::DOUBLE`),
  places: (value) => String(Math.max(0, whole(value))),
  /** One less, for the frame of the rows before this one. */
  prec: (value) => String(whole(value) - 1),
  /** The decimals of a whole number, as text. */
  zeros: (value) => (whole(value) > 0 ? `'.${'0'.repeat(whole(value))}'` : "''"),
} as const satisfies Readonly<Record<string, ConstantFilter>>
