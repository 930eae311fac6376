/** The lower triangle L with L L' = matrix (width x width, row after row); null when the matrix is not positive definite. */
export function choleskyOf(matrix: Float64Array, width: number): Float64Array | null {
  const lower = new Float64Array(width * width)
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      let left = matrix[i * width + j]!
      for (let k = 0; k < j; k++) left -= lower[i * width + k]! * lower[j * width + k]!
      if (i !== j) lower[i * width + j] = left / lower[j * width + j]!
      else if (left > 0) lower[i * width + i] = Math.sqrt(left)
      else return null
    }
  return lower
}

/** The inverse of a lower triangle, a lower triangle too. */
export function invertedTriangle(lower: Float64Array, width: number): Float64Array {
  const inverse = new Float64Array(width * width)
  for (let i = 0; i < width; i++) {
    inverse[i * width + i] = 1 / lower[i * width + i]!
    for (let j = 0; j < i; j++) {
      let sum = 0
      for (let k = j; k < i; k++) sum += lower[i * width + k]! * inverse[k * width + j]!
      inverse[i * width + j] = -sum / lower[i * width + i]!
    }
  }
  return inverse
}
