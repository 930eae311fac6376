/**
 * How values of a series resemble those so many steps before: lags 0 to `most`, lag 0 is 1. Sums are divided by all values (biased), so that the
 * result is a proper correlation at every lag. NaN where the series never varies.
 */
export function autocorrelation(values: Float64Array, most: number): Float64Array {
  const { length } = values
  const mean = values.reduce((sum, value) => sum + value, 0) / length
  const away = values.map((value) => value - mean)
  const spread = away.reduce((sum, value) => sum + value * value, 0)
  const found = new Float64Array(Math.min(most, length - 1) + 1)
  for (let lag = 0; lag < found.length; lag++) {
    let sum = 0
    for (let at = lag; at < length; at++) sum += away[at]! * away[at - lag]!
    found[lag] = spread > 0 ? sum / spread : Number.NaN
  }
  return found
}

/** The resemblance that is left when that of all shorter lags is taken off, from autocorrelations (Durbin and Levinson); lag 0 is 1. */
export function partialAutocorrelation(correlations: Float64Array): Float64Array {
  const found = new Float64Array(correlations.length)
  found[0] = 1
  let weights = new Float64Array(0)
  let left = 1
  for (let lag = 1; lag < correlations.length; lag++) {
    let sum = correlations[lag]!
    for (let k = 1; k < lag; k++) sum -= weights[k - 1]! * correlations[lag - k]!
    const next = sum / left
    const grown = new Float64Array(lag)
    for (let k = 1; k < lag; k++) grown[k - 1] = weights[k - 1]! - next * weights[lag - k - 1]!
    grown[lag - 1] = next
    weights = grown
    left *= 1 - next * next
    found[lag] = next
  }
  return found
}
