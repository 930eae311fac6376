import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import { modelColumns } from '../../profile/model-columns.ts'
import type { SeriesValues } from '../../profile/series-figures.ts'
import type { Profile } from '../../protocol/profile.ts'
import type { QuickModel } from '../../protocol/profile-further.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { isNumeric, type Column } from '../../relation/types.ts'
import type { Measured, TablePlace } from './measure-columns.ts'
import { seriesOf } from './series-of.ts'

/** What a profile leaves for the figures that come after it: rows on disk, as c0, c1, ... and their number r, and what is known of them. */
export interface KeptSample {
  readonly path: string
  readonly basis: { readonly exact: boolean; readonly rows: number }
  readonly columns: readonly Column[]
  readonly target: { readonly name: string; readonly task: 'classification' | 'regression' } | null
  readonly model: { readonly used: readonly string[]; readonly leftOut: QuickModel['leftOut'] }
  /** Columns of numbers that unusual rows are looked for in. */
  readonly numbers: readonly string[]
  readonly series: SeriesValues | null
}

/** Columns with more missing cells than this would leave too few complete rows. */
const fewMissing = 0.05
const mostNumbers = 40
/** Of longer tables a series is computed from the sample. */
const longestSeries = 1_000_000

export interface Sampled {
  readonly place: TablePlace
  readonly looked: TablePlace
  readonly measured: readonly Measured[]
  readonly profile: Profile
}

/** Writes the sample of a profile that was just computed as a Parquet file. */
export async function keepSample(db: Database, sampled: Sampled, path: string, options: QueryOptions): Promise<KeptSample> {
  const { place, looked, measured, profile } = sampled
  const cells = looked.columns.map(({ cell }) => `${cell}, `).join('')
  await db.execute(`COPY (SELECT ${cells}r FROM ${looked.from} ORDER BY r) TO ${quoteText(path)} (FORMAT parquet)`, options)
  const ids = new Set(profile.warnings.filter(({ code }) => code === 'identifier').flatMap(({ columns }) => columns))
  const { target } = profile
  return {
    path,
    basis: { exact: looked.rows === place.rows, rows: looked.rows },
    columns: looked.columns.map(({ column }) => column),
    target: target && { name: target.column, task: target.task },
    model: modelColumns(profile),
    numbers: measured
      .filter(({ column, missing, distinct }) => {
        const plain = column.role === undefined && column.name !== target?.column && !ids.has(column.name)
        return plain && isNumeric(column.type) && distinct.values > 1 && missing.total <= fewMissing * place.rows
      })
      .slice(0, mostNumbers)
      .map(({ column }) => column.name),
    series: await seriesOf(db, place.rows > longestSeries ? looked : place, { profile, measured }, options),
  }
}
