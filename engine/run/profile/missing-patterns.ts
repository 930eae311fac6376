import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { Profile } from '../../protocol/profile.ts'
import { isMissing, type Measured, type TablePlace } from './measure-columns.ts'

const stripes = 120
const mostColumns = 30

/** Where in the order of rows each column is empty, and which columns are empty in the same rows. */
export async function missingPatterns(
  db: Database,
  place: TablePlace,
  measured: readonly Measured[],
  options: QueryOptions,
): Promise<Profile['missingness']> {
  const some = measured.filter(({ missing }) => missing.total > 0).slice(0, mostColumns)
  const count = Math.min(stripes, place.rows)
  const stripeRows = count === 0 ? 0 : place.rows / count
  if (some.length === 0) return { stripeRows, stripes: [], together: [] }
  const flags = some.map((one, i) => `${isMissing(one)} AS m${i}`)
  const rows = await db.rows(
    `SELECT s, ${some.map((_, i) => `count_if(m${i})`).join(', ')} FROM
     (SELECT ((row_number() OVER () - 1) * ${count} // ${place.rows})::INTEGER AS s, ${flags.join(', ')} FROM ${place.from}) GROUP BY s ORDER BY s`,
    options,
  )
  const found = some.map(({ column }, i) => {
    const counts = Array.from({ length: count }, () => 0)
    for (const row of rows) counts[Number(row[0])] = Number(row[i + 1])
    return { column: column.name, rows: counts }
  })
  const couples = some.flatMap((a, i) => some.slice(i + 1).map((b) => ({ a, b })))
  if (couples.length === 0) return { stripeRows, stripes: found, together: [] }
  const [both = []] = await db.rows(
    `SELECT ${couples.map(({ a, b }) => `count_if(${isMissing(a)} AND ${isMissing(b)})`).join(', ')} FROM ${place.from}`,
    options,
  )
  const together = couples.map(({ a, b }, i) => ({ a: a.column.name, b: b.column.name, rows: Number(both[i]) }))
  return { stripeRows, stripes: found, together: together.filter((pair) => pair.rows > 0).toSorted((x, y) => y.rows - x.rows) }
}

/** Rows that are equal to an earlier one in every column, told by a hash of 64 bits, and how many different rows occur more than once. */
export async function duplicateRows(db: Database, place: TablePlace, options: QueryOptions): Promise<Profile['duplicates']> {
  if (place.columns.length === 0) return { rows: 0, groups: 0 }
  const [row = []] = await db.rows(
    `SELECT coalesce(sum(n - 1), 0), count(*) FROM (SELECT count(*) AS n FROM ${place.from} GROUP BY hash(${place.columns.map(({ cell }) => cell).join(', ')}) HAVING count(*) > 1)`,
    options,
  )
  return { rows: Number(row[0]), groups: Number(row[1]) }
}
