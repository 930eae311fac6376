// Support vector machines: rows of a kernel, the solver of their dual problem, and what makes answers of them.

/** Values of the Gaussian kernel between rows, computed when asked for and kept while there is room. */
export interface KernelRows {
  readonly size: number
  /** exp(-gamma |row i - row j|^2) for each j. Valid until many others were asked for. */
  row(i: number): Float32Array
}

const cacheBytes = 256 * 1024 ** 2

/** `points`: rows of `width` numbers, one after the other. The row used least recently makes room. */
export function gaussianRows(points: Float64Array, width: number, gamma: number): KernelRows {
  const size = points.length / width
  const squares = new Float64Array(size)
  for (let i = 0; i < size; i++) for (let j = 0; j < width; j++) squares[i]! += points[i * width + j]! ** 2
  const most = Math.max(2, Math.floor(cacheBytes / (size * 4)))
  const kept = new Map<number, Float32Array>()
  return {
    size,
    row(i) {
      const found = kept.get(i)
      if (found) {
        kept.delete(i)
        kept.set(i, found)
        return found
      }
      let room: Float32Array | undefined
      if (kept.size >= most) {
        const [oldest, values] = kept.entries().next().value!
        kept.delete(oldest)
        room = values
      }
      const values = room ?? new Float32Array(size)
      const own = points.subarray(i * width, (i + 1) * width)
      for (let k = 0, at = 0; k < size; k++) {
        let product = 0
        for (let j = 0; j < width; j++) product += own[j]! * points[at++]!
        values[k] = Math.exp(-gamma * Math.max(0, squares[i]! + squares[k]! - 2 * product))
      }
      kept.set(i, values)
      return values
    },
  }
}
