export interface Eigen {
  /** Descending. */
  readonly values: Float64Array
  /** One direction of length 1 for each value; its largest number in size is positive. */
  readonly vectors: readonly Float64Array[]
}

const mostSweeps = 60

/** Eigenvalues and directions of a symmetric matrix (width x width, row after row) by the rotations of Jacobi (1846), cyclic. */
export function symmetricEigen(matrix: Float64Array, width: number): Eigen {
  const a = Float64Array.from(matrix)
  // Directions as rows, so that a rotation runs along memory.
  const v = new Float64Array(width * width)
  for (let i = 0; i < width; i++) v[i * width + i] = 1
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a, width) > 0; sweep++)
    for (let p = 0; p < width - 1; p++) for (let q = p + 1; q < width; q++) rotate(a, v, { width, p, q })
  const order = Array.from({ length: width }, (_, i) => i).toSorted((i, j) => a[j * width + j]! - a[i * width + i]! || i - j)
  return {
    values: Float64Array.from(order, (i) => a[i * width + i]!),
    vectors: order.map((i) => pointed(v.slice(i * width, (i + 1) * width))),
  }
}

/** The sum of the squares beside the diagonal; 0 when they are lost in its rounding. */
function offDiagonal(a: Float64Array, width: number): number {
  let [off, all] = [0, 0]
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++) {
      const square = a[i * width + j]! ** 2
      all += square
      if (i !== j) off += square
    }
  return off > all * 1e-31 ? off : 0
}

interface Plane {
  readonly width: number
  readonly p: number
  readonly q: number
}

/** Turns two axes so that their product becomes 0 (Golub and Van Loan, 8.5.2). */
function rotate(a: Float64Array, v: Float64Array, { width, p, q }: Plane): void {
  const off = a[p * width + q]!
  if (off === 0) return
  const tau = (a[q * width + q]! - a[p * width + p]!) / (2 * off)
  const t = Number.isFinite(tau) ? (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau)) : 0
  const c = 1 / Math.sqrt(1 + t * t)
  const s = t * c
  for (let k = 0; k < width; k++) {
    const [kp, kq] = [k * width + p, k * width + q]
    const [one, other] = [a[kp]!, a[kq]!]
    a[kp] = c * one - s * other
    a[kq] = s * one + c * other
  }
  for (const matrix of [a, v])
    for (let k = 0; k < width; k++) {
      const [pk, qk] = [p * width + k, q * width + k]
      const [one, other] = [matrix[pk]!, matrix[qk]!]
      matrix[pk] = c * one - s * other
      matrix[qk] = s * one + c * other
    }
  a[p * width + q] = 0
  a[q * width + p] = 0
}

function pointed(vector: Float64Array): Float64Array {
  let most = 0
  for (const value of vector) if (Math.abs(value) > Math.abs(most) + 1e-12) most = value
  return most < 0 ? vector.map((value) => -value) : vector
}
