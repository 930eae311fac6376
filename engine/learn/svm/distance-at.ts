// Support vector machines: the solver of their dual problem, and what makes answers of them.

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
