export interface RankRevealed {
  /** Positions of the columns that carry something new, in their order. */
  readonly kept: readonly number[]
  readonly dropped: readonly number[]
  /** Triangular factor of the kept columns, by columns. */
  readonly factor: readonly Float64Array[]
  /** The target in the basis of the kept columns. */
  readonly target: Float64Array
  /** What the kept columns cannot explain: sum of squared residuals. */
  readonly residualSquares: number
}

/**
 * Goes through the columns of a triangular system in order and drops each one that the columns before it explain up to `tolerance` of its
 * length, as R's `lm` does (LINPACK dqrdc2, 1e-7): of two copies the first stays. The last column is the target.
 */
export function rankRevealing(columns: readonly Float64Array[], rows: number, tolerance = 1e-7): RankRevealed {
  const work = columns.map((column) => {
    const full = new Float64Array(rows)
    full.set(column)
    return full
  })
  const target = work.pop()!
  const kept: number[] = []
  const dropped: number[] = []
  work.forEach((own, j) => {
    const rank = kept.length
    const length = norm(own, 0)
    const rest = norm(own, rank)
    if (rest <= tolerance * length || length === 0) {
      dropped.push(j)
      return
    }
    kept.push(j)
    reflect(own, rank, rest, [...work.slice(j + 1), target])
  })
  const rank = kept.length
  return {
    kept,
    dropped,
    factor: kept.map((j, k) => work[j]!.slice(0, k + 1)),
    target: target.slice(0, rank),
    residualSquares: norm(target, rank) ** 2,
  }
}

/** Solves R b = c by back substitution; R by columns. */
export function backSubstitute(factor: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = Float64Array.from(right)
  for (let k = factor.length - 1; k >= 0; k--) {
    const column = factor[k]!
    solution[k]! /= column[k]!
    for (let i = 0; i < k; i++) solution[i]! -= column[i]! * solution[k]!
  }
  return solution
}

/** Rows of the inverse of R: the covariance of the coefficients is sigma^2 times its product with its transpose. */
export function inverseRows(factor: readonly Float64Array[]): Float64Array[] {
  const size = factor.length
  const rows = Array.from({ length: size }, () => new Float64Array(size))
  for (let k = 0; k < size; k++) {
    const unit = new Float64Array(size)
    unit[k] = 1
    backSubstitute(factor, unit).forEach((value, i) => (rows[i]![k] = value))
  }
  return rows
}

function norm(column: Float64Array, from: number): number {
  let sum = 0
  for (let i = from; i < column.length; i++) sum += column[i]! * column[i]!
  return Math.sqrt(sum)
}

function reflect(own: Float64Array, at: number, length: number, others: readonly Float64Array[]): void {
  const diagonal = own[at]! > 0 ? -length : length
  const mirror = own.slice(at)
  mirror[0]! -= diagonal
  const beta = 2 / mirror.reduce((sum, value) => sum + value * value, 0)
  for (const other of others) {
    let product = 0
    for (let i = 0; i < mirror.length; i++) product += mirror[i]! * other[at + i]!
    for (let i = 0; i < mirror.length; i++) other[at + i]! -= beta * product * mirror[i]!
  }
  own[at] = diagonal
  own.fill(0, at + 1)
}
