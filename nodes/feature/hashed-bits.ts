import { call, literal, type Expr } from '../../engine/relation/expression.ts'

const int = (value: number) => literal('int', value)

/** The number from 0 to 16^digits - 1 that stands in hexadecimal at a place of a hash; missing where the hash is. */
export function hexNumber(hash: Expr, place: number, digits: number): Expr {
  const digit = (at: number) =>
    call('subtract-int', call('find', call('mid', hash, int(at), int(1)), literal('text', '0123456789abcdef')), int(1))
  return Array.from({ length: digits }, (_, index) => digit(place + index)).reduce((high, low) =>
    call('add-int', call('multiply-int', high, int(16)), low),
  )
}
