import { t } from '@lingui/core/macro'
import type { Cell } from '../../../engine/protocol/table.ts'
import { toast } from '../../ui/toasts.ts'
import { toClipboard } from '../../views/cell-text.ts'
import type { rangeOf } from './grid-keys.ts'
import type { GridRows } from './grid-rows.ts'

const mostCells = 100_000

/** Puts a range of cells on the clipboard as tab-separated values, and says so. Cells that have not come yet cannot be copied. */
export async function copyCells(rows: GridRows, range: ReturnType<typeof rangeOf>): Promise<void> {
  const { fromRow, toRow, fromColumn, toColumn } = range
  const cells = (toRow - fromRow + 1) * (toColumn - fromColumn + 1)
  if (cells > mostCells) return toast(t`That is more than 100 000 cells: choose fewer.`, { icon: 'triangle-alert', tone: 'warn' })
  const copied: Cell[][] = []
  for (let row = fromRow; row <= toRow; row += 1) {
    const line: Cell[] = []
    for (let column = fromColumn; column <= toColumn; column += 1) {
      const cell = rows.cell(row, column)
      if (cell === undefined)
        return toast(t`Some of these rows are not here yet: scroll through them first.`, { icon: 'triangle-alert', tone: 'warn' })
      line.push(cell)
    }
    copied.push(line)
  }
  try {
    await navigator.clipboard.writeText(toClipboard(copied))
    if (cells > 1) toast(t`${cells} cells copied.`, { icon: 'check', tone: 'ok' })
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    toast(t`The clipboard is not allowed here.`, { icon: 'triangle-alert', tone: 'warn' })
  }
}
