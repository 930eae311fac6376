import { wilsonInterval, type Interval } from '../statistics/proportion.ts'

export interface CalibrationBin {
  /** Mean predicted probability. */
  readonly predicted: number
  /** Share of positives. */
  readonly observed: number
  readonly rows: number
  /** Wilson interval of the observed share. */
  readonly interval: Interval
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[]
  /** Expected calibration error: mean gap between predicted and observed, bins weighted by their rows (Naeini 2015). */
  readonly error: number
}

/**
 * Predicted against observed shares in bins of equally many rows, the edges being quantiles of the scores (type 7) as in scikit-learn's
 * `calibration_curve`; equal scores share a bin, empty bins are left out. `order` sorts the rows by falling score.
 */
export function calibrationOf(
  data: { score: Float64Array; positive: Uint8Array; weights: Float64Array; order: Uint32Array },
  bins = 10,
): Calibration {
  const { score, positive, weights, order } = data
  const n = order.length
  const rising = (i: number) => score[order[n - 1 - i]!]!
  const edges = Array.from({ length: bins - 1 }, (_, k) => {
    const place = ((k + 1) / bins) * (n - 1)
    const low = Math.floor(place)
    return rising(low) + (place - low) * (rising(Math.min(n - 1, low + 1)) - rising(low))
  })
  const sums = Array.from({ length: bins }, () => ({ rows: 0, weight: 0, squares: 0, predicted: 0, observed: 0 }))
  for (let i = 0, bin = 0; i < n; i++) {
    const row = order[n - 1 - i]!
    while (bin < bins - 1 && score[row]! > edges[bin]!) bin++
    const sum = sums[bin]!
    sum.rows++
    sum.weight += weights[row]!
    sum.squares += weights[row]! ** 2
    sum.predicted += weights[row]! * score[row]!
    sum.observed += weights[row]! * positive[row]!
  }
  const total = sums.reduce((all, { weight }) => all + weight, 0)
  const filled = sums.filter(({ weight }) => weight > 0)
  return {
    bins: filled.map(({ rows, weight, squares, predicted, observed }) => ({
      predicted: predicted / weight,
      observed: observed / weight,
      rows,
      interval: wilsonInterval(observed / weight, (weight * weight) / squares)!,
    })),
    error: filled.reduce((sum, { predicted, observed }) => sum + Math.abs(predicted - observed), 0) / total,
  }
}
