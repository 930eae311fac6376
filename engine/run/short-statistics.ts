import type { PresentValues } from '../adapters/duckdb/present-values.ts'
import type { Cell, ColumnStatistics } from '../protocol/table.ts'
import { toCell } from '../relation/to-cell.ts'
import type { Column } from '../relation/types.ts'

/**
 * Statistics of a column of numbers, dates or timestamps whose values are all in memory; `rows` counts the missing ones too. Sorts `values`.
 * The same figures as DuckDB's aggregates give, for a third of the time.
 */
export function shortStatistics(column: Column, rows: number, values: PresentValues, bins: number): ColumnStatistics {
  const axis = new Float64Array(values.length)
  for (let at = 0; at < axis.length; at++) axis[at] = onAxis(column, values[at] as number | bigint)
  let low = Infinity
  let high = -Infinity
  let sum = 0
  let finite = 0
  for (const value of axis) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
    sum += value
    finite++
  }
  values.sort()
  const count = values.length
  let distinct = 0
  for (let at = 0; at < count; at++) if (at === 0 || (values[at] !== values[at - 1] && !areNaN(values[at], values[at - 1]))) distinct++
  const at = (place: number): Cell => cellOf(column, values[place] as number | bigint)
  // The smallest value that so many percent of the values do not exceed.
  const quantile = (percent: number) => at(Math.max(1, count - Math.floor((count * (100 - percent)) / 100)) - 1)
  return {
    name: column.name,
    rows,
    missing: rows - count,
    distinct,
    min: count > 0 ? at(0) : null,
    max: count > 0 ? at(count - 1) : null,
    mean: finite > 0 && Number.isFinite(sum) && (column.type === 'int' || column.type === 'float') ? sum / finite : null,
    ...(count > 0 && { quantiles: { p05: quantile(5), p25: quantile(25), p50: quantile(50), p75: quantile(75), p95: quantile(95) } }),
    ...(finite > 0 && { histogram: histogram(axis, { low, high, bins }) }),
  }
}

function histogram(axis: Float64Array, { low, high, bins }: { low: number; high: number; bins: number }): number[] {
  const counts = Array.from({ length: bins }, () => 0)
  const width = (high - low) / bins
  for (const value of axis) {
    if (!Number.isFinite(value)) continue
    const bin = width > 0 ? Math.max(0, Math.min(bins - 1, Math.floor((value - low) / width))) : 0
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}

const areNaN = (a: unknown, b: unknown) => typeof a === 'number' && typeof b === 'number' && Number.isNaN(a) && Number.isNaN(b)

/** Dates so far away stand for infinity. */
const lastDay = 2 ** 31 - 1

function onAxis({ type }: Column, value: number | bigint): number {
  if (type === 'timestamp') return Number(value) / 1e6
  return type === 'date' && Math.abs(Number(value)) >= lastDay ? NaN : Number(value)
}

function cellOf({ type }: Column, value: number | bigint): Cell {
  if (type === 'timestamp') return toCell(BigInt(value), type)
  return toCell(type === 'int' && Number.isSafeInteger(Number(value)) ? Number(value) : value, type)
}
