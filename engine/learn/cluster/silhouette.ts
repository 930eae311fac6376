import { breathe, type FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'

/** Euclidean distances between all rows, row after row. Of 2,000 rows 32 MB. */
export async function allDistances({ rows, columns }: Matrix, control: FitControl): Promise<Float64Array> {
  const found = new Float64Array(rows * rows)
  const point = new Float64Array(columns.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < point.length; j++) point[j] = columns[j]![i]!
    for (let other = i + 1; other < rows; other++) {
      let sum = 0
      for (let j = 0; j < point.length; j++) {
        const away = columns[j]![other]! - point[j]!
        sum += away * away
      }
      found[i * rows + other] = found[other * rows + i] = Math.sqrt(sum)
    }
    if (i % 100 === 99) await breathe(control)
  }
  return found
}

/**
 * The silhouette of each row (Rousseeuw 1987): how much nearer its own cluster is than the next one, 1 when far nearer, below 0 when another
 * would fit better; 0 for a row alone in its cluster. `labels` from 0; rows below 0 belong to none and are NaN.
 */
export function silhouettes(distances: Float64Array, labels: ArrayLike<number>, clusters: number): Float64Array {
  const rows = labels.length
  const sizes = new Int32Array(clusters)
  for (let i = 0; i < rows; i++) if (labels[i]! >= 0) sizes[labels[i]!]!++
  const sums = new Float64Array(clusters)
  return Float64Array.from({ length: rows }, (_, i) => {
    const own = labels[i]!
    if (own < 0) return Number.NaN
    if (sizes[own] === 1) return 0
    sums.fill(0)
    for (let other = 0; other < rows; other++) if (labels[other]! >= 0) sums[labels[other]!]! += distances[i * rows + other]!
    const within = sums[own]! / (sizes[own]! - 1)
    let next = Number.POSITIVE_INFINITY
    for (let c = 0; c < clusters; c++) if (c !== own && sizes[c]! > 0) next = Math.min(next, sums[c]! / sizes[c]!)
    return Number.isFinite(next) && Math.max(within, next) > 0 ? (next - within) / Math.max(within, next) : 0
  })
}
