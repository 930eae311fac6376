import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { ProfiledColumn } from '../../protocol/profile.ts'
import { bare, type Measured, type TablePlace } from './measure-columns.ts'

const topPatterns = 5

export interface Reading {
  readonly numbers: number
  readonly commaNumbers: number
  readonly dates: number
  readonly patterns: { pattern: string; rows: number }[]
}

/** `AB-1204` looks like `AA-9999`; runs of more than four signs are cut, so that lengths do not part alike values. */
const shape = (cell: string) =>
  `regexp_replace(regexp_replace(regexp_replace(regexp_replace(left(${cell}, 60), '\\p{Lu}', 'A', 'g'), '\\p{Ll}', 'a', 'g'), '[0-9]', '9', 'g'), '(aaaa|AAAA|9999)[aA9]+', '\\1', 'g')`

const dateShape = String.raw`^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2}))([ T]\d{1,2}:\d{2}(:\d{2})?.*)?$`

/** How many texts of the sample could be read as numbers or dates, and their most frequent patterns. */
export async function readings(
  db: Database,
  sample: TablePlace,
  measured: readonly Measured[],
  options: QueryOptions,
): Promise<Map<string, Reading>> {
  const texts = measured.filter(({ column }) => column.type === 'text')
  const found = new Map<string, Reading>()
  if (texts.length === 0 || sample.rows === 0) return found
  const selects = texts.flatMap(({ cell }) => [
    `count_if(TRY_CAST(${bare(cell)} AS DOUBLE) IS NOT NULL)`,
    `count_if(regexp_full_match(${bare(cell)}, '[-+]?[0-9]{1,3}([ .\u00a0\u202f]?[0-9]{3})*,[0-9]+'))`,
    `count_if(regexp_matches(${bare(cell)}, '${dateShape}'))`,
  ])
  const [row = []] = await db.rows(`SELECT ${selects.join(', ')} FROM ${sample.from}`, options)
  const parts = texts.map(
    ({ cell }, i) =>
      `(SELECT ${i}, ${shape(cell)} AS p, count(*) AS n FROM ${sample.from} WHERE ${cell} IS NOT NULL GROUP BY p ORDER BY n DESC, p LIMIT ${topPatterns})`,
  )
  const patterns = new Map<number, { pattern: string; rows: number }[]>()
  for (const [place, pattern, rows] of await db.rows(parts.join(' UNION ALL '), options)) {
    const list = patterns.get(Number(place)) ?? []
    patterns.set(Number(place), [...list, { pattern: String(pattern), rows: Number(rows) }])
  }
  texts.forEach(({ cell }, i) =>
    found.set(cell, {
      numbers: Number(row[3 * i]),
      commaNumbers: Number(row[3 * i + 1]),
      dates: Number(row[3 * i + 2]),
      patterns: (patterns.get(i) ?? []).toSorted((a, b) => b.rows - a.rows || (a.pattern < b.pattern ? -1 : 1)),
    }),
  )
  return found
}

/** Above so many different moments the steps between them are not looked at. */
const mostMoments = 2_000_000

/** The span of each column of moments and the gaps in it: steps longer than 1.5 times the usual (median) one. */
export async function dateGaps(
  db: Database,
  place: TablePlace,
  measured: readonly Measured[],
  options: QueryOptions,
): Promise<Map<string, NonNullable<ProfiledColumn['date']>>> {
  const found = new Map<string, NonNullable<ProfiledColumn['date']>>()
  for (const { column, cell, axis, distinct } of measured) {
    if ((column.type !== 'date' && column.type !== 'timestamp') || !axis) continue
    const day = column.type === 'date' ? 1 : 86_400
    const spanDays = (axis.high - axis.low) / day
    if (distinct.values > mostMoments) {
      found.set(cell, { spanDays, usualDays: null, gaps: 0, longestDays: null })
      continue
    }
    const moment = column.type === 'date' ? `datediff('day', DATE '1970-01-01', d)::DOUBLE` : `epoch_us(d)::DOUBLE / 1e6`
    const [row = []] = await db.rows(
      `WITH m AS (SELECT ${moment} AS t FROM (SELECT DISTINCT ${cell} AS d FROM ${place.from} WHERE ${cell} IS NOT NULL)),
       s AS MATERIALIZED (SELECT t - lag(t) OVER (ORDER BY t) AS step FROM m)
       SELECT (SELECT median(step) FROM s), (SELECT count_if(step > 1.5 * (SELECT median(step) FROM s)) FROM s), (SELECT max(step) FROM s)`,
      options,
    )
    const [usual, gaps, longest] = row
    found.set(cell, {
      spanDays,
      usualDays: typeof usual === 'number' ? usual / day : null,
      gaps: Number(gaps ?? 0),
      longestDays: typeof longest === 'number' ? longest / day : null,
    })
  }
  return found
}
