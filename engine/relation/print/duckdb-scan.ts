import type { CsvDialect, PhysicalColumn, ScanSource } from '../relation.ts'
import type { Column } from '../types.ts'
import { printDatabaseRead, printServerCell } from './database-read.ts'
import { quoteIdentifier, quoteText } from './duckdb-quote.ts'
import { duckdbType } from './duckdb-type.ts'

/**
 * The SELECT over a source that brings its physical columns to the logical types, called c0, c1, ... With `numbered`, which one Parquet file
 * allows, also `rn`, the place of the row in the file.
 */
export function printScan(source: ScanSource, columns: readonly Column[], { numbered = false } = {}): string {
  const cells = columns.map((column, index) => {
    const physical = source.physical[index]
    if (!physical) throw new Error(`no physical column for ${column.name}`)
    return `${toLogical(physical, column, cellName(source, physical, index))} AS c${index}`
  })
  if (numbered) {
    const path = source.format === 'parquet' ? source.paths.map(quoteText).join('') : ''
    return `SELECT ${cells.join(', ')}, file_row_number AS rn FROM read_parquet(${path}, file_row_number = true)`
  }
  return `SELECT ${cells.join(', ')} FROM ${source.format === 'database' ? printDatabaseRead(source, columns) : reader(source)}`
}

function cellName(source: ScanSource, physical: PhysicalColumn, index: number): string {
  if (source.format === 'csv') return `c${index}`
  const name = quoteIdentifier(physical.name)
  return source.format === 'database' ? printServerCell(name, physical, source.database.server) : name
}

/** The cell of a column as its logical type. */
export function toLogical(physical: PhysicalColumn, column: Column, name: string): string {
  const type = duckdbType(column.type)
  switch (physical.read) {
    case 'decimal-comma':
      // Points and spaces group thousands; the comma is the decimal point.
      return `CAST(replace(regexp_replace(${name}, '[ .\\x{00A0}\\x{202F}]', '', 'g'), ',', '.') AS ${type})`
    case 'decimal-point':
      // Commas, spaces and apostrophes group thousands.
      return `CAST(regexp_replace(${name}, '[ ,''’\\x{00A0}\\x{202F}]', '', 'g') AS ${type})`
    case 'date-format':
      return `CAST(strptime(${name}, ${quoteText(physical.format ?? '%Y-%m-%d')}) AS ${type})`
    case 'to-json-text':
      return `CAST(to_json(${name}) AS VARCHAR)`
    default:
      return physical.duckdb === type ? name : `CAST(${name} AS ${type})`
  }
}

function reader(source: Exclude<ScanSource, { format: 'database' }>): string {
  const paths = `[${source.paths.map(quoteText).join(', ')}]`
  switch (source.format) {
    case 'table':
      return quoteIdentifier(source.table)
    case 'range':
      return `range(1, ${source.rows + 1})`
    case 'parquet':
      return `read_parquet(${paths}, union_by_name = ${source.paths.length > 1})`
    case 'json':
      if (source.pinned) return `read_json(${paths}, format = 'newline_delimited', ${columnTypes(source.physical)})`
      return `read_json_auto(${paths}, maximum_object_size = 67108864, union_by_name = ${source.paths.length > 1})`
    case 'csv':
      return `read_csv(${[paths, ...printCsvOptions(source.dialect, source.physical)].join(', ')})`
  }
}

function columnTypes(physical: readonly PhysicalColumn[]): string {
  return `columns = {${physical.map((column) => `${quoteText(column.name)}: ${quoteText(column.duckdb)}`).join(', ')}}`
}

/** The options that pin a CSV's dialect, so that a run reads what the preview showed. */
export function printCsvOptions(dialect: CsvDialect, physical: readonly PhysicalColumn[]): string[] {
  return [
    'auto_detect = false',
    `delim = ${quoteText(dialect.delimiter)}`,
    `quote = ${quoteText(dialect.quote)}`,
    `escape = ${quoteText(dialect.escape)}`,
    ...(dialect.comment === '' ? [] : [`comment = ${quoteText(dialect.comment)}`]),
    `header = ${dialect.header}`,
    `skip = ${dialect.skip}`,
    `encoding = ${quoteText(dialect.encoding)}`,
    `nullstr = [${[...new Set(['', ...dialect.nullTexts])].map(quoteText).join(', ')}]`,
    'allow_quoted_nulls = false',
    'strict_mode = true',
    ...(dialect.badRows === 'skip' ? ['ignore_errors = true'] : []),
    `columns = {${physical.map((column, index) => `'c${index}': ${quoteText(column.duckdb)}`).join(', ')}}`,
  ]
}
