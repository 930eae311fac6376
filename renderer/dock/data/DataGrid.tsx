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
import type { Cell, ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import { formatCount } from '../../session/format.ts'
import { useSession } from '../../session/store.ts'
import type { MenuEntry } from '../../ui/MenuItems.tsx'
import { PointMenu, type PointMenuProps } from '../../ui/PointMenu.tsx'
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
  /** Columns that the shown node has made. */
  readonly made?: ReadonlySet<string>
  /** Columns that something is wrong with. */
  readonly warned: ReadonlySet<string>
  /** What can be done with the head of a column, or with one of its cells. */
  readonly menu: (column: TableColumn, cell: Cell | undefined) => readonly MenuEntry[]
  /** A cell to bring into sight; another object brings it again. */
  readonly reveal: Revealed | null
  /** Newer rows are on their way. */
  readonly busy?: boolean
}

/** A cell to bring into sight, or a column with those up to another. */
export interface Revealed extends Partial<GridPlace> {
  readonly upTo?: number
}

/**
 * A table of any size. What is drawn is the window on it: it stands still while the track scrolls under it, so that nothing flashes white.
 * One tab stop; the active cell is told to assistive techniques as the active descendant.
 */
export function DataGrid({ label, columns, widths, statistics, rows, sort, onSort, warned, made, menu, reveal, busy }: DataGridProps) {
  const { t } = useLingui()
  const id = useId()
  const language = useSession((state) => state.language)
  const ref = useRef<HTMLDivElement>(null)
  const scroll = useGridScroll(ref, rows.count)
  const [active, setActive] = useState<GridPlace>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState<GridPlace | null>(null)
  const [opened, setOpened] = useState<Pick<PointMenuProps, 'at' | 'entries'> | null>(null)
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

  const showColumns = (first: number, last: number) =>
    scroll.showSpan(starts[first] ?? 0, (starts[last] ?? 0) + (widths[last] ?? 0), indexWidth)
  const bringIn = (target: GridPlace) => {
    scroll.showRow(target.row)
    showColumns(target.column, target.column)
  }
  const activate = (target: GridPlace, extend: boolean) => {
    setAnchor(extend ? (anchor ?? place) : null)
    setActive(target)
    bringIn(target)
  }

  const show = useEffectEvent(({ row, column, upTo }: Revealed) => {
    if (row !== undefined) return activate({ row, column: column ?? place.column }, false)
    if (column === undefined) return
    setAnchor(null)
    setActive({ row: Math.max(0, active.row), column })
    showColumns(column, upTo ?? column)
  })
  useEffect(() => {
    if (reveal) show(reveal)
  }, [reveal])

  const onKeyDown = (event: KeyboardEvent) => {
    // As in a spreadsheet; Shift+F10 and the menu key come as a context menu.
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault()
      openActiveMenu()
      return
    }
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
    const found = placeUnder(event.target)
    if (found && found.row >= 0 && event.button === 0) activate(found, event.shiftKey)
  }

  const openMenu = (target: GridPlace, at: PointMenuProps['at']) => {
    const column = columns[target.column]
    const entries = column ? menu(column, target.row < 0 ? undefined : rows.cell(target.row, target.column)) : []
    if (entries.length === 0) return
    activate(target, false)
    setOpened({ at, entries })
  }

  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault()
    const found = placeUnder(event.target)
    if (found) return openMenu(found, { left: event.clientX, top: event.clientY })
    // Shift+F10 comes without a cell under the pointer: it is about the active one.
    openActiveMenu()
  }

  const openActiveMenu = () => {
    const box = document.getElementById(activeId)?.getBoundingClientRect()
    if (box) openMenu(place, { left: box.left + 8, top: box.bottom })
  }

  const onClick = ({ target }: MouseEvent) => {
    const head = target instanceof Element ? target.closest('[role=columnheader]') : null
    const found = head && placeUnder(head)
    const column = found && columns[found.column]
    if (!column) return
    const more = target instanceof Element ? target.closest('[data-more]') : null
    const box = more?.getBoundingClientRect()
    if (box) openMenu(found, { left: box.left, top: box.bottom + 4 })
    else onSort(column.name)
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
      aria-busy={busy || undefined}
      aria-activedescendant={columns.length > 0 ? activeId : undefined}
      tabIndex={0}
      className="grid-scroll"
      onScroll={scroll.onScroll}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      {opened && <PointMenu {...opened} onClose={() => setOpened(null)} focusBack={() => ref.current ?? false} />}
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
                        made={made?.has(column.name) ?? false}
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

/** The cell, or the head of a column (row -1), that something drawn belongs to. */
function placeUnder(target: EventTarget): GridPlace | null {
  const cell = target instanceof Element ? target.closest('[role=gridcell], [role=columnheader]') : null
  const column = Number(cell?.getAttribute('aria-colindex')) - 2
  if (!cell || column < 0) return null
  if (cell.getAttribute('role') === 'columnheader') return { row: -1, column }
  return { row: Number(cell.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2, column }
}

/** Where each column begins, in pixels. */
function startsOf(widths: readonly number[]): readonly number[] {
  let start = 0
  return widths.map((width) => (start += width) - width)
}
