import { farthest, meeting, type LearntRow, type Metric } from './learnt-rows.ts'

/** Rows one after the other, NaN for missing. */
export interface FlatRows {
  readonly count: number
  readonly width: number
  readonly values: Float64Array
}

export function flatRows(rows: readonly LearntRow[], width: number): FlatRows {
  const values = new Float64Array(rows.length * width).fill(Number.NaN)
  for (const [at, row] of rows.entries()) for (let j = 0; j < width; j++) values[at * width + j] = row[j] ?? Number.NaN
  return { count: rows.length, width, values }
}

/** The numbers of a point, NaN for what is missing, not finite or beyond all use. */
export function cleanPoint(point: LearntRow, width: number): Float64Array {
  return Float64Array.from({ length: width }, (_, j) => {
    const value = point[j] ?? Number.NaN
    return Math.abs(value) < farthest ? value : Number.NaN
  })
}

/** Euclidean distances of a point to all rows by what both know, scaled up for the rest; infinite where they have nothing in common. */
export function distancesOverKnown(point: Float64Array, { count, width, values }: FlatRows, counts: readonly number[]): Float64Array {
  const found = new Float64Array(count)
  const whole = counts.reduce((all, one) => all + one, 0)
  for (let row = 0; row < count; row++) {
    let [sum, common] = [0, 0]
    for (let j = 0; j < width; j++) {
      const away = (point[j] as number) - (values[row * width + j] as number)
      if (Number.isNaN(away)) continue
      sum += away * away
      common += counts[j] as number
    }
    found[row] = common === 0 ? Number.POSITIVE_INFINITY : Math.sqrt((sum * whole) / common)
  }
  return found
}

/** Distances of a complete point to complete rows. */
export function distancesTo(point: Float64Array, { count, width, values }: FlatRows, metric: Metric): Float64Array {
  const found = new Float64Array(count)
  for (let row = 0; row < count; row++) {
    let far = 0
    for (let j = 0; j < width; j++) {
      const away = (point[j] as number) - (values[row * width + j] as number)
      far += metric === 'manhattan' ? Math.abs(away) : away * away
    }
    found[row] = metric === 'manhattan' ? far : Math.sqrt(far)
  }
  return found
}

/** A near row: its place, and 1, or its part of the last places where more rows are as near as the last neighbour. */
export interface NearRow {
  readonly place: number
  readonly share: number
}

/** The nearest rows in their order, with all as near as the last of them; none at an infinite distance. */
export function nearestRows(distances: Float64Array, neighbours: number): readonly NearRow[] {
  const sorted = distances.toSorted()
  const last = sorted[Math.min(neighbours, sorted.length) - 1] ?? -1
  const [from, to] = [last * (1 - meeting) - meeting, last * (1 + meeting) + meeting]
  const found = [...distances.keys()].filter(
    (place) => (distances[place] as number) <= to && (distances[place] as number) < Number.POSITIVE_INFINITY,
  )
  const nearer = found.filter((place) => (distances[place] as number) < from).length
  const part = (neighbours - nearer) / (found.length - nearer)
  return found.map((place) => ({ place, share: (distances[place] as number) < from ? 1 : part }))
}
