import { toCell } from '../relation/to-cell.ts'
import type { Database, QueryOptions } from '../adapters/duckdb/database.ts'
import type { Cell, ColumnStatistics } from '../protocol/table.ts'
import type { Column, Value } from '../relation/types.ts'

const bins = 20
const topValues = 6
/** More columns than anyone looks at; wider tables get statistics for these alone. */
const mostColumns = 400

/**
 * Header statistics of a table given as SQL (`from`: a table name or a sub-query) with columns c0, c1, ... Exact but for `distinct`, which
 * may be 1 to 2 % off above a few thousand values.
 */
export async function columnStatistics(
  db: Database,
  from: string,
  columns: readonly Column[],
  options?: QueryOptions,
): Promise<ColumnStatistics[]> {
  const seen = columns.slice(0, mostColumns)
  if (seen.length === 0) return []
  const measures = seen.map((column, index) => measuresOf(column, `c${index}`))
  const [row] = await db.rows(`SELECT count(*), ${measures.flat().join(', ')} FROM ${from}`, options)
  if (!row) return []
  const total = Number(row[0])
  let at = 1
  const found = seen.map((column, index): Basic => {
    const width = measures[index]?.length ?? 0
    const part = row.slice(at, at + width)
    at += width
    return basic(column, index, total, part)
  })
  const histograms = await allHistograms(db, from, found, options)
  const tops = await allTops(db, from, found, options)
  return found.map(({ column, index, low: _low, high: _high, ...figures }) => ({
    name: column.name,
    ...figures,
    ...(histograms.has(index) && { histogram: histograms.get(index) as number[] }),
    ...(tops.has(index) && { top: tops.get(index) as { value: string; rows: number }[] }),
  }))
}

interface Basic extends Omit<ColumnStatistics, 'name' | 'histogram' | 'top'> {
  readonly column: Column
  readonly index: number
  readonly low: number | null
  readonly high: number | null
}

const isRange = (column: Column) =>
  column.type === 'int' || column.type === 'float' || column.type === 'date' || column.type === 'timestamp'

/** A column as a number on one axis: dates in days, timestamps in seconds; NaN and infinities are not on it. */
function onAxis(column: Column, cell: string): string {
  switch (column.type) {
    case 'date':
      return `datediff('day', DATE '1970-01-01', ${cell})::DOUBLE`
    case 'timestamp':
      return `epoch_us(${cell})::DOUBLE / 1e6`
    default:
      return `CASE WHEN isfinite(${cell}::DOUBLE) THEN ${cell}::DOUBLE END`
  }
}

function measuresOf(column: Column, cell: string): string[] {
  const common = [`count(${cell})`, `approx_count_distinct(${cell})`]
  if (column.type.startsWith('list')) return [...common]
  const ends = [`min(${cell})`, `max(${cell})`]
  if (!isRange(column)) return [...common, ...ends]
  const axis = onAxis(column, cell)
  const quantiles = `quantile_disc(${cell}, [0.05, 0.25, 0.5, 0.75, 0.95]) FILTER (${cell} IS NOT NULL)`
  return [...common, ...ends, quantiles, `min(${axis})`, `max(${axis})`, `avg(${axis})`]
}

function basic(column: Column, index: number, total: number, part: readonly Value[]): Basic {
  const [count, distinct, min = null, max = null, quantiles = null, low = null, high = null, mean = null] = part
  const cell = (value: Value): Cell => toCell(value, column.type)
  const list = Array.isArray(quantiles) ? (quantiles as readonly Value[]).map(cell) : null
  const present = Number(count)
  return {
    column,
    index,
    rows: total,
    missing: total - present,
    distinct: Math.min(Number(distinct), present),
    min: cell(min),
    max: cell(max),
    mean: typeof mean === 'number' && Number.isFinite(mean) && (column.type === 'int' || column.type === 'float') ? mean : null,
    ...(list && {
      quantiles: { p05: list[0] ?? null, p25: list[1] ?? null, p50: list[2] ?? null, p75: list[3] ?? null, p95: list[4] ?? null },
    }),
    low: typeof low === 'number' ? low : null,
    high: typeof high === 'number' ? high : null,
  }
}

async function allHistograms(db: Database, from: string, found: readonly Basic[], options?: QueryOptions): Promise<Map<number, number[]>> {
  const parts = found.flatMap(({ column, index, low, high }) => {
    if (!isRange(column) || low === null || high === null) return []
    const axis = onAxis(column, `c${index}`)
    const bin = high > low ? `least(${bins - 1}, floor((${axis} - (${low})) / ${(high - low) / bins}))::INTEGER` : '0'
    return [`SELECT ${index} AS k, ${bin} AS b, count(*) AS n FROM ${from} WHERE ${axis} IS NOT NULL GROUP BY 2`]
  })
  const result = new Map<number, number[]>()
  if (parts.length === 0) return result
  for (const [column, bin, count] of await db.rows(parts.join(' UNION ALL '), options)) {
    const histogram = result.get(Number(column)) ?? Array.from({ length: bins }, () => 0)
    histogram[Math.max(0, Number(bin))] = Number(count)
    result.set(Number(column), histogram)
  }
  return result
}

async function allTops(
  db: Database,
  from: string,
  found: readonly Basic[],
  options?: QueryOptions,
): Promise<Map<number, { value: string; rows: number }[]>> {
  const parts = found.flatMap(({ column, index }) =>
    column.type === 'text' || column.type === 'bool'
      ? [
          `(SELECT ${index} AS k, left(CAST(c${index} AS VARCHAR), 200) AS v, count(*) AS n FROM ${from} WHERE c${index} IS NOT NULL GROUP BY c${index} ORDER BY n DESC, v LIMIT ${topValues})`,
        ]
      : [],
  )
  const result = new Map<number, { value: string; rows: number }[]>()
  if (parts.length === 0) return result
  for (const [column, value, count] of await db.rows(parts.join(' UNION ALL '), options)) {
    const list = result.get(Number(column)) ?? []
    list.push({ value: String(value), rows: Number(count) })
    result.set(Number(column), list)
  }
  for (const list of result.values()) list.sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1))
  return result
}
