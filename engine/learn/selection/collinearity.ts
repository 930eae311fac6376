import { symmetricEigen } from '../components/symmetric-eigen.ts'

/** A column that goes, its figure when it went, and the column that it repeats most. */
export interface Dropped {
  readonly place: number
  readonly figure: number
  readonly other: number
}

/**
 * Variance inflation factors from a correlation matrix (width x width, row after row): how much wider the error of a coefficient gets by the other
 * columns (Marquardt 1970); infinite for a column that follows from others.
 */
export function inflationFactors(correlations: Float64Array, width: number): Float64Array {
  const { values, vectors } = symmetricEigen(correlations, width)
  return Float64Array.from({ length: width }, (_, j) => {
    const sum = vectors.reduce((all, vector, k) => all + vector[j]! ** 2 / Math.max(values[k]!, 1e-14), 0)
    return sum > 1e9 ? Number.POSITIVE_INFINITY : sum
  })
}

/** Drops the column with the largest factor until none is above the limit; of equal ones the last. */
export function dropInflated(correlations: Float64Array, width: number, limit: number): readonly Dropped[] {
  const left = Array.from({ length: width }, (_, at) => at)
  const dropped: Dropped[] = []
  while (left.length > 1) {
    const factors = inflationFactors(submatrix(correlations, width, left), left.length)
    const most = factors.reduce((best, factor, at) => (factor >= factors[best]! * (1 - 1e-9) ? at : best), 0)
    if (!(factors[most]! > limit)) break
    const [place = 0] = left.splice(most, 1)
    dropped.push({ place, figure: factors[most]!, other: nearest(correlations, width, { place, among: left }) })
  }
  return dropped
}

/**
 * Of each two columns whose correlation is larger than the limit in size, the strongest pair first, drops the one that is more like all the others
 * left; of equal ones the last.
 */
export function dropCorrelated(correlations: Float64Array, width: number, limit: number): readonly Dropped[] {
  const size = (i: number, j: number) => Math.abs(correlations[i * width + j]!)
  const left = Array.from({ length: width }, (_, at) => at)
  const likeness = (i: number) => left.reduce((sum, j) => (i === j ? sum : sum + size(i, j)), 0)
  const dropped: Dropped[] = []
  for (;;) {
    let [a, b, most] = [-1, -1, limit]
    for (const i of left) for (const j of left) if (i < j && size(i, j) > most) [a, b, most] = [i, j, size(i, j)]
    if (a < 0) return dropped
    const [place, other] = likeness(a) > likeness(b) * (1 + 1e-12) ? [a, b] : [b, a]
    left.splice(left.indexOf(place), 1)
    dropped.push({ place, figure: most, other })
  }
}

function nearest(correlations: Float64Array, width: number, { place, among }: { place: number; among: readonly number[] }): number {
  const size = (j: number) => Math.abs(correlations[place * width + j]!)
  return among.reduce((best, j) => (size(j) > size(best) ? j : best), among[0]!)
}

function submatrix(matrix: Float64Array, width: number, places: readonly number[]): Float64Array {
  return Float64Array.from(places.flatMap((i) => places.map((j) => matrix[i * width + j]!)))
}

/** Correlations out of covariances; a column without spread goes with nothing. */
export function correlationsOf(covariances: Float64Array, width: number): Float64Array {
  return covariances.map((value, at) => {
    const [i, j] = [Math.floor(at / width), at % width]
    if (i === j) return 1
    const spread = Math.sqrt(covariances[i * width + i]! * covariances[j * width + j]!)
    return spread > 0 ? Math.max(-1, Math.min(1, value / spread)) : 0
  })
}
