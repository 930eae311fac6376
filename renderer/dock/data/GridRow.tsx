import { memo } from 'react'
import type { Language } from '../../../engine/protocol/text.ts'
import { formatCount } from '../../session/format.ts'
import { cellText, isNumberType, type CellStyle } from '../../views/cell-text.ts'
import type { GridRows } from './grid-rows.ts'

/** A column that is in the window. */
export interface ShownColumn {
  readonly index: number
  readonly start: number
  readonly size: number
  readonly style: CellStyle
}

export interface GridRowProps {
  readonly gridId: string
  readonly row: number
  readonly rows: GridRows
  /** Compared by itself, since cells come into the same `rows`. */
  readonly version: unknown
  readonly columns: readonly ShownColumn[]
  readonly indexWidth: number
  readonly language: Language
  /** Columns from and to which this row is chosen; null when it is not. */
  readonly chosenFrom: number | null
  readonly chosenTo: number | null
  readonly activeColumn: number | null
  readonly missingWord: string
  readonly loadingWord: string
}

/** One row of the window. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { gridId, row, rows, columns, indexWidth, language, chosenFrom, chosenTo, activeColumn, missingWord, loadingWord } = props
  const chosen = chosenFrom !== null
  // Without a range the whole line of the active cell is marked, so that the eye finds it.
  const line = activeColumn !== null && chosenFrom === chosenTo
  return (
    <div role="row" aria-rowindex={row + 2} className="grid-row" data-chosen={chosen || undefined} data-line={line || undefined}>
      <div className="grid-cells" style={{ left: indexWidth }} role="presentation">
        <div role="presentation" className="grid-shift">
          {columns.map(({ index, start, size, style }) => {
            const cell = rows.cell(row, index)
            const missing = cell === null
            const written = cell === undefined || missing ? '' : cellText(cell, style, language)
            const inRange = chosen && chosenTo !== null && index >= chosenFrom && index <= chosenTo
            return (
              <div
                key={index}
                id={`${gridId}-${row}-${index}`}
                role="gridcell"
                aria-colindex={index + 2}
                aria-selected={inRange}
                className="grid-cell"
                data-number={(isNumberType(style.type) && !missing) || undefined}
                data-missing={missing || undefined}
                data-active={index === activeColumn || undefined}
                data-loading={cell === undefined || undefined}
                style={{ left: start, width: size }}
                // About as much as the widest column shows of a text.
                title={written.length > 32 ? written.slice(0, 2000) : undefined}
              >
                {cell === undefined ? <span className="sr-only">{loadingWord}</span> : missing ? missingWord : written}
              </div>
            )
          })}
        </div>
      </div>
      <div role="rowheader" aria-colindex={1} className="grid-index" style={{ width: indexWidth }}>
        {formatCount(row + 1, language)}
      </div>
    </div>
  )
})
