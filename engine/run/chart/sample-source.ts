import { groupFigures, type GroupFigure, type SampleColumn } from '../../adapters/arquero/group-figures.ts'
import {
  hexagonRows,
  type ChartGroups,
  type ChartKey,
  type ChartMeasure,
  type ChartPoints,
  type ChartSource,
  type HexagonAxis,
} from './chart-source.ts'
import { truncateTime } from './truncate-time.ts'

/** Figures of rows that lie in memory, by arquero. Each column is an array of as many values: NaN or null is missing. */
export function sampleSource(rows: number, columns: readonly SampleColumn[]): ChartSource {
  const numbers = (place: number): Float64Array => {
    const column = columns[place]
    if (!(column instanceof Float64Array)) throw new Error(`column ${place} of a chart holds no numbers`)
    return column
  }
  return {
    rows,
    extent: async (place) => {
      let [min, max, least] = [Infinity, -Infinity, Infinity]
      for (const value of numbers(place)) {
        if (value < min) min = value
        if (value > max) max = value
        if (value > 0 && value < least) least = value
      }
      return min > max ? null : { min, max, least: least === Infinity ? null : least }
    },
    top: async (place, limit) => {
      const counts = new Map<string, number>()
      for (const value of columns[place] ?? []) if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
      const ordered = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      return { values: ordered.slice(0, limit).map(([value, count]) => ({ value, rows: count })), distinct: counts.size }
    },
    groups: async ({ keys, measures, present, positive }) => {
      const found = keys.map((key) => keyValues(key, rows, { columns, numbers }))
      const kept = keptRows(rows, { columns, numbers, present, positive, found })
      const used = new Set(measures.flatMap(placesOf))
      const named: Record<string, SampleColumn> = {}
      found.forEach((values, i) => (named[`k${i}`] = picked(values, kept)))
      for (const place of used) named[`v${place}`] = picked(columns[place] ?? [], kept)
      // A table needs a column to know how many rows it has.
      if (Object.keys(named).length === 0) named['k'] = new Float64Array(kept.length)
      return groupFigures({ columns: named, keys: found.map((_, i) => `k${i}`), figures: measures.map(figureOf) })
    },
    points: async (query) => pointsOf(rows, { columns, numbers }, query),
  }
}

/** The rows one by one. */
function pointsOf(rows: number, { columns, numbers }: Columns, query: ChartPoints): number[][] {
  const found = query.keys.map((key) => keyValues(key, rows, { columns, numbers }))
  const shown = [...query.numbers.map(numbers), ...found]
  const kept = keptRows(rows, { columns, numbers, present: query.present, positive: query.positive, found })
  return Array.from(kept, (row) => shown.map((values) => values[row] ?? NaN))
}

interface Columns {
  readonly columns: readonly SampleColumn[]
  readonly numbers: (place: number) => Float64Array
}

interface Wanted extends Columns, Pick<ChartGroups, 'present' | 'positive'> {
  readonly found: readonly Float64Array[]
}

function keptRows(rows: number, { columns, numbers, present, positive, found }: Wanted): Int32Array {
  const needed = present.map((place) => columns[place] ?? [])
  const above = positive.map(numbers)
  const kept = new Int32Array(rows)
  let count = 0
  for (let row = 0; row < rows; row++) {
    if (needed.some((column) => isMissing(column[row]))) continue
    if (above.some((column) => !((column[row] ?? NaN) > 0))) continue
    if (found.some((key) => Number.isNaN(key[row]))) continue
    kept[count++] = row
  }
  return kept.subarray(0, count)
}

function isMissing(value: number | string | null | undefined): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))
}

function picked(column: SampleColumn, rows: Int32Array): SampleColumn {
  if (column instanceof Float64Array) return Float64Array.from(rows, (row) => column[row] ?? NaN)
  return Array.from(rows, (row) => column[row] ?? null)
}

function placesOf(measure: ChartMeasure): number[] {
  if (measure.fn === 'count') return []
  return measure.fn === 'correlation' ? [measure.column, measure.other] : [measure.column]
}

function figureOf(measure: ChartMeasure): GroupFigure {
  if (measure.fn === 'count') return measure
  const of = `v${measure.column}`
  if (measure.fn === 'quantile') return { fn: 'quantile', of, p: measure.p }
  if (measure.fn === 'correlation') return { fn: 'correlation', of, and: `v${measure.other}` }
  return { fn: measure.fn, of }
}

function keyValues(key: ChartKey, rows: number, { columns, numbers }: Columns): Float64Array {
  switch (key.how) {
    case 'value': {
      const places = new Map(key.keep.map((value, i) => [value, i]))
      const other = key.others ? key.keep.length : NaN
      const column = columns[key.column] ?? []
      return Float64Array.from({ length: rows }, (_, row) => {
        const value = column[row]
        return typeof value === 'string' ? (places.get(value) ?? other) : other
      })
    }
    case 'bin': {
      const steps = stepsOf(key, numbers)
      return steps.map(Math.floor)
    }
    case 'time':
      return numbers(key.column).map((value) => (Number.isNaN(value) ? NaN : truncateTime(value, key.unit)))
    case 'part':
      return Float64Array.from({ length: rows }, (_, row) => Math.floor((row * key.parts) / Math.max(1, rows)))
    case 'hexagon': {
      const [xs, ys] = [stepsOf(key.x, numbers), stepsOf(key.y, numbers)]
      return xs.map((x, row) => nearestHexagon(x, ys[row] ?? NaN))
    }
  }
}

function stepsOf({ column, from, step, log }: HexagonAxis, numbers: Columns['numbers']): Float64Array {
  return numbers(column).map((value) => ((log ? Math.log10(value) : value) - from) / step)
}

/** The number of the hexagon whose centre is nearest; see `withHexagons`. */
function nearestHexagon(x: number, y: number): number {
  const [ax, ay] = [Math.floor(x + 0.5), Math.floor(y / 2 + 0.5) * 2]
  const [bx, by] = [Math.floor(x) + 0.5, Math.floor(y / 2) * 2 + 1]
  const near = 3 * (x - ax) ** 2 + 2.25 * (y - ay) ** 2 <= 3 * (x - bx) ** 2 + 2.25 * (y - by) ** 2
  return near ? ay * hexagonRows + ax * 2 : by * hexagonRows + bx * 2
}
