import { tableFromIPC } from '@uwdata/flechette'
import type { Cell, TableColumn } from '../../../engine/protocol/table.ts'
import type { Page } from './page-cache.ts'

function dateText(milliseconds: number): string {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString().slice(0, 10)
}

function timestampText(milliseconds: number): string {
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) return String(milliseconds)
  const iso = date.toISOString()
  const day = iso.slice(0, iso.indexOf('T'))
  const time = iso.slice(iso.indexOf('T') + 1, -5)
  // Microseconds stand behind the point of the milliseconds.
  const micros = Math.round((((milliseconds % 1000) + 1000) % 1000) * 1000)
  return `${day} ${time}${micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`}`
}

/** A value of an Arrow column as the protocol writes cells. */
export function toCell(value: unknown, type: string): Cell {
  if (value === null || value === undefined) return null
  if (type.startsWith('list<')) {
    const element = type.slice(5, -1)
    return Array.from(value as ArrayLike<unknown>, (item) => toCell(item, element) as null | boolean | number | string)
  }
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number') {
    if (type === 'date') return dateText(value)
    if (type === 'timestamp') return timestampText(value)
    return Number.isFinite(value) ? value : String(value)
  }
  return typeof value === 'boolean' ? value : String(value)
}

/** Reads an Arrow IPC stream. Cells are taken out of the buffers only when they are asked for. */
export function arrowPage(bytes: Uint8Array, columns: readonly TableColumn[]): Page {
  const table = tableFromIPC(bytes, { useBigInt: true })
  // A window on a wide table brings some of its columns only: they are found by name.
  const places = new Map(table.names.map((name, place) => [String(name), place]))
  const children = new Map<number, ReturnType<typeof table.getChildAt>>()
  const child = (column: number) => {
    const known = children.get(column)
    if (known) return known
    const place = places.get(columns[column]?.name ?? '')
    if (place === undefined) return undefined
    const found = table.getChildAt(place)
    children.set(column, found)
    return found
  }
  return {
    rows: table.numRows,
    cell: (row, column) => toCell(child(column)?.at(row), columns[column]?.type ?? 'text'),
  }
}
