import { DuckDBDateValue, DuckDBInstance, DuckDBListValue, DuckDBTimestampValue } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'

import type { Value } from '../types.ts'

export interface DuckdbRows {
  /** DuckDB's names of the column types. */
  readonly types: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

/** An empty database in memory with one thread. */
export async function openDuckdb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  return connection
}

function valueOf(value: DuckDBValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (value instanceof DuckDBDateValue) return value.days
  if (value instanceof DuckDBTimestampValue) return value.micros
  if (value instanceof DuckDBListValue) return value.items.map(valueOf)
  throw new Error(`no logical value for ${value.constructor.name}`)
}

/** Runs a query and gives its rows as logical values. */
export async function duckdbRows(connection: DuckDBConnection, sql: string): Promise<DuckdbRows> {
  const reader = await connection.runAndReadAll(sql)
  return { types: reader.columnTypes().map(String), rows: reader.getRows().map((row) => row.map(valueOf)) }
}

/** A value as the Node client gives it back: it takes U+FEFF at the start of a text for a byte order mark and drops it. */
export function asRead(value: Value): Value {
  if (Array.isArray(value)) return value.map(asRead)
  return typeof value === 'string' && value.startsWith('\u{FEFF}') ? value.slice(1) : value
}
