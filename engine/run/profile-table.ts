// A profile of a table: DuckDB counts in few passes, engine/profile says what it means.

import { randomBytes } from 'node:crypto'
import type { Database, QueryOptions } from '../adapters/duckdb/database.ts'
import { rankWarnings } from '../profile/rank-warnings.ts'
import type { Profile, ProfiledColumn } from '../protocol/profile.ts'
import type { Text } from '../protocol/text.ts'
import type { Column } from '../relation/types.ts'
import { columnKinds } from './profile/column-kinds.ts'
import { dateGaps, readings } from './profile/texts-and-dates.ts'
import { histograms } from './profile/histograms.ts'
import { keepSample, type KeptSample } from './profile/keep-sample.ts'
import { exactRows, measureColumns, type Measured, type TablePlace } from './profile/measure-columns.ts'
import { missingPatterns } from './profile/missing-patterns.ts'
import { codeSample, pairRelations, relatedColumns } from './profile/relations.ts'
import { repeatedRows } from './profile/repeated-rows.ts'
import { measureLong } from './profile/measure-long.ts'
import { lookedAt, sampleTable } from './profile/sample-table.ts'
import { targetRelations } from './profile/target-relations.ts'
import { valueCounts } from './profile/value-counts.ts'

export interface ProfileRequest {
  /** A table's name, or a sub-query in brackets, with columns c0, c1, ... */
  readonly from: string
  readonly columns: readonly Column[]
  /** The column to relate the others to; none: the one whose role is target. */
  readonly target?: string
  /** What gives the number of a row of `from`, from 0 on, where it knows it. */
  readonly row?: string
  /** Whether distinct values, quantiles, shapes and equal rows are counted over all rows, however many there are. */
  readonly exact?: boolean
}

export interface ProfileOptions extends QueryOptions {
  readonly onStage?: (share: number, text: Text) => void
  /** Where to leave the sample for what comes after the profile (see profile-further.ts), and whom to tell. */
  readonly keep?: { readonly path: string; readonly kept: (sample: KeptSample) => void }
}

/** Wider tables are profiled for their first columns alone. */
const mostColumns = 200
/** Equal rows of a longer table are looked for in one part of so many. */
const veryLong = 1_000_000
const duplicateParts = 16

/**
 * The whole profile of a table. Exact unless `basis` says otherwise: above 200,000 rows distinct values and equal rows are counted in a part of
 * the hashes, quantiles and shapes are those of a sample; above 50,000 relations, powers and patterns come from a sample, too. `exact` counts all
 * but relations, powers and patterns over all rows. Throws QueryCancelled when its signal is aborted.
 */
export async function profileTable(db: Database, request: ProfileRequest, options: ProfileOptions = {}): Promise<Profile> {
  const started = performance.now()
  const query: QueryOptions = options.signal ? { signal: options.signal } : {}
  const stage = (share: number, en: string, fr: string) => options.onStage?.(share, { en, fr })
  const seen = request.columns.slice(0, mostColumns).map((column, i) => ({ column, cell: `c${i}` }))
  const base = `profile_${randomBytes(6).toString('hex')}`
  stage(0, 'counting rows', 'compte des lignes')
  const [[rows] = [0]] = await db.rows(`SELECT count(*) FROM ${request.from}`, query)
  const place: TablePlace = {
    from: request.from,
    rows: Number(rows),
    columns: seen,
    ...(request.row !== undefined && { row: request.row }),
  }
  const exact = request.exact === true || place.rows <= exactRows
  try {
    stage(0.05, 'measuring columns', 'mesure des colonnes')
    const sample = await sampleTable(db, place, `${base}_s`, query)
    const looked = await lookedAt(db, sample, place.rows, query)
    const long = exact ? null : await measureLong(db, { place, sample }, query)
    const measured = long?.measured ?? (await measureColumns(db, place, query))
    stage(0.3, 'drawing histograms', 'tracé des histogrammes')
    const shapes = long?.shapes ?? (await histograms(db, place, measured, query))
    stage(0.45, 'counting values', 'compte des valeurs')
    const values = await valueCounts(db, { place, sample }, measured, query)
    const read = await readings(db, looked, measured, query)
    const kinds = await columnKinds(db, looked, measured, query)
    const dates = await dateGaps(db, { place, sample }, measured, query)
    stage(0.65, 'looking for equal rows', 'recherche de lignes égales')
    // Where a column of a part of the rows holds no value twice, no two of these rows are equal.
    const parts = exact || place.rows <= veryLong ? 1 : duplicateParts
    const duplicates = long && long.unique > 0 ? { rows: 0, groups: 0 } : await repeatedRows(db, place, parts, query)
    const duplicateRowsSeen = Math.round(place.rows / (long && long.unique > 0 ? long.unique : parts))
    const missingness = await missingPatterns(db, place, measured, query)
    stage(0.8, 'relating columns', 'relations entre colonnes')
    const targetName = request.target ?? request.columns.find(({ role }) => role === 'target')?.name
    const target = measured.find(({ column }) => column.name === targetName)
    const related = relatedColumns(measured, place.rows, target?.column.name ?? null)
    const found =
      related.length > 1
        ? await relate(db, { place, sample: looked, name: `${base}_k`, related, measured, ...(target && { target }) }, query)
        : { pairs: [], target: null }
    const powers = new Map(found.target?.powers.map(({ column, power }) => [column, power]))
    const columns = measured.map((one): ProfiledColumn => {
      const { column, number, lengths } = one
      const { histogram, outliers, atMin = null, atMax = null } = shapes.get(one.cell) ?? {}
      const { top, spellings, placeholders = [], distinct = one.distinct } = values.get(one.cell) ?? {}
      const reading = read.get(one.cell)
      const date = dates.get(one.cell)
      const kind = kinds.get(one.cell)
      return {
        ...column,
        missing: one.missing,
        distinct,
        min: one.min,
        max: one.max,
        ...(one.quantiles && { quantiles: one.quantiles }),
        ...(number && { number: { ...number, atMin, atMax, outliers: outliers ?? { rows: 0, below: null, above: null } } }),
        ...(histogram && { histogram }),
        ...(top && { top }),
        ...(lengths && reading && { text: { ...lengths, ...reading, placeholders, ...(spellings && { spellings }) } }),
        ...(date && { date }),
        ...(kind && { kind }),
        ...(powers.has(column.name) && { power: powers.get(column.name) ?? null }),
      }
    })
    const whole = { exact: true, rows: place.rows }
    const sampled = { exact: sample.rows === place.rows, rows: sample.rows }
    const part = { exact: looked.rows === place.rows, rows: looked.rows }
    const facts = {
      rows: place.rows,
      columnsSeen: seen.length,
      columnsAll: request.columns.length,
      basis: {
        counts: whole,
        duplicates: { exact: duplicateRowsSeen === place.rows, rows: duplicateRowsSeen },
        distinct: { exact: columns.every(({ distinct }) => distinct.exact), rows: place.rows },
        quantiles: exact ? whole : sampled,
        shapes: exact ? whole : sampled,
        top: columns.every(({ top }) => top?.exact !== false) ? whole : sampled,
        patterns: part,
        relations: part,
        target: part,
      },
      duplicates,
      missingCells: columns.reduce((sum, { missing }) => sum + missing.total, 0),
      columns,
      missingness,
      pairs: found.pairs,
      target: found.target,
    }
    const profile = { ...facts, warnings: rankWarnings(facts), seconds: (performance.now() - started) / 1000 }
    if (options.keep) options.keep.kept(await keepSample(db, { place, looked, measured, profile }, options.keep.path, query))
    stage(1, 'done', 'terminé')
    return profile
  } finally {
    await db.execute(`DROP TABLE IF EXISTS ${base}_s`)
    await db.execute(`DROP TABLE IF EXISTS ${base}_k`)
  }
}

interface Relating {
  readonly place: TablePlace
  readonly sample: TablePlace
  readonly name: string
  readonly related: ReturnType<typeof relatedColumns>
  readonly measured: readonly Measured[]
  readonly target?: Measured
}

async function relate(db: Database, { place, sample, name, related, measured, target }: Relating, query: QueryOptions) {
  const coded = await codeSample(db, { sample, name, related }, query)
  const pairs = await pairRelations(db, coded, query)
  return { pairs, target: target ? await targetRelations(db, target, { place, sample, coded, measured, pairs }, query) : null }
}
