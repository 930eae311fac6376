/** Makes 1/2 c'Hc - b'c + sum l1 |c| + 1/2 sum l2 c^2 small. H is symmetric, `size` x `size`, row after row. */
export interface Quadratic {
  readonly size: number
  readonly hessian: Float64Array
  readonly linear: Float64Array
  readonly l1: Float64Array
  readonly l2: Float64Array
}

const mostSweeps = 100_000

/**
 * The minimum by coordinate descent with an active set (Friedman, Hastie and Tibshirani 2010, "covariance updates"), from `start`, which it
 * changes. Ends when no coefficient moves the value by more than `tolerance` squared. Gives false when it has not settled.
 */
export function descendCoordinates(task: Quadratic, start: Float64Array, tolerance: number): boolean {
  const { size, hessian, linear, l1, l2 } = task
  const pull = Float64Array.from(linear)
  for (let j = 0; j < size; j++) if (start[j] !== 0) for (let k = 0; k < size; k++) pull[k]! -= hessian[j * size + k]! * start[j]!
  const move = (j: number): number => {
    const curve = hessian[j * size + j]!
    if (curve <= 1e-13) return 0
    const before = start[j]!
    const wanted = pull[j]! + curve * before
    const after = (Math.sign(wanted) * Math.max(0, Math.abs(wanted) - l1[j]!)) / (curve + l2[j]!)
    const step = after - before
    if (step === 0) return 0
    start[j] = after
    for (let k = 0; k < size; k++) pull[k]! -= hessian[j * size + k]! * step
    return curve * step * step
  }
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let most = 0
    for (let j = 0; j < size; j++) most = Math.max(most, move(j))
    if (most <= tolerance * tolerance) return true
    // Between two looks at all, only those that count already.
    const active = Array.from({ length: size }, (_, j) => j).filter((j) => start[j] !== 0)
    for (let inner = 0; inner < 1000; inner++) {
      let moved = 0
      for (const j of active) moved = Math.max(moved, move(j))
      if (moved <= tolerance * tolerance) break
    }
  }
  return false
}

/** The minimum without l1 by Cholesky; a direction that neither H nor l2 holds gets 0. */
export function solveQuadratic({ size, hessian, linear, l2 }: Omit<Quadratic, 'l1'>): Float64Array {
  const factor = new Float64Array(size * size)
  for (let j = 0; j < size; j++) {
    const diagonal = hessian[j * size + j]! + l2[j]!
    let rest = diagonal
    for (let k = 0; k < j; k++) rest -= factor[j * size + k]! ** 2
    if (!(rest > 1e-13 * diagonal)) continue
    const root = Math.sqrt(rest)
    factor[j * size + j] = root
    for (let i = j + 1; i < size; i++) {
      let sum = hessian[i * size + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!
      factor[i * size + j] = sum / root
    }
  }
  const solution = Float64Array.from(linear)
  for (let i = 0; i < size; i++) {
    const root = factor[i * size + i]!
    for (let k = 0; k < i; k++) solution[i]! -= factor[i * size + k]! * solution[k]!
    solution[i] = root === 0 ? 0 : solution[i]! / root
  }
  for (let i = size - 1; i >= 0; i--) {
    const root = factor[i * size + i]!
    for (let k = i + 1; k < size; k++) solution[i]! -= factor[k * size + i]! * solution[k]!
    solution[i] = root === 0 ? 0 : solution[i]! / root
  }
  return solution
}
