import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import { rowOf, type TablePlace } from './measure-columns.ts'

/** Rows that quantiles and shapes of a long table come from. */
const sampleRows = 50_000
/** Rows that relations, powers and patterns of longer tables come from: fewer, since they cost most and gain little. */
const lookedRows = 20_000
const veryLong = 1_000_000

/** Keeps about so many rows, always the same ones, with their number as `r`. The caller drops the table. */
export async function sampleTable(db: Database, place: TablePlace, name: string, options: QueryOptions): Promise<TablePlace> {
  const cells = place.columns.map(({ cell }) => `${cell}, `).join('')
  const source = place.row
    ? `SELECT ${cells}${place.row} AS r FROM ${place.from}`
    : `SELECT * FROM (SELECT ${cells}${rowOf(place)} AS r FROM ${place.from})`
  // Rows of a very long table are taken 32 by 32, so that most of it need not be unpacked.
  const drawn = place.rows > veryLong ? `${place.row ?? 'r'} // 32` : (place.row ?? 'r')
  const part =
    place.rows > sampleRows ? ` WHERE hash(${drawn}, 90001) % 1000000 < ${Math.round((sampleRows / place.rows) * 1_000_000)}` : ''
  await db.execute(`CREATE TABLE ${name} AS ${source}${part}`, options)
  const [row] = await db.rows(`SELECT count(*) FROM ${name}`, options)
  return { from: name, rows: Number(row?.[0] ?? 0), columns: place.columns, row: 'r' }
}

/** The part of the sample that the costly figures come from. */
export async function lookedAt(db: Database, sample: TablePlace, allRows: number, options: QueryOptions): Promise<TablePlace> {
  if (allRows <= sampleRows) return sample
  const from = `(SELECT * FROM ${sample.from} WHERE hash(r, 90007) % 1000 < ${Math.round((lookedRows / sample.rows) * 1000)})`
  const [row] = await db.rows(`SELECT count(*) FROM ${from}`, options)
  return { ...sample, from, rows: Number(row?.[0] ?? 0) }
}
