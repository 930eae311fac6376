import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { Profile } from '../../protocol/profile.ts'
import { isMissing, rowOf, type Measured, type TablePlace } from './measure-columns.ts'

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
  // Empty and blank texts are looked for only where there are some; couples in the same reading of the rows.
  const flags = some.map((one, i) => `${one.missing.nulls === one.missing.total ? `${one.cell} IS NULL` : isMissing(one)} AS m${i}`)
  const couples = some.flatMap((a, i) => some.slice(i + 1).map((b, j) => ({ a, b, i, j: i + 1 + j })))
  const counts = [...some.map((_, i) => `count_if(m${i})`), ...couples.map(({ i, j }) => `count_if(m${i} AND m${j})`)]
  const rows = await db.rows(
    `SELECT s, ${counts.join(', ')} FROM
     (SELECT (${rowOf(place)} * ${count} // ${place.rows})::INTEGER AS s, ${flags.join(', ')} FROM ${place.from}) GROUP BY s ORDER BY s`,
    options,
  )
  const found = some.map(({ column }, i) => {
    const stripe = Array.from({ length: count }, () => 0)
    for (const row of rows) stripe[Number(row[0])] = Number(row[i + 1])
    return { column: column.name, rows: stripe }
  })
  const both = (k: number) => rows.reduce((sum, row) => sum + Number(row[some.length + 1 + k]), 0)
  const together = couples.map(({ a, b }, k) => ({ a: a.column.name, b: b.column.name, rows: both(k) }))
  return { stripeRows, stripes: found, together: together.filter((pair) => pair.rows > 0).toSorted((x, y) => y.rows - x.rows) }
}
