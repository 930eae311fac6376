import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import { onAxis, type Measured, type TablePlace } from './measure-columns.ts'

const bins = 20

export interface Shape {
  readonly histogram?: number[]
  readonly outliers?: { rows: number; below: number | null; above: number | null }
  readonly atMin?: number | null
  readonly atMax?: number | null
}

const within = (measured: Measured): measured is Measured & { axis: { low: number; high: number } } => measured.axis !== undefined

/** The deviation of values clipped to two ends; too large for a double: nothing. */
export function clipped(axis: string, low: number, high: number): string {
  return Math.max(Math.abs(low), Math.abs(high)) < 1e70
    ? `stddev_samp(least(${high}, greatest(${low}, ${axis}))) FILTER (${axis} IS NOT NULL)`
    : 'NULL'
}

/** 20 equal bins from min to max. */
export async function shapesOf(
  db: Database,
  place: TablePlace,
  measured: readonly Measured[],
  options: QueryOptions,
): Promise<Map<string, Shape>> {
  const ranges = measured.filter(within)
  const shapes = new Map<string, Shape>()
  if (ranges.length === 0) return shapes
  const selects = ranges.map((one) => {
    const axis = onAxis(one)
    const { low, high } = one.axis
    const width = (high - low) / bins
    const bin = width > 0 && Number.isFinite(width) ? `least(${bins - 1}, floor((${axis} - (${low})) / ${width}))::INTEGER` : '0'
    return `to_json(histogram(CASE WHEN ${axis} IS NOT NULL THEN ${bin} END))::VARCHAR`
  })
  const [row = []] = await db.rows(`SELECT ${selects.join(', ')} FROM ${place.from}`, options)
  ranges.forEach((one, i) => {
    const histogram = Array.from({ length: bins }, () => 0)
    const cells = row[i]
    if (typeof cells === 'string')
      for (const [bin, count] of Object.entries(JSON.parse(cells) as Record<string, number>)) histogram[Math.max(0, Number(bin))] = count
    shapes.set(one.cell, { histogram })
  })
  return shapes
}

/**
 * The second and third pass over a table that is read exactly: histograms, and rows beyond the median ± 5 deviations of the values clipped to
 * their 5 and 95 % quantiles (the rule of SageMaker's data quality report). Of a column that hardly varies between those nothing is called far.
 */
export async function histograms(
  db: Database,
  place: TablePlace,
  measured: readonly Measured[],
  options: QueryOptions,
): Promise<Map<string, Shape>> {
  const shapes = await shapesOf(db, place, measured, options)
  const ranges = measured.filter(within)
  if (ranges.length === 0) return shapes
  const spreads = ranges.map((one) => {
    const [p05, p95] = [one.quantiles?.p05, one.quantiles?.p95]
    return one.number && typeof p05 === 'number' && typeof p95 === 'number' ? clipped(onAxis(one), p05, p95) : 'NULL'
  })
  const [row = []] = await db.rows(`SELECT ${spreads.join(', ')} FROM ${place.from}`, options)
  const limits = ranges.map((one, i) => {
    const spread = row[i]
    const middle = one.quantiles?.p50
    return typeof spread === 'number' && spread > 0 && typeof middle === 'number'
      ? { below: middle - 5 * spread, above: middle + 5 * spread }
      : null
  })
  const counted = ranges.flatMap((one, i) => {
    const axis = onAxis(one)
    const limit = limits[i]
    if (!one.number) return ['0', '0', '0']
    const far = limit ? `count_if(${axis} < ${limit.below} OR ${axis} > ${limit.above})` : '0'
    return [far, `count_if(${axis} = ${one.axis.low})`, `count_if(${axis} = ${one.axis.high})`]
  })
  const [counts = []] = await db.rows(`SELECT ${counted.join(', ')} FROM ${place.from}`, options)
  ranges.forEach((one, i) => {
    const limit = limits[i]
    shapes.set(one.cell, {
      ...shapes.get(one.cell),
      outliers: { rows: Number(counts[3 * i] ?? 0), below: limit?.below ?? null, above: limit?.above ?? null },
      atMin: Number(counts[3 * i + 1] ?? 0),
      atMax: Number(counts[3 * i + 2] ?? 0),
    })
  })
  return shapes
}
