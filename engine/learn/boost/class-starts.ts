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
