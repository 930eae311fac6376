// The order of values: NaN equals itself and is the largest float, -0 equals 0, text goes by code point, false comes before true.

import { isList } from '../types.ts'
import type { DataType, Value } from '../types.ts'

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff

/** Code point order, which differs from the order of UTF-16 units where a surrogate meets a unit above U+DFFF. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const first = a.charCodeAt(at)
    const second = b.charCodeAt(at)
    if (first === second) continue
    if (isSurrogate(first) !== isSurrogate(second)) return isSurrogate(first) ? 1 : -1
    return first - second
  }
  return a.length - b.length
}

function compareFloat(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  const first = Number.isNaN(a)
  return first === Number.isNaN(b) ? 0 : first ? 1 : -1
}

type Ordered = number | bigint | boolean

const compareOrdered = (a: Ordered, b: Ordered): number => (a < b ? -1 : a > b ? 1 : 0)

export type Comparison = (a: Value, b: Value) => number

/** Compares two values of a type, neither of them null. */
export function comparison(type: DataType): Comparison {
  if (isList(type)) throw new Error('lists have no order')
  if (type === 'text') return compareText as Comparison
  return (type === 'float' ? compareFloat : compareOrdered) as Comparison
}

/** Whether two values of a type, neither of them null, are equal. */
export function equality(type: DataType): (a: Value, b: Value) => boolean {
  // Safe integers are always numbers and the others always bigints, so that === tells all but floats apart.
  if (type !== 'float') return (a, b) => a === b
  return (a, b) => a === b || (Number.isNaN(a) && Number.isNaN(b))
}

/** Compares two values of one type, whatever it is, neither of them null. For lists of values whose type is not at hand. */
export const compareValues: Comparison = (a, b) => {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (typeof a === 'number' && typeof b === 'number') return compareFloat(a, b)
  return compareOrdered(a as Ordered, b as Ordered)
}

/** The same with nulls last. */
export const compareNullsLast: Comparison = (a, b) => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compareValues(a, b)
}
