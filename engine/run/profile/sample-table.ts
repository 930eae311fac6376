import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { TablePlace } from './measure-columns.ts'

/** Rows that the costly figures come from: relations, powers, patterns. */
const sampleRows = 50_000

/** Keeps about so many rows, always the same ones, with their number as `r`. The caller drops the table. */
export async function sampleTable(db: Database, place: TablePlace, name: string, options: QueryOptions): Promise<TablePlace> {
  const cells = place.columns.map(({ cell }) => cell).join(', ')
  const numbered = `SELECT ${cells === '' ? '' : `${cells}, `}row_number() OVER () AS r FROM ${place.from}`
  const part = place.rows > sampleRows ? ` WHERE hash(r) % 1000000 < ${Math.round((sampleRows / place.rows) * 1_000_000)}` : ''
  await db.execute(`CREATE TABLE ${name} AS SELECT * FROM (${numbered})${part}`, options)
  const [row] = await db.rows(`SELECT count(*) FROM ${name}`, options)
  return { from: name, rows: Number(row?.[0] ?? 0), columns: place.columns }
}
