import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { Cell } from '../../protocol/table.ts'
import { toCell } from '../../relation/to-cell.ts'
import { isList, isNumeric, type Column, type Value } from '../../relation/types.ts'

/** A column with its place in the query (`c3`). */
export interface PlacedColumn {
  readonly column: Column
  readonly cell: string
}

export interface TablePlace {
  readonly from: string
  readonly rows: number
  readonly columns: readonly PlacedColumn[]
  /** What gives the number of a row from 0 on, where the source knows it; else rows are counted as they come. */
  readonly row?: string
}

/** The number of a row, from 0 on. */
export const rowOf = ({ row }: TablePlace) => row ?? '(row_number() OVER () - 1)'

export type NumberFigures = Omit<NonNullable<ReturnType<typeof numberOf>>, 'low' | 'high'>

export interface Measured extends PlacedColumn {
  readonly missing: { readonly total: number; readonly nulls: number; readonly empty: number; readonly blank: number }
  readonly distinct: { readonly values: number; readonly exact: boolean }
  readonly min: Cell
  readonly max: Cell
  readonly quantiles?: { exact: boolean; p05: Cell; p25: Cell; p50: Cell; p75: Cell; p95: Cell }
  readonly number?: NumberFigures
  /** Lowest and highest place on the axis of the histogram. */
  readonly axis?: { readonly low: number; readonly high: number }
  readonly lengths?: { readonly shortest: number | null; readonly longest: number | null; readonly mean: number | null }
}

/** Above so many rows, distinct values are estimated and quantiles and shapes those of the sample, unless all is to be exact. */
export const exactRows = 200_000
/** DuckDB plans a query of thousands of expressions in more than linear time. */
export const columnsAtOnce = 40

export const isMoment = (column: Column) => column.type === 'date' || column.type === 'timestamp'

/** A number or a moment as a number on one axis: dates in days, timestamps in seconds; NaN and infinities are not on it. */
export function onAxis({ column, cell }: PlacedColumn): string {
  if (column.type === 'date') return `datediff('day', DATE '1970-01-01', ${cell})::DOUBLE`
  if (column.type === 'timestamp') return `epoch_us(${cell})::DOUBLE / 1e6`
  return column.type === 'int' ? `${cell}::DOUBLE` : `CASE WHEN isfinite(${cell}::DOUBLE) THEN ${cell}::DOUBLE END`
}

/** The condition of a cell that holds nothing: null, an empty text or one of white space. */
export function isMissing({ column, cell }: PlacedColumn): string {
  return column.type === 'text' ? `(${cell} IS NULL OR ${bare(cell)} = '')` : `(${cell} IS NULL)`
}

export const bare = (cell: string) => `trim(${cell}, E' \\t\\r\\n')`

/** Every figure of a column, none from the sample. */
export function selectOf(place: PlacedColumn, exact: boolean): string[] {
  const { column, cell } = place
  const distinct = exact ? `count(DISTINCT ${cell})` : `approx_count_distinct(${cell})`
  if (isList(column.type)) return [`count(${cell})`]
  const common = [`count(${cell})`, distinct, `min(${cell})`, `max(${cell})`]
  if (column.type === 'bool') return common
  if (column.type === 'text')
    return [
      ...common,
      `count_if(${cell} = '')`,
      `count_if(${cell} <> '' AND ${bare(cell)} = '')`,
      `min(length(${cell}))`,
      `max(length(${cell}))`,
      `avg(length(${cell}))`,
    ]
  const axis = onAxis(place)
  const quantiles = exact ? quantilesOf(place) : 'NULL'
  if (isMoment(column)) return [...common, quantiles, `min(${axis})`, `max(${axis})`]
  const whole = column.type === 'int'
  return [
    ...common,
    quantiles,
    `min(${axis})`,
    `max(${axis})`,
    `avg(${axis})`,
    ...(['stddev_samp', 'skewness', 'kurtosis'] as const).map((name) => `${name}(${safeAxis(place)})`),
    `count_if(${cell} = 0)`,
    `count_if(${cell} < 0)`,
    ...(whole ? ['0', '0'] : [`count_if(isinf(${cell}::DOUBLE))`, `count_if(isnan(${cell}::DOUBLE))`]),
  ]
}

export function quantilesOf(place: PlacedColumn): string {
  const shares = '[0.05, 0.25, 0.5, 0.75, 0.95]'
  return isMoment(place.column) ? `quantile_disc(${place.cell}, ${shares})` : `quantile_cont(${onAxis(place)}, ${shares})`
}

/** Moments of numbers beyond this overflow and would end the query. */
function safeAxis(place: PlacedColumn): string {
  const axis = onAxis(place)
  return `CASE WHEN abs(${axis}) < 1e70 THEN ${axis} END`
}

const numberOr = (value: Value | undefined): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/** The first pass of a table that is read exactly: counts, ends, moments, quantiles, distinct values. */
export async function measureColumns(db: Database, place: TablePlace, options: QueryOptions): Promise<Measured[]> {
  const found: Measured[] = []
  for (let first = 0; first < place.columns.length; first += columnsAtOnce) {
    const part = place.columns.slice(first, first + columnsAtOnce)
    const selects = part.map((column) => selectOf(column, true))
    const [row = []] = await db.rows(`SELECT ${selects.flat().join(', ')} FROM ${place.from}`, options)
    let at = 0
    for (const [index, column] of part.entries()) {
      const width = selects[index]?.length ?? 0
      found.push(measuredOf(column, row.slice(at, at + width), { rows: place.rows, exact: true }))
      at += width
    }
  }
  return found
}

/** What `selectOf` found, by name. */
export function measuredOf(place: PlacedColumn, part: readonly Value[], { rows, exact }: { rows: number; exact: boolean }): Measured {
  const { column } = place
  const present = Number(part[0])
  const nulls = rows - present
  const missing = { total: nulls, nulls, empty: 0, blank: 0 }
  if (isList(column.type)) return { ...place, missing, distinct: { values: 0, exact: false }, min: null, max: null }
  const cell = (value: Value | undefined): Cell => toCell(value ?? null, column.type)
  const common = {
    ...place,
    missing,
    distinct: { values: Math.min(Number(part[1]), present), exact },
    min: cell(part[2]),
    max: cell(part[3]),
  }
  if (column.type === 'bool') return common
  if (column.type === 'text') {
    const [empty, blank] = [Number(part[4]), Number(part[5])]
    return {
      ...common,
      missing: { total: nulls + empty + blank, nulls, empty, blank },
      lengths: { shortest: numberOr(part[6]), longest: numberOr(part[7]), mean: numberOr(part[8]) },
    }
  }
  const list = Array.isArray(part[4]) ? (part[4] as readonly Value[]) : null
  const quantile = (i: number): Cell => (isMoment(column) ? cell(list?.[i]) : numberOr(list?.[i]))
  const low = numberOr(part[5])
  const high = numberOr(part[6])
  return {
    ...common,
    ...(list && { quantiles: { exact, p05: quantile(0), p25: quantile(1), p50: quantile(2), p75: quantile(3), p95: quantile(4) } }),
    ...(low !== null && high !== null && { axis: { low, high } }),
    ...(isNumeric(column.type) && { number: numberOf(part) }),
  }
}

function numberOf(part: readonly Value[]) {
  return {
    mean: numberOr(part[7]),
    deviation: numberOr(part[8]),
    skew: numberOr(part[9]),
    kurtosis: numberOr(part[10]),
    zeros: Number(part[11]),
    negatives: Number(part[12]),
    infinite: Number(part[13]),
    nan: Number(part[14]),
  }
}
