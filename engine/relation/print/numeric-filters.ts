import type { Value } from '../types.ts'
import type { ConstantFilter } from './dialect.ts'

const whole = (value: Value) => Number(value)

/** Filters that print the same in every dialect. */
export const numericFilters = {
  /** Digits. */
  int: (value) => String(value),
  /** Decimals that a DECIMAL needs to be rounded at this many. */
  scale: (value) => String(whole(value) >= 0 ? whole(value) : 16),
  /** One less, for the frame of the rows before this one. */
  prec: (value) => String(whole(value) - 1),
  /** The decimals of a whole number, as text. */
  zeros: (value) => (whole(value) > 0 ? `'.${'0'.repeat(whole(value))}'` : "''"),
} as const satisfies Readonly<Record<string, ConstantFilter>>
