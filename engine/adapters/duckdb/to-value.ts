import { DuckDBDateValue, DuckDBDecimalValue, DuckDBListValue, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api'
import type { Value } from '../../relation/types.ts'

/** DuckDB's value as ours: safe integers as numbers, dates as days, timestamps as microseconds; anything exotic as its text. */
export function toValue(value: DuckDBValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value
  if (typeof value === 'bigint') return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value
  if (value instanceof DuckDBDateValue) return value.days
  if (value instanceof DuckDBTimestampValue) return value.micros
  if (value instanceof DuckDBListValue) return value.items.map(toValue)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  return String(value)
}
