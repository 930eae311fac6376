import type { LoadedColumns } from './design-matrix.ts'

/** The rows at these positions, in this order. */
export function takeLoadedRows(data: LoadedColumns, rows: ArrayLike<number>): LoadedColumns {
  return {
    rows: rows.length,
    numbers: new Map([...data.numbers].map(([name, values]) => [name, Float64Array.from(rows, (row) => values[row]!)])),
    categories: new Map(
      [...data.categories].map(([name, { codes, levels }]) => [name, { codes: Int32Array.from(rows, (row) => codes[row]!), levels }]),
    ),
  }
}
