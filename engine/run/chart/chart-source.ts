/** One thing by which rows are put together. Its result is a number: the place of a bin or of a category, the start of a unit of time. */
export type ChartKey =
  /** Place among `keep`; `keep.length` for all others, or null when they are left out. */
  | { readonly how: 'value'; readonly column: number; readonly keep: readonly string[]; readonly others: boolean }
  | { readonly how: 'bin'; readonly column: number; readonly from: number; readonly step: number; readonly log: boolean }
  | { readonly how: 'time'; readonly column: number; readonly unit: TimeUnit }
  /** One of so many equal parts of the rows in their order. */
  | { readonly how: 'part'; readonly parts: number }
  | { readonly how: 'hexagon'; readonly x: HexagonAxis; readonly y: HexagonAxis }

/** A column in steps of hexagons: (value - from) / step, of log10 values when `log`. */
export interface HexagonAxis {
  readonly column: number
  readonly from: number
  readonly step: number
  readonly log: boolean
}

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

export type ChartMeasure =
  | { readonly fn: 'count' }
  | { readonly fn: 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'; readonly column: number }
  | { readonly fn: 'quantile'; readonly column: number; readonly p: number }
  | { readonly fn: 'correlation'; readonly column: number; readonly other: number }

export interface ChartRows {
  readonly keys: readonly ChartKey[]
  /** Rows without a value here are left out. */
  readonly present: readonly number[]
  /** Rows that are not above zero here as well. */
  readonly positive: readonly number[]
}

export interface ChartGroups extends ChartRows {
  readonly measures: readonly ChartMeasure[]
}

export interface ChartPoints extends ChartRows {
  /** Numbers to give as they are, before the keys. */
  readonly numbers: readonly number[]
}

export interface Extent {
  readonly min: number
  readonly max: number
  /** Least value above zero. */
  readonly least: number | null
}

export interface TopValues {
  readonly values: readonly { readonly value: string; readonly rows: number }[]
  readonly distinct: number
}

/** Where a chart takes its figures from: all rows, or a sample. Columns go by their place in the list of values it was made for. */
export interface ChartSource {
  /** Rows that are looked at. */
  readonly rows: number
  /** Of numbers and times; null where there is no value. */
  extent(column: number): Promise<Extent | null>
  /** The most frequent values, ties by their text. */
  top(column: number, limit: number): Promise<TopValues>
  /** A row for each group: its keys, then its measures; in the order of the keys. Groups with a null key are left out. */
  groups(query: ChartGroups): Promise<readonly (readonly (number | null)[])[]>
  /** Row by row: the numbers, then the keys. Null where there are too many rows for that. */
  readonly points: ((query: ChartPoints) => Promise<readonly (readonly number[])[]>) | null
}

/** Rows of hexagons are packed into one number with their column; both fit easily. */
export const hexagonRows = 100_000
