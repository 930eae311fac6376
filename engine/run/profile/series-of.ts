import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { SeriesValues } from '../../profile/series-figures.ts'
import type { Profile, ProfiledColumn } from '../../protocol/profile.ts'
import { isNumeric } from '../../relation/types.ts'
import { onAxis, type Measured, type TablePlace } from './measure-columns.ts'

const fewestMoments = 30
const mostMoments = 20_000
const mostColumns = 6
/** Numbers of fewer values are codes or parts of a date. */
const fewestValues = 30
/** A table is a series when so many steps between its moments are alike, and the rows lie evenly on them: one each, or as many on each day. */
const mostlyRegular = 0.8
const mostUneven = 0.25

/** What makes a column of moments the time of a series. */
function isTime({ date, distinct, role }: ProfiledColumn): boolean {
  if (!date?.usualDays || distinct.values < fewestMoments) return false
  const regular = (date.regular ?? 0) >= mostlyRegular
  return regular && (role === 'time' || (date.uneven ?? 1) <= mostUneven)
}

/**
 * The numbers of a table at each of its moments, in the order of time: the mean where several rows share one; of more than 20,000 moments the last
 * ones. The target first, at most six columns. Null when the table does not look like a series.
 */
export async function seriesOf(
  db: Database,
  place: TablePlace,
  { profile, measured }: { readonly profile: Profile; readonly measured: readonly Measured[] },
  options: QueryOptions,
): Promise<SeriesValues | null> {
  const times = profile.columns.filter(isTime)
  const time = times.find(({ role }) => role === 'time') ?? times.find(({ role }) => role === undefined)
  const at = measured.find(({ column }) => column.name === time?.name)
  if (!time || !at) return null
  const hidden = new Set<string | undefined>(['id', 'ignore', 'weight', 'group'])
  const ids = new Set(profile.warnings.filter(({ code }) => code === 'identifier').flatMap(({ columns }) => columns))
  const numbers = measured
    .filter(({ column, distinct }) => {
      return isNumeric(column.type) && !hidden.has(column.role) && !ids.has(column.name) && distinct.values >= fewestValues
    })
    .toSorted((a, b) => Number(b.column.name === profile.target?.column) - Number(a.column.name === profile.target?.column))
    .slice(0, mostColumns)
  if (numbers.length === 0) return null
  const means = numbers.map((one, i) => `avg(${onAxis(one)}) AS v${i}`)
  const moment = onAxis({ column: at.column, cell: 'd' })
  const found = await db.rows(
    `SELECT ${moment}, n, ${numbers.map((_, i) => `v${i}`).join(', ')} FROM (SELECT ${at.cell} AS d, count(*) AS n, ${means.join(', ')} FROM ${place.from}
       WHERE ${at.cell} IS NOT NULL GROUP BY ${at.cell} ORDER BY ${at.cell} DESC LIMIT ${mostMoments}) ORDER BY d`,
    options,
  )
  const day = at.column.type === 'date' ? 1 : 86_400
  const column = (place: number) => Float64Array.from(found, (row) => (row[place] === null ? Number.NaN : Number(row[place])))
  return {
    time: time.name,
    usualDays: time.date?.usualDays ?? 1,
    averaged: found.some(([, rows]) => Number(rows) > 1),
    moments: column(0).map((value) => value / day),
    columns: numbers.map((one, i) => ({ column: one.column.name, values: column(2 + i) })),
  }
}
