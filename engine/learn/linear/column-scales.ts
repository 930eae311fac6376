import type { Matrix } from '../matrix.ts'

export interface ColumnScales {
  readonly means: Float64Array
  /** Weighted standard deviations; 0 for a constant column. */
  readonly deviations: Float64Array
}

/**
 * Weighted mean and standard deviation of each column in two passes; `about: 'zero'` leaves the mean at 0, for models without an
 * intercept. Values must not be missing.
 */
export function columnScales(x: Matrix, weights: Float64Array, about: 'mean' | 'zero' = 'mean'): ColumnScales {
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0)
  const means = new Float64Array(x.columns.length)
  const deviations = new Float64Array(x.columns.length)
  x.columns.forEach((column, j) => {
    let largest = 0
    // Four sums apart: an addition need not wait for the one before.
    const sums = new Float64Array(4)
    let [a, b, c, d] = [0, 0, 0, 0]
    const end = x.rows - (x.rows % 4)
    for (let i = 0; i < end; i += 4) {
      a += weights[i]! * column[i]!
      b += weights[i + 1]! * column[i + 1]!
      c += weights[i + 2]! * column[i + 2]!
      d += weights[i + 3]! * column[i + 3]!
    }
    sums.set([a, b, c, d])
    for (let i = end; i < x.rows; i++) sums[0]! += weights[i]! * column[i]!
    const mean = about === 'zero' ? 0 : sums.reduce((sum, value) => sum + value, 0) / totalWeight
    ;[a, b, c, d] = [0, 0, 0, 0]
    for (let i = 0; i < end; i += 4) {
      a += weights[i]! * (column[i]! - mean) ** 2
      b += weights[i + 1]! * (column[i + 1]! - mean) ** 2
      c += weights[i + 2]! * (column[i + 2]! - mean) ** 2
      d += weights[i + 3]! * (column[i + 3]! - mean) ** 2
    }
    sums.set([a, b, c, d])
    for (let i = end; i < x.rows; i++) sums[0]! += weights[i]! * (column[i]! - mean) ** 2
    means[j] = mean
    const deviation = Math.sqrt(sums.reduce((sum, value) => sum + value, 0) / totalWeight)
    if (deviation <= 1e-6 * Math.abs(mean))
      for (let i = 0; i < x.rows; i++) if (weights[i]! > 0) largest = Math.max(largest, Math.abs(column[i]!))
    // A constant column leaves only rounding of its mean behind.
    deviations[j] = deviation <= 1e-14 * largest ? 0 : deviation
  })
  return { means, deviations }
}
