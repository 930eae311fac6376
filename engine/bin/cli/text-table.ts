import type { Cell, Preview } from '../../protocol/table.ts'

const widest = 32

/** A preview as a plain table: names, types, rows; numbers to the right, long texts cut. */
export function textTable(preview: Preview): string {
  const shown = preview.rows.map((row) => row.map(cellText))
  const widths = preview.columns.map((column, index) =>
    Math.min(widest, Math.max(column.name.length, column.type.length, ...shown.map((row) => (row[index] ?? '').length))),
  )
  const isNumber = preview.columns.map((column) => column.type === 'int' || column.type === 'float')
  const line = (cells: readonly string[], right: readonly boolean[]) =>
    `${cells.map((cell, index) => fit(cell, widths[index] ?? 0, right[index] ?? false)).join('  ')}`.trimEnd()
  return `${[
    line(
      preview.columns.map((column) => column.name),
      isNumber,
    ),
    line(
      preview.columns.map((column) => column.type),
      isNumber,
    ),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...shown.map((row) => line(row, isNumber)),
  ].join('\n')}\n`
}

function fit(text: string, width: number, right: boolean): string {
  const cut = text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text
  return right ? cut.padStart(width) : cut.padEnd(width)
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  return (Array.isArray(cell) ? JSON.stringify(cell) : String(cell)).replace(/[\n\r\t]/g, ' ')
}

/** Rows as CSV (RFC 4180) with a header. */
export function csvLines(names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const quote = (cell: Cell) => {
    if (cell === null) return ''
    const text = Array.isArray(cell) ? JSON.stringify(cell) : String(cell)
    return /[",\n\r]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `${[names.map(quote).join(','), ...rows.map((row) => row.map(quote).join(','))].join('\n')}\n`
}
