import { z95 } from '../statistics/normal.ts'
import { wilsonInterval, type Interval } from '../statistics/proportion.ts'
import { effectiveSizes } from './auc.ts'
import type { RankedScores } from './rank-scores.ts'

/** An average precision and what each row adds to its error. */
export interface JudgedPrecision {
  readonly value: number
  readonly influence: Float64Array
}

/**
 * What each row adds to the error of an average precision: its derivative by the row's weight, times that weight (Jaeckel's infinitesimal
 * jackknife, 1972); the sum of squares is the variance. One from the number of positives alone (Boyd, Eng and Page 2013) is several times too
 * wide near 1, where hardly a row is out of place.
 */
export function precisionInfluence(
  ranked: RankedScores,
  { value, positive, weights }: { readonly value: number; readonly positive: Uint8Array; readonly weights: Float64Array },
): Float64Array {
  const { order, ends, truePositives, falsePositives, positives } = ranked
  const influence = new Float64Array(order.length)
  const sizes = effectiveSizes(positive, weights)
  const unbiased = (effective: number) => (effective > 1 ? Math.sqrt(effective / (effective - 1)) : 1)
  const [ofPositive, ofNegative] = [unbiased(sizes.positives), unbiased(sizes.negatives)]
  // A row counts at every score from its own down: as one more that was found, or as one more that was called in vain.
  let [found, inVain] = [0, 0]
  for (let g = ends.length - 1; g >= 0; g--) {
    const called = truePositives[g]! + falsePositives[g]!
    const added = truePositives[g]! - (truePositives[g - 1] ?? 0)
    if (added > 0) {
      found += (added * falsePositives[g]!) / (called * called)
      inVain += (added * truePositives[g]!) / (called * called)
    }
    const precision = called > 0 ? truePositives[g]! / called : 0
    for (let i = ends[g - 1] ?? 0; i < ends[g]!; i++) {
      const row = order[i]!
      const derivative = positive[row] ? (precision - value + found) * ofPositive : -inVain * ofNegative
      influence[row] = (derivative * weights[row]!) / positives
    }
  }
  return influence
}

/** Normal on the logit scale; at 0 and 1, where that has no width, Wilson's of the positives. */
export function precisionInterval(
  { value, influence }: JudgedPrecision,
  positives: number,
): { interval: Interval | null; method: 'logit' | 'wilson' } {
  if (value >= 1 || value <= 0) return { interval: wilsonInterval(value, positives), method: 'wilson' }
  const error = Math.sqrt(influence.reduce((sum, part) => sum + part * part, 0))
  const half = (z95 * error) / (value * (1 - value))
  const logit = Math.log(value / (1 - value))
  const back = (at: number) => 1 / (1 + Math.exp(-at))
  return { interval: [back(logit - half), back(logit + half)], method: 'logit' }
}
