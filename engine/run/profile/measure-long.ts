import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import { sentinels } from '../../profile/sentinels.ts'
import { isList, isNumeric, type Value } from '../../relation/types.ts'
import { clipped, shapesOf, type Shape } from './histograms.ts'
import {
  bare,
  columnsAtOnce,
  isMoment,
  measuredOf,
  onAxis,
  quantilesOf,
  selectOf,
  type Measured,
  type PlacedColumn,
  type TablePlace,
} from './measure-columns.ts'

/** What the sample of a long table says before all rows are read. */
interface Glance {
  readonly present: number
  readonly distinct: number
  readonly quantiles: Value
  readonly skew: Value
  readonly kurtosis: Value
  /** Beyond these a number is an outlier. */
  readonly limits: { readonly below: number; readonly above: number } | null
}

export interface LongMeasured {
  readonly measured: Measured[]
  readonly shapes: Map<string, Shape>
  /** One in so many rows was looked at, and in a column none of their values came twice: no two rows are equal. 0: no such column. */
  readonly unique: number
}

interface Places {
  readonly place: TablePlace
  readonly sample: TablePlace
}

interface OneColumn {
  readonly place: TablePlace
  readonly one: PlacedColumn
  readonly seen: Glance
}

/** A column whose sample has no more values than this is counted value by value. */
const fewValues = 2000
/** Distinct values are counted among those whose hash falls in one of so many parts; a power of two. */
const mostParts = 64
/** The deviation of larger numbers overflows. */
const largest = 1e70

/**
 * Figures of a long table, column by column, over all rows: counts, ends, mean, deviation, outliers. Quantiles, skew, kurtosis and the shape of
 * the histogram are those of the sample. Distinct values are counted in a part of the hashes (about 2,000 values or more of them) and scaled:
 * the error is about 2 %. One query for each column and kind of figure, because ends come from the statistics of the file, where it has some.
 */
export async function measureLong(db: Database, { place, sample }: Places, options: QueryOptions): Promise<LongMeasured> {
  const found: Measured[] = []
  const far = new Map<string, Shape>()
  let unique = 0
  for (let first = 0; first < place.columns.length; first += columnsAtOnce) {
    const part = place.columns.slice(first, first + columnsAtOnce)
    const glances = await glance(db, { ...sample, columns: part }, options)
    for (const [i, one] of part.entries()) {
      const seen = glances[i]
      const list = isList(one.column.type)
      if (!seen || list || (one.column.type === 'text' && seen.distinct <= fewValues)) {
        found.push(list ? await countList(db, place, one, options) : await textOfValues(db, { place, one }, options))
        continue
      }
      const distinct = await countDistinct(db, { place, one, seen }, options)
      const measured = await measureOne(db, { place, one, seen }, distinct.values, options)
      found.push({ ...measured, distinct: { values: Math.min(distinct.values, measured.distinct.values), exact: distinct.parts === 1 } })
      if (distinct.unique && measured.missing.nulls === 0) unique = Math.max(unique, distinct.parts)
      if (measured.number) far.set(one.cell, await beyond(db, { place, one, seen }, measured, options))
    }
  }
  const shapes = await shapesOf(db, sample, found, options)
  const scale = place.rows / Math.max(1, sample.rows)
  for (const [cell, shape] of shapes) {
    const histogram = shape.histogram?.map((count) => Math.round(count * scale))
    shapes.set(cell, { ...far.get(cell), ...(histogram && { histogram }) })
  }
  return { measured: found, shapes, unique }
}

async function countList(db: Database, place: TablePlace, one: PlacedColumn, options: QueryOptions): Promise<Measured> {
  const [row = []] = await db.rows(`SELECT count(${one.cell}) FROM ${place.from}`, options)
  return measuredOf(one, row, { rows: place.rows, exact: false })
}

interface Counted {
  readonly values: number
  readonly parts: number
  /** Whether no value of the part came twice. */
  readonly unique: boolean
}

async function countDistinct(db: Database, { place, one, seen }: OneColumn, options: QueryOptions): Promise<Counted> {
  const { cell } = one
  const parts = 2 ** Math.max(0, Math.min(Math.log2(mostParts), Math.floor(Math.log2(seen.distinct / fewValues))))
  const part = parts === 1 ? '' : ` WHERE (hash(${cell}) & ${parts - 1}) = 0`
  const [row = []] = await db.rows(`SELECT count(DISTINCT c), count(c) FROM (SELECT ${cell} AS c FROM ${place.from}${part})`, options)
  const [values, rows] = [Number(row[0]), Number(row[1])]
  return { values: values * parts, parts, unique: parts > 1 && values === rows }
}

async function measureOne(db: Database, { place, one, seen }: OneColumn, values: number, options: QueryOptions): Promise<Measured> {
  const { column, cell } = one
  const ask = async (...selects: string[]) => (await db.rows(`SELECT ${selects.join(', ')} FROM ${place.from}`, options))[0] ?? []
  const rows = { rows: place.rows, exact: false }
  const ends = [`count(${cell})`, `min(${cell})`, `max(${cell})`]
  if (column.type === 'text') {
    const lengths = ['min', 'max', 'avg'].map((name) => `${name}(length(${cell}))`)
    const [present = 0, ...rest] = await ask(...ends, `count_if(${cell} = '')`, `count_if(${isBlank(cell)})`, ...lengths)
    return measuredOf(one, [present, values, ...rest], rows)
  }
  const [present = 0, min = null, max = null] = await ask(...ends)
  if (!isNumeric(column.type) || min === null) {
    const [low = null, high = null] = isMoment(column)
      ? await ask(...['min', 'max'].map((name) => onAxis({ column, cell: `${name}(${cell})` })))
      : []
    return measuredOf(one, [present, values, min, max, seen.quantiles, low, high], { ...rows })
  }
  const [low, high] = [Number(min), Number(max)]
  if (!(Math.abs(low) < largest && Math.abs(high) < largest)) {
    const again = await ask(...selectOf(one, false))
    return measuredOf(one, [present, values, ...again.slice(2, 4), seen.quantiles, ...again.slice(5)], rows)
  }
  // What the ends rule out is not counted.
  const [mean = null, deviation = null, zeros = 0, negatives = 0] = await ask(
    `avg(${cell})`,
    `stddev_samp(${cell})`,
    low <= 0 && high >= 0 ? `count_if(${cell} = 0)` : '0',
    low < 0 ? `count_if(${cell} < 0)` : '0',
  )
  const figures = [mean, deviation, seen.skew, seen.kurtosis, zeros, negatives, 0, 0]
  return measuredOf(one, [present, values, min, max, seen.quantiles, low, high, ...figures], rows)
}

/** Outliers, and rows at the very end of a number where that end may stand for "not known". */
async function beyond(db: Database, { place, one, seen }: OneColumn, { min, max }: Measured, options: QueryOptions): Promise<Shape> {
  const { below, above } = seen.limits ?? { below: null, above: null }
  const outside = [
    ...(below !== null && typeof min === 'number' && min < below ? [`${one.cell} < ${below}`] : []),
    ...(above !== null && typeof max === 'number' && max > above ? [`${one.cell} > ${above}`] : []),
  ]
  const lowest = typeof min === 'number' && min < 0 && sentinels.includes(min)
  const highest = typeof max === 'number' && sentinels.includes(max) && above !== null && max > above
  const counts = [
    outside.length > 0 ? `count_if((${outside.join(' OR ')}) AND isfinite(${one.cell}::DOUBLE))` : '0',
    lowest ? `count_if(${one.cell} = ${min})` : 'NULL',
    highest ? `count_if(${one.cell} = ${max})` : 'NULL',
  ]
  if (outside.length === 0 && !lowest && !highest) return { outliers: { rows: 0, below, above }, atMin: null, atMax: null }
  const [[rows = 0, atMin = null, atMax = null] = []] = await db.rows(`SELECT ${counts.join(', ')} FROM ${place.from}`, options)
  const orNull = (value: Value) => (value === null ? null : Number(value))
  return { outliers: { rows: Number(rows), below, above }, atMin: orNull(atMin), atMax: orNull(atMax) }
}

async function glance(db: Database, sample: TablePlace, options: QueryOptions): Promise<Glance[]> {
  const selects = sample.columns.map((one) => {
    const { column, cell } = one
    if (isList(column.type)) return Array.from({ length: 5 }, () => 'NULL')
    const ranges = isNumeric(column.type) || isMoment(column)
    const x = safe(one)
    const moments = ['skewness', 'kurtosis'].map((name) => (isNumeric(column.type) ? `${name}(${x})` : 'NULL'))
    return [`count(${cell})`, `count(DISTINCT ${cell})`, ranges ? quantilesOf(one) : 'NULL', ...moments]
  })
  const [row = []] = await db.rows(`SELECT ${selects.flat().join(', ') || 'NULL'} FROM ${sample.from}`, options)
  const parts = sample.columns.map((one, i) => ({ one, figures: row.slice(5 * i, 5 * i + 5) }))
  const spreads = parts.map(({ one, figures: [, , list] }) => {
    const [low, , , , high] = Array.isArray(list) ? (list as unknown[]) : []
    return isNumeric(one.column.type) && typeof low === 'number' && typeof high === 'number' ? clipped(onAxis(one), low, high) : 'NULL'
  })
  const [spread = []] = await db.rows(`SELECT ${spreads.join(', ') || 'NULL'} FROM ${sample.from}`, options)
  return parts.map(({ figures: [present, distinct, quantiles = null, skew = null, kurtosis = null] }, i) => {
    const far = spread[i]
    const middle = Array.isArray(quantiles) ? (quantiles as unknown[])[2] : null
    return {
      present: Number(present),
      distinct: Number(distinct),
      quantiles,
      skew,
      kurtosis,
      limits:
        typeof far === 'number' && far > 0 && typeof middle === 'number' ? { below: middle - 5 * far, above: middle + 5 * far } : null,
    }
  })
}

/** A number whose fourth power a double can hold; NaN and infinities are none. */
const safe = ({ column, cell }: PlacedColumn) =>
  column.type === 'int' ? `${cell}::DOUBLE` : `CASE WHEN abs(${cell}) < ${largest} THEN ${cell} END`

/** White space sorts before every other sign, so that trimming is left to those texts that begin with it. */
const isBlank = (cell: string) => `CASE WHEN ${cell} < '!' THEN ${cell} <> '' AND ${bare(cell)} = '' ELSE false END`

/** The figures of a text of few values from their counts: no row is looked at twice. */
async function textOfValues(
  db: Database,
  { place, one }: { readonly place: TablePlace; readonly one: PlacedColumn },
  options: QueryOptions,
): Promise<Measured> {
  const [row = []] = await db.rows(
    `SELECT coalesce(sum(n) FILTER (v IS NOT NULL), 0), count(v), min(v), max(v), coalesce(sum(n) FILTER (v = ''), 0),
       coalesce(sum(n) FILTER (v <> '' AND ${bare('v')} = ''), 0), min(length(v)), max(length(v)), sum(n * length(v)) / sum(n) FILTER (v IS NOT NULL)
     FROM (SELECT ${one.cell} AS v, count(*) AS n FROM ${place.from} GROUP BY ${one.cell})`,
    options,
  )
  return measuredOf(one, row, { rows: place.rows, exact: true })
}
