/** A place in the grid. Row −1 is the header. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

export interface GridShape {
  readonly rows: number
  readonly columns: number
  /** Rows in sight, which a page moves by. */
  readonly page: number
}

export interface GridKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Where a key moves the active cell; null when it is not a key of the grid. The keys are those of the ARIA grid pattern. */
export function movedBy(
  { key, ctrlKey, metaKey }: GridKey,
  { row, column }: GridPlace,
  { rows, columns, page }: GridShape,
): GridPlace | null {
  const whole = ctrlKey || metaKey
  const at = (nextRow: number, nextColumn: number): GridPlace => ({
    row: Math.min(Math.max(nextRow, -1), rows - 1),
    column: Math.min(Math.max(nextColumn, 0), columns - 1),
  })
  switch (key) {
    case 'ArrowDown':
      return whole ? at(rows - 1, column) : at(row + 1, column)
    case 'ArrowUp':
      return whole ? at(-1, column) : at(row - 1, column)
    case 'ArrowRight':
      return whole ? at(row, columns - 1) : at(row, column + 1)
    case 'ArrowLeft':
      return whole ? at(row, 0) : at(row, column - 1)
    case 'PageDown':
      return at(row + page, column)
    case 'PageUp':
      return row < 0 ? at(-1, column) : at(Math.max(0, row - page), column)
    case 'Home':
      return whole ? at(0, 0) : at(row, 0)
    case 'End':
      return whole ? at(rows - 1, columns - 1) : at(row, columns - 1)
    default:
      return null
  }
}

/** The cells between two places, header left out. */
export function rangeOf(a: GridPlace, b: GridPlace) {
  return {
    fromRow: Math.max(0, Math.min(a.row, b.row)),
    toRow: Math.max(a.row, b.row),
    fromColumn: Math.min(a.column, b.column),
    toColumn: Math.max(a.column, b.column),
  }
}
