/** `balanced`: every class weighs the same in all; a list: one factor per class, in class order. */
export type ClassWeight = 'none' | 'balanced' | readonly number[]

/** Row weights times the factor of the row's class. Balanced factors are total / (classes x weight of the class), as scikit-learn's. */
export function applyClassWeight(y: Float64Array, weights: Float64Array, classCount: number, rule: ClassWeight): Float64Array {
  if (rule === 'none') return weights
  const factors = rule === 'balanced' ? balancedFactors(y, weights, classCount) : rule
  return weights.map((weight, i) => weight * (factors[y[i]!] ?? 1))
}

function balancedFactors(y: Float64Array, weights: Float64Array, classCount: number): number[] {
  const perClass = new Array<number>(classCount).fill(0)
  let total = 0
  for (let i = 0; i < y.length; i++) {
    perClass[y[i]!]! += weights[i]!
    total += weights[i]!
  }
  const present = perClass.filter((weight) => weight > 0).length
  return perClass.map((weight) => (weight > 0 ? total / (present * weight) : 0))
}
