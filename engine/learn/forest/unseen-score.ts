/**
 * How well rows are answered by the trees that have not seen them: accuracy, or R2 for numbers (`classes` 0), by weight. Null when every row was seen
 * by every tree, or when a number never changes.
 */
export function unseenScore(
  buffer: ArrayBufferLike,
  at: { readonly sums: number; readonly votes: number },
  { y, weights, classes }: { readonly y: Float64Array; readonly weights: Float64Array; readonly classes: number },
): number | null {
  const votes = new Uint32Array(buffer, at.votes, y.length)
  const width = classes > 0 ? classes - 1 : 1
  const sums = new Float64Array(buffer, at.sums, y.length * width)
  let [total, right, wrong, sum, squares] = [0, 0, 0, 0, 0]
  for (let row = 0; row < y.length; row++) {
    const count = votes[row]!
    if (count === 0) continue
    const weight = weights[row]!
    total += weight
    if (classes > 0) right += weight * (likeliest(sums, row * width, { width, count }) === y[row] ? 1 : 0)
    else {
      wrong += weight * (y[row]! - sums[row]! / count) ** 2
      sum += weight * y[row]!
      squares += weight * y[row]! ** 2
    }
  }
  if (total === 0) return null
  if (classes > 0) return right / total
  const spread = squares - sum ** 2 / total
  return spread > 0 ? 1 - wrong / spread : null
}

/** The class with most of the shares; the first one of ties. The last class has what the others leave. */
function likeliest(sums: Float64Array, from: number, { width, count }: { readonly width: number; readonly count: number }): number {
  let [best, most, rest] = [0, Number.NEGATIVE_INFINITY, count]
  for (let k = 0; k < width; k++) {
    const share = sums[from + k]!
    rest -= share
    if (share > most) [best, most] = [k, share]
  }
  return rest > most ? width : best
}
