export type TreeCriterion = 'gini' | 'entropy' | 'squared-error'

/**
 * How impure a set of rows is, 0 for a pure one, from its weight and its sums: weights by class, or for squared error the weighted sum of the
 * targets and that of their squares. Entropy is in bits.
 */
export function impurityOf(criterion: TreeCriterion, weight: number, sums: Float64Array): number {
  if (weight <= 0) return 0
  if (criterion === 'squared-error') return Math.max(0, sums[1]! / weight - (sums[0]! / weight) ** 2)
  let pure = 0
  for (const sum of sums) {
    const share = sum / weight
    if (share > 0) pure += criterion === 'gini' ? share * share : share * Math.log2(share)
  }
  return Math.max(0, criterion === 'gini' ? 1 - pure : -pure)
}
