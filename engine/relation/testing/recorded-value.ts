import { readDate, readTimestamp } from '../calendar/iso-text.ts'
import { literalValue } from '../literal-value.ts'
import { elementType, isList } from '../types.ts'
import type { DataType, ScalarType, Value } from '../types.ts'

/** A value as functions/vectors records it: JSON, with marks where JSON has no form of its own. */
export type Recorded =
  | null
  | boolean
  | number
  | string
  | readonly Recorded[]
  | { readonly $: 'nan' | 'inf' | '-inf' | '-0' | 'error' }
  | { readonly $int: string }
  | { readonly $float: number }
  | { readonly $date: string }
  | { readonly $ts: string }

const floats = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY, '-0': -0, error: 0 }

/** The type that a recorded scalar shows by itself; undefined for null and lists. */
export function shownType(value: Recorded): ScalarType | undefined {
  if (value === null || Array.isArray(value)) return undefined
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  if ('$int' in value) return 'int'
  if ('$date' in value) return 'date'
  return '$ts' in value ? 'timestamp' : 'float'
}

/** The value of a type. */
export function decodeRecorded(value: Recorded, type: DataType): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return value
  if (Array.isArray(value)) {
    const items: readonly Recorded[] = value
    return isList(type) ? items.map((item) => decodeRecorded(item, elementType(type))) : null
  }
  if ('$int' in value) return literalValue('int', value.$int)
  if ('$float' in value) return value.$float
  if ('$date' in value) return readDate(value.$date)
  if ('$ts' in value) return readTimestamp(value.$ts)
  return '$' in value ? floats[value.$] : null
}
