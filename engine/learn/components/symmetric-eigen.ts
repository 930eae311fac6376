export interface Eigen {
  /** Descending. */
  readonly values: Float64Array
  /** One direction of length 1 for each value; its largest number in size is positive. */
  readonly vectors: readonly Float64Array[]
}

/** A value that is not apart from its neighbours after so many steps never will be. */
const mostSteps = 60

/**
 * Eigenvalues and directions of a symmetric matrix (width x width, row after row), exact to rounding beside the largest value: reflections make it
 * tridiagonal, QL steps with Wilkinson's shift diagonal (Golub and Van Loan, 8.3).
 */
export function symmetricEigen(matrix: Float64Array, width: number): Eigen {
  const { diagonal, beside, turned } = tridiagonal(Float64Array.from(matrix), width)
  for (let first = 0; first < width; first++)
    for (let step = 0; step < mostSteps; step++) {
      const last = endOfPiece(diagonal, beside, first)
      if (last === first) break
      takeStep({ diagonal, beside, turned }, first, last)
    }
  const order = Array.from({ length: width }, (_, i) => i).toSorted((i, j) => diagonal[j]! - diagonal[i]! || i - j)
  return {
    values: Float64Array.from(order, (i) => diagonal[i]!),
    vectors: order.map((i) => pointed(turned.slice(i * width, (i + 1) * width))),
  }
}

interface Tridiagonal {
  readonly diagonal: Float64Array
  /** Place i joins i and i + 1. */
  readonly beside: Float64Array
  /** Orthogonal; its rows turn the matrix into this one. Directions as rows, so that a rotation runs along memory. */
  readonly turned: Float64Array
}

/** Overwrites `a`: reflection k clears row k beyond its neighbour, and its own vector stays there. */
function tridiagonal(a: Float64Array, width: number): Tridiagonal {
  const beside = new Float64Array(width)
  const factors = new Float64Array(width)
  const product = new Float64Array(width)
  for (let k = 0; k + 1 < width; k++) {
    const from = k + 1
    const vector = a.subarray(k * width, (k + 1) * width)
    const length = Math.sqrt(dot(vector, vector, from))
    const neighbour = vector[from]! > 0 ? -length : length
    beside[k] = neighbour
    if (length === 0 || from === width - 1) {
      if (length !== 0) beside[k] = vector[from]!
      continue
    }
    vector[from]! -= neighbour
    // 2 / |v|², as v'v = 2 length (length + |x0|).
    const factor = 1 / (length * Math.abs(vector[from]!))
    factors[k] = factor
    let inner = 0
    for (let i = from; i < width; i++) {
      product[i] = factor * dot(a.subarray(i * width, (i + 1) * width), vector, from)
      inner += product[i]! * vector[i]!
    }
    for (let i = from; i < width; i++) product[i]! -= (factor / 2) * inner * vector[i]!
    for (let i = from; i < width; i++) {
      const [left, right] = [vector[i]!, product[i]!]
      for (let j = from, at = i * width + from; j < width; j++, at++) a[at]! -= left * product[j]! + right * vector[j]!
    }
  }
  const diagonal = Float64Array.from({ length: width }, (_, i) => a[i * width + i]!)
  const turned = new Float64Array(width * width)
  for (let i = 0; i < width; i++) turned[i * width + i] = 1
  for (let k = width - 3; k >= 0; k--) {
    const vector = a.subarray(k * width, (k + 1) * width)
    for (let i = k + 1; i < width; i++) {
      const row = turned.subarray(i * width, (i + 1) * width)
      const scale = factors[k]! * dot(row, vector, k + 1)
      for (let j = k + 1; j < width; j++) row[j]! -= scale * vector[j]!
    }
  }
  return { diagonal, beside, turned }
}

function dot(left: Float64Array, right: Float64Array, from: number): number {
  let sum = 0
  for (let i = from; i < left.length; i++) sum += left[i]! * right[i]!
  return sum
}

/** The place where the piece that begins at `first` ends: what joins it to the next is lost in rounding. */
function endOfPiece(diagonal: Float64Array, beside: Float64Array, first: number): number {
  let last = first
  while (last + 1 < diagonal.length) {
    const size = Math.abs(diagonal[last]!) + Math.abs(diagonal[last + 1]!)
    if (Math.abs(beside[last]!) <= Number.EPSILON * size) break
    last++
  }
  return last
}

/** One implicit QL step over the places first..last, from the last upwards. */
function takeStep({ diagonal, beside, turned }: Tridiagonal, first: number, last: number): void {
  const width = diagonal.length
  const half = (diagonal[first + 1]! - diagonal[first]!) / (2 * beside[first]!)
  const shift = diagonal[first]! - beside[first]! / (half + (half < 0 ? -1 : 1) * Math.hypot(half, 1))
  let [sine, cosine, moved] = [1, 1, 0]
  let bulge = diagonal[last]! - shift
  for (let i = last - 1; i >= first; i--) {
    const [above, near] = [sine * beside[i]!, cosine * beside[i]!]
    const length = Math.hypot(above, bulge)
    beside[i + 1] = length
    if (length === 0) {
      diagonal[i + 1]! -= moved
      beside[last] = 0
      return
    }
    sine = above / length
    cosine = bulge / length
    const rest = diagonal[i + 1]! - moved
    const turn = (diagonal[i]! - rest) * sine + 2 * cosine * near
    moved = sine * turn
    diagonal[i + 1] = rest + moved
    bulge = cosine * turn - near
    for (let at = i * width, next = at + width, end = next; at < end; at++, next++) {
      const [own, other] = [turned[at]!, turned[next]!]
      turned[at] = cosine * own - sine * other
      turned[next] = sine * own + cosine * other
    }
  }
  diagonal[first]! -= moved
  beside[first] = bulge
  beside[last] = 0
}

function pointed(vector: Float64Array): Float64Array {
  let most = 0
  for (const value of vector) if (Math.abs(value) > Math.abs(most) + 1e-12) most = value
  return most < 0 ? vector.map((value) => -value) : vector
}
