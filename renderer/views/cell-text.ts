import type { Cell, ColumnStatistics, TableColumn } from '../../engine/protocol/table.ts'
import { formatCount, formatNumber } from '../session/format.ts'
import type { Language } from '../../engine/protocol/text.ts'

/** How the cells of a column are written. */
export interface CellStyle {
  readonly type: string
  /** Numbers whose digits are a name, not an amount: ids and years are not grouped. */
  readonly plain: boolean
}

export function isNumberType(type: string): boolean {
  return type === 'int' || type === 'float'
}

export function cellStyle({ type, role }: TableColumn, statistics?: ColumnStatistics): CellStyle {
  const { min, max } = statistics ?? {}
  const years = type === 'int' && typeof min === 'number' && typeof max === 'number' && min >= 1000 && max < 2200
  return { type, plain: role === 'id' || years }
}

const truth = { en: ['no', 'yes'], fr: ['non', 'oui'] } as const

/** A cell as it is read, in the language of the studio. A missing one is an empty text: the grid writes the word. */
export function cellText(cell: Cell, { type, plain }: CellStyle, language: Language): string {
  if (cell === null) return ''
  if (Array.isArray(cell)) return `[${cell.map((item) => (item === null ? '–' : String(item))).join(', ')}]`
  if (typeof cell === 'boolean') return truth[language][cell ? 1 : 0]
  if (typeof cell === 'number') {
    if (plain && Number.isInteger(cell)) return String(cell)
    return type === 'int' ? formatCount(cell, language) : formatNumber(cell, language, 7)
  }
  return cell
}

/** A cell as it goes to the clipboard: nothing is rounded or grouped, so that other programs read it. */
export function cellSource(cell: Cell): string {
  if (cell === null) return ''
  return Array.isArray(cell) ? JSON.stringify(cell) : String(cell)
}

/** Cells as lines of tab-separated values; what would break a line or a cell is quoted. */
export function toClipboard(rows: readonly (readonly Cell[])[]): string {
  const quote = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map((row) => row.map((cell) => quote(cellSource(cell))).join('\t')).join('\n')
}
