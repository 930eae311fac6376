import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { ProfiledColumn } from '../../protocol/profile.ts'
import { finite } from './relations.ts'
import { bare, isMoment, onAxis, type Measured, type TablePlace } from './measure-columns.ts'

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

/** A number without the currency or the percent sign that is written beside it. */
const plain = (cell: string) => `trim(regexp_replace(${bare(cell)}, '^[€$£¥]|(€|\\$|£|¥|%|EUR|USD|GBP|CHF)$', ''), ' \t\u00a0\u202f')`

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
  // Equal texts are read once: a column of few values costs next to nothing.
  const parts = texts.map(
    ({ cell }, i) => `SELECT ${i} AS k, ${cell} AS v, count(*) AS n FROM ${sample.from} WHERE ${cell} IS NOT NULL GROUP BY ${cell}`,
  )
  const values = `(${parts.join(' UNION ALL ')})`
  const reads = await db.rows(
    `SELECT k, sum(n) FILTER (TRY_CAST(${plain('v')} AS DOUBLE) IS NOT NULL),
       sum(n) FILTER (regexp_full_match(${plain('v')}, '[-+]?[0-9]{1,3}([ .\u00a0\u202f]?[0-9]{3})*,[0-9]+')),
       sum(n) FILTER (regexp_matches(${bare('v')}, '${dateShape}')) FROM ${values} GROUP BY k`,
    options,
  )
  const read = new Map(reads.map(([k, ...counts]) => [Number(k), counts.map((count) => Number(count ?? 0))]))
  const shaped = await db.rows(
    `SELECT k, p, s FROM (SELECT k, p, s, row_number() OVER (PARTITION BY k ORDER BY s DESC, p) AS place
       FROM (SELECT k, ${shape('v')} AS p, sum(n) AS s FROM ${values} GROUP BY k, p)) WHERE place <= ${topPatterns}`,
    options,
  )
  const patterns = new Map<number, { pattern: string; rows: number }[]>()
  for (const [place, pattern, rows] of shaped) {
    const list = patterns.get(Number(place)) ?? []
    patterns.set(Number(place), [...list, { pattern: String(pattern), rows: Number(rows) }])
  }
  texts.forEach(({ cell }, i) =>
    found.set(cell, {
      numbers: read.get(i)?.[0] ?? 0,
      commaNumbers: read.get(i)?.[1] ?? 0,
      dates: read.get(i)?.[2] ?? 0,
      patterns: (patterns.get(i) ?? []).toSorted((a, b) => b.rows - a.rows || (a.pattern < b.pattern ? -1 : 1)),
    }),
  )
  return found
}

/** Above so many different moments only the longest step between them is looked for, among so many stretches of the span. */
const mostMoments = 200_000
const stretches = 20_000

/**
 * The span of each column of moments and the gaps in it: steps longer than 1.5 times the usual (median) one; how many steps are the usual one, and
 * how unevenly rows lie on the moments.
 */
export async function dateGaps(
  db: Database,
  { place, sample }: { readonly place: TablePlace; readonly sample: TablePlace },
  measured: readonly Measured[],
  options: QueryOptions,
): Promise<Map<string, NonNullable<ProfiledColumn['date']>>> {
  const found = new Map<string, NonNullable<ProfiledColumn['date']>>()
  for (const one of measured) {
    const { column, cell, axis, distinct } = one
    if (!isMoment(column) || !axis) continue
    const day = column.type === 'date' ? 1 : 86_400
    const spanDays = (axis.high - axis.low) / day
    const moment = onAxis({ column, cell: 'd' })
    if (distinct.values > mostMoments) {
      const longest = await longestStep(db, { place, sample }, one, options)
      const notLooked = { usualDays: null, regular: null, uneven: null }
      found.set(cell, { spanDays, ...notLooked, gaps: 0, longestDays: longest === null ? null : longest / day })
      continue
    }
    const [row = []] = await db.rows(
      `WITH m AS MATERIALIZED (SELECT ${moment} AS t, n FROM (SELECT ${cell} AS d, count(*) AS n FROM ${place.from} WHERE ${cell} IS NOT NULL GROUP BY ${cell})),
       s AS MATERIALIZED (SELECT t - lag(t) OVER (ORDER BY t) AS step FROM m), u AS MATERIALIZED (SELECT median(step) AS usual FROM s)
       SELECT (SELECT usual FROM u), (SELECT count_if(step > 1.5 * usual) FROM s, u), (SELECT max(step) FROM s),
         (SELECT count_if(abs(step - usual) <= 0.12 * usual) / count(step) FROM s, u), (SELECT stddev_pop(n) / avg(n) FROM m)`,
      options,
    )
    const [usual, gaps, longest, regular, uneven] = row
    found.set(cell, {
      spanDays,
      usualDays: typeof usual === 'number' ? usual / day : null,
      gaps: Number(gaps ?? 0),
      longestDays: typeof longest === 'number' ? longest / day : null,
      regular: finite(regular),
      uneven: finite(uneven),
    })
  }
  return found
}

/** Steps of the sample that are not so much longer than the mean one come about by chance. */
const byChance = 25

/** The longest step between moments of a long table, where its sample leaves room for one that is no chance; else null. */
async function longestStep(
  db: Database,
  { place, sample }: { readonly place: TablePlace; readonly sample: TablePlace },
  one: Measured,
  options: QueryOptions,
): Promise<number | null> {
  const { low, high } = one.axis ?? { low: 0, high: 0 }
  const [[widest, count] = []] = await db.rows(
    `SELECT max(step), count(*) FROM (SELECT t - lag(t) OVER (ORDER BY t) AS step FROM (SELECT ${onAxis(one)} AS t FROM ${sample.from}) WHERE t IS NOT NULL)`,
    options,
  )
  if (typeof widest !== 'number' || widest < (byChance * (high - low)) / Math.max(1, Number(count))) return null
  // A step longer than a stretch lies between the last moment of one and the first of the next that has any.
  const width = (high - low) / stretches
  const [[longest] = []] = await db.rows(
    `WITH s AS (SELECT floor((t - (${low})) / ${width})::INTEGER AS b, min(t) AS low, max(t) AS high
       FROM (SELECT ${onAxis(one)} AS t FROM ${place.from}) WHERE t IS NOT NULL GROUP BY b)
     SELECT max(step) FROM (SELECT low - lag(high) OVER (ORDER BY b) AS step FROM s)`,
    options,
  )
  return typeof longest === 'number' ? longest : null
}
