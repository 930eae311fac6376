import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { Profile } from '../../protocol/profile.ts'
import { toCell } from '../../relation/to-cell.ts'
import { rowOf, type TablePlace } from './measure-columns.ts'

const shownRows = 5
const longestText = 200

/** The hash of each row, of those rows that are looked at. */
const hashes = ({ from, columns }: TablePlace, also: string) =>
  `SELECT hash(${columns.map(({ cell }) => cell).join(', ')}) AS h${also} FROM ${from}`

const part = (parts: number) => (parts > 1 ? `WHERE h % ${parts} = 0 ` : '')

/**
 * Rows that are equal to an earlier one in every column, told by a hash of 64 bits, how many different rows occur more than once, and the most
 * frequent ones with their cells. With `parts` above 1 only those are looked at whose hash falls in one of so many parts, with all their copies,
 * and the counts are scaled.
 */
export async function repeatedRows(db: Database, place: TablePlace, parts: number, options: QueryOptions): Promise<Profile['duplicates']> {
  if (place.columns.length === 0) return { rows: 0, groups: 0 }
  const [row = []] = await db.rows(
    `SELECT coalesce(sum(n - 1), 0), count(*) FROM (SELECT count(*) AS n FROM (${hashes(place, '')}) ${part(parts)}GROUP BY h HAVING count(*) > 1)`,
    options,
  )
  const counts = { rows: Number(row[0]) * parts, groups: Number(row[1]) * parts }
  return counts.rows === 0 ? counts : { ...counts, most: await mostRepeated(db, place, parts, options) }
}

async function mostRepeated(db: Database, place: TablePlace, parts: number, options: QueryOptions) {
  const { columns } = place
  const found = await db.rows(
    `WITH m AS MATERIALIZED (SELECT count(*) AS n, min(nr) AS nr FROM (${hashes(place, `, ${rowOf(place)} AS nr`)}) ${part(parts)}
       GROUP BY h HAVING count(*) > 1 ORDER BY n DESC, nr LIMIT ${shownRows})
     SELECT m.n, m.nr, ${columns.map(({ cell }) => `t.${cell}`).join(', ')} FROM m JOIN (SELECT *, ${rowOf(place)} AS nr FROM ${place.from}) t ON t.nr = m.nr
     ORDER BY m.n DESC, m.nr`,
    options,
  )
  return found.map(([times, row, ...cells]) => ({
    times: Number(times),
    row: Number(row),
    cells: columns.map(({ column }, i) => {
      const cell = toCell(cells[i] ?? null, column.type)
      return typeof cell === 'string' ? cell.slice(0, longestText) : cell
    }),
  }))
}
