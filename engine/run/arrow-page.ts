import {
  bool,
  dateDay,
  float64,
  int64,
  tableFromColumns,
  columnFromArray,
  tableToIPC,
  timestamp,
  utf8,
  list,
  TimeUnit,
  type DataType as ArrowType,
} from '@uwdata/flechette'
import type { Database } from '../adapters/duckdb/database.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import { elementType, isList, type DataType, type Value } from '../relation/types.ts'

export interface PageRequest {
  readonly offset: number
  readonly limit: number
  /** Name of the column to sort by; null values last. */
  readonly sort?: string
  readonly descending?: boolean
  /** Place of the first column, and how many: a window on a wide table. All columns when absent. */
  readonly first?: number
  readonly columns?: number
}

/** Rows `offset` to `offset + limit` of a stored table as an Arrow IPC stream; the columns of the window in schema order under their own names. */
export async function arrowPage(db: Database, relation: Relation, page: PageRequest, signal: AbortSignal): Promise<Uint8Array> {
  const place = page.sort === undefined ? -1 : relation.columns.findIndex((column) => column.name === page.sort)
  const order = place < 0 ? '' : ` ORDER BY c${place} ${page.descending ? 'DESC' : 'ASC'} NULLS LAST`
  const from = page.first ?? 0
  const shown = relation.columns.slice(from, page.columns === undefined ? undefined : from + page.columns)
  const wanted = shown.map((_, index) => `c${from + index}`).join(', ') || '*'
  const rows = await db.rows(`SELECT ${wanted} FROM (${printRelation(relation)})${order} LIMIT ${page.limit} OFFSET ${page.offset}`, {
    signal,
  })
  const columns = shown.map((column, index) => {
    const type = arrowType(column.type)
    return [
      column.name,
      columnFromArray(
        rows.map((row) => toArrow(row[index] ?? null, column.type)),
        type,
      ),
    ] as const
  })
  const bytes = tableToIPC(tableFromColumns(columns as unknown as [string, ReturnType<typeof columnFromArray>][], undefined), {
    format: 'stream',
  })
  if (!bytes) throw new Error('a page could not be encoded')
  return bytes
}

function arrowType(type: DataType): ArrowType {
  if (isList(type)) return list(arrowType(elementType(type)))
  switch (type) {
    case 'bool':
      return bool()
    case 'int':
      return int64()
    case 'float':
      return float64()
    case 'date':
      return dateDay()
    case 'timestamp':
      return timestamp(TimeUnit.MICROSECOND)
    default:
      return utf8()
  }
}

function toArrow(value: Value, type: DataType): unknown {
  if (value === null) return null
  if (isList(type)) return (value as readonly Value[]).map((item) => toArrow(item, elementType(type)))
  if (type === 'int') return BigInt(value as number | bigint)
  if (type === 'date') return new Date(Number(value) * 86_400_000)
  // Flechette takes timestamps in milliseconds and keeps the fraction.
  if (type === 'timestamp') return Number(value as bigint) / 1000
  return value
}
