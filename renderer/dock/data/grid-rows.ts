import type { Sight } from './page-cache.ts'
import type { Cell } from '../../../engine/protocol/table.ts'

/** The rows of a grid, wherever they come from. */
export interface GridRows {
  /** How many can be scrolled through. */
  readonly count: number
  /** The cell, or undefined while it is on its way. */
  readonly cell: (row: number, column: number) => Cell | undefined
  /** Says what is in sight. */
  readonly want: (sight: Sight) => void
  /** Another object whenever cells have come, so that what is drawn can be compared. */
  readonly version: unknown
}

export interface GridSort {
  readonly column: string
  readonly descending: boolean
}

/** Rows that are all at hand, sorted here. Missing values stand last either way, as the engine does it. */
export function localRows(
  rows: readonly (readonly Cell[])[],
  sortBy: { readonly column: number; readonly descending: boolean } | null,
): GridRows {
  const order = sortBy ? sortedOrder(rows, sortBy.column, sortBy.descending) : null
  return {
    count: rows.length,
    cell: (row, column) => rows[order?.[row] ?? row]?.[column] ?? null,
    want: () => {},
    version: rows,
  }
}

function sortedOrder(rows: readonly (readonly Cell[])[], column: number, descending: boolean): number[] {
  const sign = descending ? -1 : 1
  const value = (row: number) => rows[row]?.[column] ?? null
  return rows
    .map((_, i) => i)
    .sort((a, b) => {
      const [x, y] = [value(a), value(b)]
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
      return sign * compare(x, y)
    })
}

function compare(a: NonNullable<Cell>, b: NonNullable<Cell>): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [x, y] = [String(a), String(b)]
  // By code units, as the engine compares texts: not by the alphabet of a language.
  return x < y ? -1 : x > y ? 1 : 0
}
