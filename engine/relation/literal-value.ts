// Literals travel as JSON; printers and closures work on values. Both directions stand here.

import { dateText, readDate, readTimestamp, timestampText } from './calendar/iso-text.ts'
import { ExpressionError } from './expression-error.ts'
import { elementType, isList } from './types.ts'
import type { DataType, LiteralValue, ScalarType, Value } from './types.ts'

export const largestInt = 9_223_372_036_854_775_807n
export const smallestInt = -9_223_372_036_854_775_808n

const floatNames: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

function intValue(value: LiteralValue): Value {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : null
  if (typeof value !== 'string' || !/^[+-]?[0-9]{1,40}$/.test(value)) return null
  const big = BigInt(value.startsWith('+') ? value.slice(1) : value)
  if (big < smallestInt || big > largestInt) return null
  return Number.isSafeInteger(Number(big)) ? Number(big) : big
}

// Each gives null for what is not a literal of the type.
const readers: Readonly<Record<ScalarType, (value: LiteralValue) => Value>> = {
  bool: (value) => (typeof value === 'boolean' ? value : null),
  int: intValue,
  float: (value) => (typeof value === 'number' ? value : typeof value === 'string' ? (floatNames[value] ?? null) : null),
  text: (value) => (typeof value === 'string' ? value.toWellFormed() : null),
  date: (value) => (typeof value === 'string' ? readDate(value) : null),
  timestamp: (value) => (typeof value === 'string' ? readTimestamp(value) : null),
}

/** The value of a literal. Lone surrogates in texts become U+FFFD. Throws an ExpressionError (`bad-literal`) when the value is not one of the type. */
export function literalValue(type: DataType, value: LiteralValue): Value {
  if (value === null) return null
  if (isList(type)) {
    if (!Array.isArray(value)) throw badLiteral(type, value)
    return value.map((item: LiteralValue) => literalValue(elementType(type), item))
  }
  const read = readers[type](value)
  if (read === null) throw badLiteral(type, value)
  return read
}

function badLiteral(type: DataType, value: LiteralValue): ExpressionError {
  const shown = JSON.stringify(value).slice(0, 60)
  return new ExpressionError('bad-literal', {
    en: `${shown} is not a constant of type ${type}.`,
    fr: `${shown} n’est pas une constante de type ${type}.`,
  })
}

function floatLiteral(value: number): LiteralValue {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? value : value > 0 ? 'Infinity' : '-Infinity'
}

/** The JSON form of a value of the type: the inverse of literalValue. */
export function literalOf(type: DataType, value: Value): LiteralValue {
  if (value === null) return null
  if (isList(type)) return (value as readonly Value[]).map((item) => literalOf(elementType(type), item))
  if (typeof value === 'bigint') return type === 'timestamp' ? timestampText(value, ' ') : value.toString()
  if (typeof value === 'number') return type === 'date' ? dateText(value) : type === 'float' ? floatLiteral(value) : value
  return value as string | boolean
}
