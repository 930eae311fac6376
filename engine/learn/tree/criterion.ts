export type TreeCriterion = 'gini' | 'entropy' | 'squared-error'

/**
 * How pure a set of rows is, from its sums: weights per class, or for squared error the weight and the weighted sum of the target. `score` grows with purity and is additive over the two sides of a split, so the best split has the largest sum of scores.
 */
export interface Criterion {
  readonly kind: 'classes' | 'squares'
  readonly sums: number
  score(sums: Float64Array): number
  /** 0 for a pure set. `squares`: the weighted sum of squared targets, for squared error. */
  impurity(sums: Float64Array, squares: number): number
}

export function criterionOf(kind: TreeCriterion, classCount: number): Criterion {
  if (kind === 'squared-error') return squaredError
  const score = kind === 'gini' ? squareScore : entropyScore
  return {
    kind: 'classes',
    sums: classCount,
    score: (sums) => score(sums, classCount),
    impurity(sums) {
      const total = sums.subarray(0, classCount).reduce((sum, weight) => sum + weight, 0)
      const purity = score(sums, classCount) / total
      return Math.max(0, kind === 'gini' ? 1 - purity : -purity)
    },
  }
}

const squaredError: Criterion = {
  kind: 'squares',
  sums: 2,
  score: (sums) => (sums[0]! > 0 ? (sums[1]! * sums[1]!) / sums[0]! : 0),
  impurity: (sums, squares) => Math.max(0, squares / sums[0]! - (sums[1]! / sums[0]!) ** 2),
}

/** Sum of squared class weights over their total: total times (1 - Gini). */
function squareScore(sums: Float64Array, count: number): number {
  let total = 0
  let squares = 0
  for (let k = 0; k < count; k++) {
    total += sums[k]!
    squares += sums[k]! * sums[k]!
  }
  return total > 0 ? squares / total : 0
}

/** Sum of w log2 w less that of the total: minus total times the entropy in bits. */
function entropyScore(sums: Float64Array, count: number): number {
  let total = 0
  let score = 0
  for (let k = 0; k < count; k++) {
    const weight = sums[k]!
    if (weight <= 0) continue
    total += weight
    score += weight * Math.log2(weight)
  }
  return total > 0 ? score - total * Math.log2(total) : 0
}
