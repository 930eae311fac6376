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
  const lower = cholesky(covariance)
  return lower && { mean, factors: inverse(lower) }
}

/** The squared distance of Mahalanobis (1936). */
export function squaredDistance(row: ArrayLike<number>, { mean, factors }: Whitening): number {
  return factors.reduce(
    (sum, factor) => sum + factor.reduce((z, value, index) => z + value * (at(row, index) - at(mean, index)), 0) ** 2,
    0,
  )
}

const at = (values: ArrayLike<number> | undefined, index: number) => values?.[index] ?? 0

function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower: number[][] = []
  for (const [i, row] of matrix.entries()) {
    const found: number[] = []
    for (let j = 0; j < i; j++) found.push((at(row, j) - dot(found, lower[j] ?? [], j)) / at(lower[j], j))
    const left = at(row, i) - dot(found, found, i)
    // What a column adds to those before it must be more than the noise of its own sums.
    if (!(left > 1e-10 * at(row, i))) return null
    lower.push([...found, Math.sqrt(left)])
  }
  return lower
}

function inverse(lower: readonly (readonly number[])[]): number[][] {
  const result: number[][] = []
  for (const [i, row] of lower.entries()) {
    const found = Array.from({ length: i }, (_, j) => {
      let sum = 0
      for (let k = j; k < i; k++) sum += at(row, k) * at(result[k], j)
      return -sum / at(row, i)
    })
    result.push([...found, 1 / at(row, i)])
  }
  return result
}

function dot(a: readonly number[], b: readonly number[], count: number): number {
  let sum = 0
  for (let index = 0; index < count; index++) sum += at(a, index) * at(b, index)
  return sum
}
