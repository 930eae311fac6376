import type { ScanSource } from '../relation.ts'
import type { Column } from '../types.ts'
import { quoteIdentifier, quoteText } from './duckdb-quote.ts'
import { toLogical } from './duckdb-scan.ts'

/** The SELECT over one Parquet file with the number of each row, from 0 on, as a last column; null for every other source. */
export function printNumberedScan(source: ScanSource, columns: readonly Column[], number: string): string | null {
  const [path, ...others] = source.paths
  if (source.format !== 'parquet' || path === undefined || others.length > 0) return null
  const cells = columns.map((column, index) => {
    const physical = source.physical[index]
    if (!physical) throw new Error(`no physical column for ${column.name}`)
    return `${toLogical(physical, column, quoteIdentifier(physical.name))} AS c${index}`
  })
  return `SELECT ${[...cells, `file_row_number AS ${number}`].join(', ')} FROM read_parquet(${quoteText(path)}, file_row_number = true)`
}
