import { useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react'
import type { ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import { formatCount } from '../../session/format.ts'
import { useSession } from '../../session/store.ts'
import { cellStyle } from '../../views/cell-text.ts'
import { copyCells } from './copy-cells.ts'
import './data-grid.css'
import { movedBy, rangeOf, type GridPlace } from './grid-keys.ts'
import type { GridRows, GridSort } from './grid-rows.ts'
import { GridHeaderCell } from './GridHeaderCell.tsx'
import { GridRow, type ShownColumn } from './GridRow.tsx'
import { headerHeight, rowHeight, useGridScroll } from './use-grid-scroll.ts'

export interface DataGridProps {
  readonly label: string
  readonly columns: readonly TableColumn[]
  /** Width of each column in pixels. */
  readonly widths: readonly number[]
  readonly statistics: ReadonlyMap<string, ColumnStatistics>
  readonly rows: GridRows
  readonly sort: GridSort | null
  readonly onSort: (column: string) => void
  /** Columns that something is wrong with. */
  readonly warned: ReadonlySet<string>
  /** A cell to bring into sight; another object brings it again. */
  readonly reveal: Partial<GridPlace> | null
}

/**
 * A table of any size. What is drawn is the window on it: it stands still while the track scrolls under it, so that nothing flashes white.
 * One tab stop; the active cell is told to assistive techniques as the active descendant.
 */
export function DataGrid({ label, columns, widths, statistics, rows, sort, onSort, warned, reveal }: DataGridProps) {
  const { t } = useLingui()
  const id = useId()
  const language = useSession((state) => state.language)
  const ref = useRef<HTMLDivElement>(null)
  const scroll = useGridScroll(ref, rows.count)
  const [active, setActive] = useState<GridPlace>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState<GridPlace | null>(null)
  const indexWidth = 26 + formatCount(Math.max(1, rows.count), 'en').length * 7
  // Stable functions: with new ones the places of all columns would be reckoned again at each scroll.
  const estimateSize = useCallback((i: number) => widths[i] ?? 120, [widths])
  const getItemKey = useCallback((i: number) => `${i} ${widths[i] ?? 0}`, [widths])
  const getScrollElement = useCallback(() => ref.current, [])
  const virtual = useVirtualizer({ count: columns.length, horizontal: true, getScrollElement, estimateSize, getItemKey, overscan: 2 })
  const items = virtual.getVirtualItems()
  const styles = useMemo(() => columns.map((column) => cellStyle(column, statistics.get(column.name))), [columns, statistics])
  const [firstItem, lastItem] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1]
  const starts = useMemo(() => startsOf(widths), [widths])
  // Not from the items: those are new objects at each scroll.
  const shown = useMemo(
    (): readonly ShownColumn[] =>
      styles.slice(firstItem, lastItem + 1).map((style, i) => {
        const index = firstItem + i
        return { index, start: starts[index] ?? 0, size: widths[index] ?? 120, style }
      }),
    [firstItem, lastItem, styles, starts, widths],
  )

  const view = Math.max(0, scroll.height - headerHeight)
  const from = Math.floor(scroll.top / rowHeight)
  const to = Math.min(rows.count, Math.ceil((scroll.top + view) / rowHeight) + 1)
  useEffect(() => rows.want({ from, to, fromColumn: firstItem, toColumn: lastItem + 1 }), [rows, from, to, firstItem, lastItem])

  const totalWidth = indexWidth + virtual.getTotalSize()
  const shape = { rows: rows.count, columns: columns.length, page: Math.max(1, Math.floor(view / rowHeight) - 1) }
  const place = { row: Math.min(active.row, rows.count - 1), column: Math.max(0, Math.min(active.column, columns.length - 1)) }
  const range = anchor ? rangeOf(anchor, place) : null

  const bringIn = (target: GridPlace) => {
    scroll.showRow(target.row)
    const left = starts[target.column] ?? 0
    scroll.showSpan(left, left + (widths[target.column] ?? 0), indexWidth)
  }
  const activate = (target: GridPlace, extend: boolean) => {
    setAnchor(extend ? (anchor ?? place) : null)
    setActive(target)
    bringIn(target)
  }

  const show = useEffectEvent(({ row, column }: Partial<GridPlace>) =>
    activate({ row: row ?? place.row, column: column ?? place.column }, false),
  )
  useEffect(() => {
    if (reveal) show(reveal)
  }, [reveal])

  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedBy(event, place, shape)
    if (next) {
      event.preventDefault()
      activate(next, event.shiftKey && next.row >= 0)
    } else if ((event.key === 'Enter' || event.key === ' ') && place.row < 0) {
      event.preventDefault()
      const column = columns[place.column]
      if (column) onSort(column.name)
    } else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && place.row >= 0) {
      event.preventDefault()
      void copyCells(rows, range ?? rangeOf(place, place))
    } else if (event.key === 'Escape' && anchor) {
      event.stopPropagation()
      setAnchor(null)
    }
  }

  const onPointerDown = (event: PointerEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>('[role=gridcell]')
    if (!cell || event.button !== 0) return
    const row = Number(cell.parentElement?.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2
    activate({ row, column: Number(cell.getAttribute('aria-colindex')) - 2 }, event.shiftKey)
  }

  const onClick = ({ target }: MouseEvent) => {
    const head = target instanceof Element ? target.closest('[role=columnheader]') : null
    const column = head && columns[Number(head.getAttribute('aria-colindex')) - 2]
    if (column) onSort(column.name)
  }

  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
  const activeId = place.row < 0 ? `${id}-h-${place.column}` : `${id}-${place.row}-${place.column}`
  return (
    <div
      ref={ref}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={columns.length > 0 ? activeId : undefined}
      tabIndex={0}
      className="grid-scroll"
      onScroll={scroll.onScroll}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onClick={onClick}
    >
      <div role="presentation" style={{ width: totalWidth, height: headerHeight + scroll.track }}>
        <div
          role="presentation"
          className="grid-window"
          style={{ width: Math.min(scroll.width, totalWidth), height: scroll.height, ['--grid-left' as string]: `${-scroll.left}px` }}
        >
          <div role="row" aria-rowindex={1} className="grid-header">
            <div className="grid-cells" style={{ left: indexWidth }} role="presentation">
              <div role="presentation" className="grid-shift">
                {shown.map(({ index, start, size }) => {
                  const column = columns[index]
                  return (
                    column && (
                      <GridHeaderCell
                        key={index}
                        id={`${id}-h-${index}`}
                        column={column}
                        place={index + 2}
                        start={start}
                        width={size}
                        statistics={statistics.get(column.name)}
                        sorted={sort?.column === column.name ? (sort.descending ? 'descending' : 'ascending') : undefined}
                        active={place.row < 0 && place.column === index}
                        warned={warned.has(column.name)}
                      />
                    )
                  )
                })}
              </div>
            </div>
            <div role="columnheader" aria-colindex={1} className="grid-index" style={{ width: indexWidth }}>
              <span className="sr-only">{t`Row`}</span>
            </div>
          </div>
          <div role="rowgroup" className="grid-body">
            <div role="presentation" style={{ transform: `translateY(${from * rowHeight - scroll.top}px)` }}>
              {drawn.map((row) => (
                <GridRow
                  key={row}
                  gridId={id}
                  row={row}
                  rows={rows}
                  version={rows.version}
                  columns={shown}
                  indexWidth={indexWidth}
                  language={language}
                  chosenFrom={
                    range && row >= range.fromRow && row <= range.toRow ? range.fromColumn : row === place.row ? place.column : null
                  }
                  chosenTo={range && row >= range.fromRow && row <= range.toRow ? range.toColumn : row === place.row ? place.column : null}
                  activeColumn={row === place.row ? place.column : null}
                  missingWord={t`missing`}
                  loadingWord={t`loading`}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
    </div>
  )
}

/** Where each column begins, in pixels. */
function startsOf(widths: readonly number[]): readonly number[] {
  let start = 0
  return widths.map((width) => (start += width) - width)
}
