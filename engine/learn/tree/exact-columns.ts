import type { Matrix } from '../matrix.ts'

/** Different values that bytes tell apart. */
const told = 255
const mostRows = 5_000
const mostCells = 1e7

export interface ExactColumns {
  readonly x: Matrix
  /** The column of the table that each column is a part of. */
  readonly source: readonly number[]
}

/**
 * Columns whose values bytes tell apart, so that every limit is tried: one of more than 255 different values comes in several parts, each of 255
 * neighbours, beyond which all values are as the outermost. Null for tables of more than 5 000 rows, or of so many columns that the parts would be too large.
 */
export function exactColumns(x: Matrix): ExactColumns | null {
  if (x.rows > mostRows) return null
  const columns: Float64Array[] = []
  const source: number[] = []
  for (const [at, column] of x.columns.entries()) {
    const isLevels = (x.levels?.[at] ?? 0) > 0
    const values = isLevels ? new Float64Array(0) : Float64Array.from(new Set(column.filter((value) => !Number.isNaN(value)))).sort()
    // Neighbouring parts share a value, so that the limit between them belongs to one.
    for (let from = 0; from === 0 || from < values.length - 1; from += told - 1) {
      const [low, high] = [values[from]!, values[Math.min(values.length, from + told) - 1]!]
      columns.push(values.length <= told ? column : column.map((value) => (value < low ? low : value > high ? high : value)))
      source.push(at)
    }
    if (columns.length * x.rows > mostCells) return null
  }
  const { levels } = x
  return {
    x: { rows: x.rows, columns, names: source.map((at) => x.names[at]!), ...(levels && { levels: source.map((at) => levels[at]!) }) },
    source,
  }
}

/** How many columns a table of so many may become, and bytes that their parts take. */
export function exactRoom(rows: number, columns: number): { readonly columns: number; readonly bytes: number } {
  const parts = rows > mostRows ? columns : columns * Math.ceil(rows / (told - 1))
  return parts === columns || parts * rows > mostCells ? { columns, bytes: 0 } : { columns: parts, bytes: parts * rows * 8 }
}
