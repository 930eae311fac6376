import { BIGINT, BOOLEAN, DOUBLE, DuckDBDataChunk, VARCHAR, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import { quoteIdentifier } from '../../relation/print/duckdb-quote.ts'

/** Values in row order; null is missing. In an array of numbers NaN is missing for int and bool, a value for float. */
export interface AppendedColumn {
  readonly name: string
  readonly type: 'int' | 'float' | 'text' | 'bool'
  readonly values: Float64Array | readonly (number | string | null)[]
}

const types = { int: BIGINT, float: DOUBLE, text: VARCHAR, bool: BOOLEAN }
const chunkRows = 2048

/** Creates a table and fills it in chunks of 2 048 rows. */
export async function createTable(connection: DuckDBConnection, name: string, columns: readonly AppendedColumn[]): Promise<void> {
  const sql = columns.map((column) => `${quoteIdentifier(column.name)} ${types[column.type].toString()}`).join(', ')
  await connection.run(`CREATE OR REPLACE TABLE ${quoteIdentifier(name)} (${sql})`)
  const rows = columns[0]?.values.length ?? 0
  const appender = await connection.createAppender(name)
  for (let start = 0; start < rows; start += chunkRows) {
    const count = Math.min(chunkRows, rows - start)
    const chunk = DuckDBDataChunk.create(
      columns.map((column) => types[column.type]),
      count,
    )
    chunk.setColumns(columns.map((column) => Array.from({ length: count }, (_, index) => toDuckdb(column, start + index))))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function toDuckdb(column: AppendedColumn, index: number): DuckDBValue {
  const value = column.values[index] ?? null
  if (value === null || typeof value === 'string') return value
  switch (column.type) {
    case 'int':
      return Number.isNaN(value) ? null : BigInt(Math.trunc(value))
    case 'bool':
      return Number.isNaN(value) ? null : value !== 0
    default:
      return value
  }
}
