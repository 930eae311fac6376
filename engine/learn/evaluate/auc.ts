import { z95 } from '../statistics/normal.ts'
import { wilsonInterval, type Interval } from '../statistics/proportion.ts'
import type { RankedScores } from './rank-scores.ts'

export interface Auc {
  readonly value: number
  /** What each row adds to the error of the value: the sum of squares is DeLong's variance. */
  readonly influence: Float64Array
}

/**
 * Area under the ROC curve, ties counting half, with the placement values of DeLong, DeLong and Clarke-Pearson (1988) per row.
 * Null unless there are positives and negatives.
 */
export function auc(ranked: RankedScores, positive: Uint8Array, weights: Float64Array): Auc | null {
  const { order, ends, truePositives, falsePositives, positives, negatives } = ranked
  if (!(positives > 0) || !(negatives > 0)) return null
  const influence = new Float64Array(order.length)
  let area = 0
  let start = 0
  for (let g = 0; g < ends.length; g++) {
    const fpBefore = g === 0 ? 0 : falsePositives[g - 1]!
    const tpBefore = g === 0 ? 0 : truePositives[g - 1]!
    const below = (negatives - (fpBefore + falsePositives[g]!) / 2) / negatives
    const above = (tpBefore + truePositives[g]!) / 2 / positives
    area += (truePositives[g]! - tpBefore) * below
    for (let i = start; i < ends[g]!; i++) influence[order[i]!] = positive[order[i]!] ? below : above
    start = ends[g]!
  }
  const value = area / positives
  const sizes = effectiveSizes(positive, weights)
  for (let i = 0; i < influence.length; i++) {
    const [total, effective] = positive[i] ? [positives, sizes.positives] : [negatives, sizes.negatives]
    const unbiased = effective > 1 ? Math.sqrt(effective / (effective - 1)) : 1
    influence[i] = (influence[i]! - value) * (weights[i]! / total) * unbiased
  }
  return { value, influence }
}

/** DeLong's interval; at 0 and 1, where it has no width, Wilson's of the smaller class. */
export function aucInterval({ value, influence }: Auc, smaller: number): { interval: Interval | null; method: 'delong' | 'wilson' } {
  if (value === 0 || value === 1) return { interval: wilsonInterval(value, smaller), method: 'wilson' }
  const half = z95 * Math.sqrt(influence.reduce((sum, part) => sum + part * part, 0))
  return { interval: [Math.max(0, value - half), Math.min(1, value + half)], method: 'delong' }
}

/** Rows that say as much as the weighted ones, per class. */
export function effectiveSizes(positive: Uint8Array, weights: Float64Array): { positives: number; negatives: number } {
  const sums = [0, 0]
  const squares = [0, 0]
  for (let i = 0; i < positive.length; i++) {
    sums[positive[i]!]! += weights[i]!
    squares[positive[i]!]! += weights[i]! * weights[i]!
  }
  const size = (k: 0 | 1) => (squares[k]! > 0 ? (sums[k]! * sums[k]!) / squares[k]! : 0)
  return { positives: size(1), negatives: size(0) }
}
