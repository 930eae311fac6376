import { quoteText } from './duckdb-quote.ts'

/**
 * The statement that writes an artifact. LZ4 takes a third more room on disk than Zstandard at its first level; what is kept is read several times, and
 * reading then takes a third less processor time. Each thread holds a group of rows until it is written, which DuckDB's limit does not count.
 */
export function copyStatement(sql: string, path: string, groupRows: number): string {
  return `COPY (${sql}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE ${groupRows})`
}
