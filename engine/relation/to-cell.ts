import type { Cell } from '../protocol/table.ts'
import { elementType, isList, type DataType, type Value } from './types.ts'

/** A value as JSON for the studio and the command line; see `cellSchema`. */
export function toCell(value: Value, type: DataType): Cell {
  if (value === null) return null
  if (isList(type)) return (value as readonly Value[]).map((item) => toCell(item, elementType(type)) as Exclude<Cell, readonly unknown[]>)
  switch (type) {
    case 'date':
      return dateText(Number(value))
    case 'timestamp':
      return timestampText(BigInt(value as bigint))
    case 'bool':
      return Boolean(value)
    case 'text':
      return String(value)
    case 'int':
      return typeof value === 'bigint' ? value.toString() : (value as number)
    default: {
      const number = Number(value)
      return Number.isFinite(number) ? number : String(number)
    }
  }
}

/** `YYYY-MM-DD` of a day count since 1970-01-01 (proleptic Gregorian; years before 1 as DuckDB prints them). */
function dateText(days: number): string {
  const date = new Date(days * 86_400_000)
  if (Number.isNaN(date.getTime())) return days > 0 ? 'infinity' : '-infinity'
  const year = date.getUTCFullYear()
  const shown = year > 0 ? String(year).padStart(4, '0') : `${String(1 - year).padStart(4, '0')} (BC)`
  return `${shown}-${String(date.getUTCMonth() + 1).padStart(2, '0')}-${String(date.getUTCDate()).padStart(2, '0')}`
}

/** `YYYY-MM-DD HH:MM:SS[.ffffff]` of microseconds since 1970-01-01. */
function timestampText(micros: bigint): string {
  const day = micros >= 0n ? micros / 86_400_000_000n : -((-micros + 86_399_999_999n) / 86_400_000_000n)
  const inDay = Number(micros - day * 86_400_000_000n)
  const seconds = Math.floor(inDay / 1e6)
  const fraction = inDay % 1e6
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${dateText(Number(day))} ${clock}${fraction > 0 ? `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}` : ''}`
}
