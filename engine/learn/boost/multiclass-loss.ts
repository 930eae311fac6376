/** Log loss of several classes: scores by class, as arrays over rows. */
export interface MulticlassScores {
  readonly scores: readonly Float32Array[]
  readonly y: Float64Array
  readonly weights: Float64Array
}

/** The start of each class: the logarithm of its share. */
export function classStarts(y: Float64Array, weights: Float64Array, classes: number): number[] {
  const sums = new Float64Array(classes)
  let total = 0
  for (let i = 0; i < y.length; i++) {
    sums[y[i]!]! += weights[i]!
    total += weights[i]!
  }
  return Array.from(sums, (sum) => Math.log(Math.max(1e-15, sum / total)))
}

/** For each row the logarithm of the sum of e^score over the classes. */
export function logSums(scores: readonly Float32Array[], rows: number): Float64Array {
  const sums = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let most = Number.NEGATIVE_INFINITY
    for (const score of scores) if (score[i]! > most) most = score[i]!
    let sum = 0
    for (const score of scores) sum += Math.exp(score[i]! - most)
    sums[i] = most + Math.log(sum)
  }
  return sums
}

/** Gradient and hessian of one class: p - 1 or p, and K / (K - 1) p (1 - p), the factor of Friedman 2001 that LightGBM takes too. */
export function classGradients(
  { scores, y, weights }: MulticlassScores,
  of: { readonly class: number; readonly logSums: Float64Array },
  into: { readonly gradients: Float32Array; readonly hessians: Float32Array },
): void {
  const score = scores[of.class]!
  const factor = scores.length / (scores.length - 1)
  for (let i = 0; i < into.gradients.length; i++) {
    const p = Math.exp(score[i]! - of.logSums[i]!)
    into.gradients[i] = weights[i]! * (p - (y[i] === of.class ? 1 : 0))
    into.hessians[i] = weights[i]! * factor * p * (1 - p)
  }
}

/** Mean log loss of the rows from..to, by weight. */
export function meanLogLoss(
  { scores, y, weights }: MulticlassScores,
  sums: Float64Array,
  { from, to }: { from: number; to: number },
): number {
  let [sum, total] = [0, 0]
  for (let i = from; i < to; i++) {
    sum += weights[i]! * (sums[i]! - scores[y[i]!]![i]!)
    total += weights[i]!
  }
  return sum / total
}
