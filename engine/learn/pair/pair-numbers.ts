import type { Answers, Prepared } from './pair-figures.ts'

/** Errors of predicted numbers. */
export function preparedNumbers(actual: Float64Array, { predicted }: Answers): Prepared {
  const error = actual.map((value, i) => predicted[i]! - value)
  const rising = Uint32Array.from(error.keys()).sort((i, j) => Math.abs(error[i]!) - Math.abs(error[j]!))
  return {
    ids: ['rmse', 'mae', 'r2', 'median-error'],
    figures(weights) {
      let total = 0
      let squares = 0
      let absolute = 0
      let sum = 0
      for (let i = 0; i < error.length; i++) {
        const weight = weights[i]!
        total += weight
        squares += weight * error[i]! * error[i]!
        absolute += weight * Math.abs(error[i]!)
        sum += weight * actual[i]!
      }
      const mean = sum / total
      let spread = 0
      for (let i = 0; i < actual.length; i++) spread += weights[i]! * (actual[i]! - mean) ** 2
      return Float64Array.of(
        Math.sqrt(squares / total),
        absolute / total,
        spread > 0 ? 1 - squares / spread : Number.NaN,
        median(total, weights),
      )
    },
  }

  function median(total: number, weights: Float64Array): number {
    let below = 0
    for (const row of rising) {
      below += weights[row]!
      if (below >= total / 2) return Math.abs(error[row]!)
    }
    return Number.NaN
  }
}
