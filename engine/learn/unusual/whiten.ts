import { choleskyOf, invertedTriangle } from '../cholesky.ts'

/** The mean of rows and the matrix that turns what is left into uncorrelated numbers of deviation 1. Null when columns hang on each other. */
export interface Whitening {
  readonly mean: readonly number[]
  /** Lower triangle: row i has i + 1 numbers. */
  readonly factors: readonly (readonly number[])[]
}

/** From the covariance of the population, by the inverse of its Cholesky factor. */
export function whitening(rows: readonly Float64Array[]): Whitening | null {
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, index) => index)
  const mean = columns.map((index) => rows.reduce((sum, row) => sum + at(row, index), 0) / rows.length)
  const covariance = columns.map((i) =>
    columns.map((j) => rows.reduce((sum, row) => sum + (at(row, i) - at(mean, i)) * (at(row, j) - at(mean, j)), 0) / rows.length),
  )
  // What a column adds must be more than the noise of its own sums.
  const lower = choleskyOf(Float64Array.from(covariance.flat()), width, 1e-10)
  const inverse = lower && invertedTriangle(lower, width)
  return inverse && { mean, factors: columns.map((i) => [...inverse.subarray(i * width, i * width + i + 1)]) }
}

/** The squared distance of Mahalanobis (1936). */
export function squaredDistance(row: ArrayLike<number>, { mean, factors }: Whitening): number {
  return factors.reduce(
    (sum, factor) => sum + factor.reduce((z, value, index) => z + value * (at(row, index) - at(mean, index)), 0) ** 2,
    0,
  )
}

const at = (values: ArrayLike<number> | undefined, index: number) => values?.[index] ?? 0
