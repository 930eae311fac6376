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
      for (let k = 0; k < size; k++) {
        values[k] = Math.exp(-gamma * Math.max(0, squares[i]! + squares[k]! - 2 * productAt(points, k * width, own)))
      }
      kept.set(i, values)
      return values
    },
  }
}

/** Four sums apart: an addition need not wait for the one before. */
function productAt(points: Float64Array, from: number, own: Float64Array): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  const width = own.length
  let j = 0
  for (; j + 3 < width; j += 4) {
    a += own[j]! * points[from + j]!
    b += own[j + 1]! * points[from + j + 1]!
    c += own[j + 2]! * points[from + j + 2]!
    d += own[j + 3]! * points[from + j + 3]!
  }
  for (; j < width; j++) a += own[j]! * points[from + j]!
  return a + b + (c + d)
}

/** The squared distance of a point from the one that begins at `from`. */
export function distanceAt(points: Float64Array, from: number, point: Float64Array): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  const width = point.length
  let j = 0
  for (; j + 3 < width; j += 4) {
    const e = point[j]! - points[from + j]!
    const f = point[j + 1]! - points[from + j + 1]!
    const g = point[j + 2]! - points[from + j + 2]!
    const h = point[j + 3]! - points[from + j + 3]!
    a += e * e
    b += f * f
    c += g * g
    d += h * h
  }
  for (; j < width; j++) a += (point[j]! - points[from + j]!) ** 2
  return a + b + (c + d)
}
