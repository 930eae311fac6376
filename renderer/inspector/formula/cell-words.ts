import type { Cell } from '../../../engine/protocol/table.ts'
import type { Language } from '../../../engine/protocol/text.ts'
import { formatNumber } from '../../session/format.ts'

/** A value of a small table or a formula as it is read. A missing one is an empty text. */
export function cellText(cell: Cell, language: Language): string {
  if (cell === null) return ''
  if (Array.isArray(cell)) return `[${cell.map((item) => cellText(item, language)).join(', ')}]`
  if (typeof cell === 'number') return formatNumber(cell, language, 6)
  if (typeof cell === 'boolean') return language === 'fr' ? (cell ? 'vrai' : 'faux') : String(cell)
  return String(cell)
}
