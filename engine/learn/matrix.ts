// Learning on typed arrays: estimators, evaluation, statistics. Pure: no I/O, no clock, seeds explicit.

/** Numbers in columns, all of length `rows`. NaN is a missing value. */
export interface Matrix {
  readonly rows: number
  readonly columns: readonly Float64Array[]
  readonly names: readonly string[]
  /** Columns that hold places in a list of levels: how many levels; 0 for numbers. Absent: all are numbers. */
  readonly levels?: readonly number[]
}

/** A matrix from rows, as tests and small examples write it. */
export function matrixFromRows(rows: readonly (readonly number[])[], names: readonly string[]): Matrix {
  return {
    rows: rows.length,
    columns: names.map((_, j) => Float64Array.from(rows, (row) => row[j] ?? Number.NaN)),
    names,
  }
}

/** The rows at these positions, in this order, as a new matrix. */
export function takeRows(x: Matrix, at: ArrayLike<number>): Matrix {
  return { ...x, rows: at.length, columns: x.columns.map((column) => takeValues(column, at)) }
}

/** The values at these positions, in this order. */
export function takeValues(values: Float64Array, at: ArrayLike<number>): Float64Array {
  const taken = new Float64Array(at.length)
  for (let i = 0; i < at.length; i++) taken[i] = values[at[i]!]!
  return taken
}
