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
    let sum = 0
    for (let i = 0; i < x.rows; i++) sum += weights[i]! * column[i]!
    const mean = about === 'zero' ? 0 : sum / totalWeight
    let squares = 0
    let largest = 0
    for (let i = 0; i < x.rows; i++) {
      const gap = column[i]! - mean
      squares += weights[i]! * gap * gap
      if (weights[i]! > 0) largest = Math.max(largest, Math.abs(column[i]!))
    }
    means[j] = mean
    const deviation = Math.sqrt(squares / totalWeight)
    // A constant column leaves only rounding of its mean behind.
    deviations[j] = deviation <= 1e-14 * largest ? 0 : deviation
  })
  return { means, deviations }
}
