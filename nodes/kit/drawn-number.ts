import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import { drawn } from './summary-takes.ts'

/** How many of the hash's digits count: 48 bits. */
const digits = 12

/** A whole number from 0 to 2^48 - 1 for a row, which nobody could foresee without the seed. `place`: a whole number that no other draw has. */
export function drawnNumber(place: Expr, seed: number): Expr {
  const hash = drawn(place, seed)
  return Array.from({ length: digits }, (_, at) => {
    const sign = call('mid', hash, literal('int', at + 1), literal('int', 1))
    const value = call('subtract-int', call('find', sign, literal('text', '0123456789abcdef')), literal('int', 1))
    return call('multiply-int', value, literal('int', 16 ** (digits - 1 - at)))
  }).reduce((sum, part) => call('add-int', sum, part))
}
