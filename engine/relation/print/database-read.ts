import type { Expr } from '../expression.ts'
import type { PhysicalColumn, ScanSource } from '../relation.ts'
import type { Column } from '../types.ts'
import { quoteIdentifier, quoteText } from './duckdb-quote.ts'

type DatabaseSource = Extract<ScanSource, { format: 'database' }>

/** What stands after FROM for a table or a query of an attached database, with the tests that its server does. */
export function printDatabaseRead(source: DatabaseSource, columns: readonly Column[]): string {
  const { attached, from, server } = source.database
  const physicalNames = new Map(columns.map((column, index) => [column.name, source.physical[index]?.name ?? column.name]))
  if ('table' in from) {
    const where = printWhere(source, (name) => quoteIdentifier(physicalNames.get(name) ?? name))
    const table = `${quoteIdentifier(attached)}.${quoteIdentifier(from.schema)}.${quoteIdentifier(from.table)}${where}`
    return source.first === undefined ? table : `(SELECT * FROM ${table} LIMIT ${source.first})`
  }
  const quote = (name: string) => (server === 'mysql' ? `\`${name.replaceAll('`', '``')}\`` : quoteIdentifier(name))
  const cells = source.physical.map((column) => quote(column.name)).join(', ')
  const where = printWhere(source, (name) => quote(physicalNames.get(name) ?? name))
  const first = source.first === undefined ? '' : ` LIMIT ${source.first}`
  return printServerQuery(source.database, `SELECT ${cells === '' ? '*' : cells} FROM ${derived(from.query)}${where}${first}`)
}

/** The rows of a query in the server's own words. */
export function printServerQuery({ attached, server }: Pick<DatabaseSource['database'], 'attached' | 'server'>, sql: string): string {
  return `${server}_query(${quoteText(attached)}, ${quoteText(sql)})`
}

/** A person's query as a table of another: nothing but a SELECT can stand there. A comment at its end closes with the line. */
export function derived(query: string): string {
  return `(\n${query}\n) AS millrace_query`
}

/**
 * A column as a server gives it, in a shape that DuckDB cannot hand back to the server in a comparison of its own making: servers compare texts
 * by collations (a = A), read backslashes in them, and MySQL's 2 is true but not equal to true. What may go there is in `where`.
 */
export function printServerCell(name: string, { duckdb }: PhysicalColumn, server: DatabaseSource['database']['server']): string {
  if (duckdb === 'VARCHAR') return `(${name} || '')`
  return duckdb === 'BOOLEAN' && server === 'mysql' ? `CAST(CAST(${name} AS TINYINT) AS BOOLEAN)` : name
}

function printWhere({ where = [] }: DatabaseSource, quote: (name: string) => string): string {
  return where.length === 0 ? '' : ` WHERE ${where.map((test) => printTest(test, quote)).join(' AND ')}`
}

const signs: Readonly<Record<string, string>> = {
  equal: '=',
  less: '<',
  'less-or-equal': '<=',
  greater: '>',
  'greater-or-equal': '>=',
}

/** The tests that optimise/filter-databases.ts lets through, in words that DuckDB and every server understand. */
function printTest(test: Expr, quote: (name: string) => string): string {
  if (test.kind !== 'call') throw new Error(`a server is asked for ${test.kind}`)
  if (test.fn === 'and' || test.fn === 'or')
    return `(${test.args.map((part) => printTest(part, quote)).join(` ${test.fn.toUpperCase()} `)})`
  const [left, ...rest] = test.args
  if (left?.kind !== 'column') throw new Error(`a server is asked for ${test.fn}`)
  const name = quote(left.name)
  const values = rest.map(printValue)
  if (test.fn === 'is-not-null') return `${name} IS NOT NULL`
  if (test.fn === 'in') return `${name} IN (${values.join(', ')})`
  if (test.fn === 'between') return `${name} BETWEEN ${values.join(' AND ')}`
  const sign = signs[test.fn]
  if (sign === undefined) throw new Error(`a server is asked for ${test.fn}`)
  return `${name} ${sign} ${values.join('')}`
}

function printValue(expr: Expr): string {
  if (expr.kind !== 'literal') throw new Error('a server is asked for more than a value')
  const { type, value } = expr
  if (type === 'date') return `DATE ${quoteText(String(value))}`
  if (type === 'timestamp') return `TIMESTAMP ${quoteText(String(value))}`
  return type === 'text' ? quoteText(String(value)) : String(value)
}
