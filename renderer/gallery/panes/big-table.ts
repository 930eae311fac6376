import { columnFromArray, float64, int64, tableFromColumns, tableToIPC, utf8 } from '@uwdata/flechette'
import type { ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import type { ReadPage } from '../../dock/data/read-page.ts'

const names = ['north', 'south', 'east', 'west', 'islands']

/** A table of any width; every tenth column is a text. */
export function wideColumns(count: number): TableColumn[] {
  return Array.from({ length: count }, (_, i) => ({
    name: i === 0 ? 'row' : i % 10 === 5 ? `place_${i}` : `measure_${i}`,
    type: i === 0 ? 'int' : i % 10 === 5 ? 'text' : 'float',
  }))
}

export function wideStatistics(columns: readonly TableColumn[], rows: number): ColumnStatistics[] {
  return columns.map(({ name, type }, i) => ({
    name,
    rows,
    missing: type === 'float' && i % 3 === 1 ? Math.round(rows * 0.04) : 0,
    distinct: type === 'text' ? 5 : rows,
    min: type === 'text' ? null : 0,
    max: type === 'text' ? null : type === 'int' ? rows : 1000,
    mean: null,
    ...(type === 'text'
      ? { top: names.map((value, j) => ({ value, rows: Math.round(rows / (j + 2)) })) }
      : { histogram: Array.from({ length: 14 }, (_, j) => Math.round(1000 * Math.exp(-(((j - 3 - (i % 5)) / 3) ** 2)))) }),
  }))
}

function value({ type }: TableColumn, row: number, column: number): unknown {
  const mixed = (Math.imul(row + 1, 2654435761) ^ Math.imul(column + 7, 40503)) >>> 0
  if (type === 'int') return BigInt(row)
  if (type === 'text') return names[mixed % 5]
  return column % 3 === 1 && mixed % 25 === 0 ? null : (mixed % 100_000) / 100
}

/** Pages of a table that is made up as it is read. */
export function bigTable(columns: readonly TableColumn[], rows: number): ReadPage {
  return async ({ offset, limit, first, columns: count, sort }, signal) => {
    await new Promise((resolve) => setTimeout(resolve, 25))
    signal.throwIfAborted()
    const at = (i: number) => (sort?.descending ? rows - 1 - offset - i : offset + i)
    const made = columns.slice(first, first + count).map((column, i) => {
      const c = first + i
      const type = column.type === 'int' ? int64() : column.type === 'text' ? utf8() : float64()
      return [
        column.name,
        columnFromArray(
          Array.from({ length: Math.max(0, Math.min(limit, rows - offset)) }, (_, i) => value(column, at(i), c)),
          type,
        ),
      ] as const
    })
    const bytes = tableToIPC(tableFromColumns(made as unknown as Parameters<typeof tableFromColumns>[0]), { format: 'stream' })
    if (!bytes) throw new Error('the invented page could not be written')
    return bytes
  }
}

/** Rows of the two large tables of the gallery. */
export const inventedPages: ReadPage = (query, signal) =>
  (query.fingerprint === 'f-wide' ? bigTable(wideColumns(10_000), 50_000) : bigTable(wideColumns(12), 10_000_000))(query, signal)
