export interface ExactSum {
  /** Places of the columns, in rising order. */
  readonly columns: readonly number[]
  /** What each counts in the sum, in the same order. */
  readonly weights: readonly number[]
}

/** More columns than a person would add up say nothing that she could check. */
const mostColumns = 4
/** What may stay unexplained of the target's variance: roundings, not noise. */
const unexplained = 1e-6

/**
 * Two to four columns whose weighted sum is the target, up to a constant; null when there are none, or when one column alone is enough. Chosen
 * one after the other by what they explain of the rest (sweep operator, Goodnight 1979), then each is left out again that is not
 * needed. `covariance`: symmetric, row after row, (columns + 1)^2 entries, the target last.
 */
export function exactSum(covariance: Float64Array, columns: number): ExactSum | null {
  const width = columns + 1
  const spread = covariance[columns * width + columns]!
  if (!(spread > 0)) return null
  let found: readonly number[] = []
  while (found.length < mostColumns && restOf(found) > unexplained * spread) {
    const rests = Array.from({ length: columns }, (_, column) => (found.includes(column) ? Infinity : restOf([...found, column])))
    const best = rests.indexOf(Math.min(...rests))
    if (!(rests[best]! < restOf(found))) return null
    found = [...found, best]
  }
  if (restOf(found) > unexplained * spread) return null
  for (const column of found) {
    const others = found.filter((other) => other !== column)
    if (restOf(others) <= unexplained * spread) found = others
  }
  if (found.length < 2) return null
  const sorted = found.toSorted((a, b) => a - b)
  const swept = sweep(covariance, width, sorted)
  return { columns: sorted, weights: sorted.map((column) => swept[column * width + columns]!) }

  function restOf(chosen: readonly number[]): number {
    const swept = sweep(covariance, width, chosen)
    const rest = swept[columns * width + columns]!
    return Number.isNaN(rest) ? Infinity : rest
  }
}

/** A column that those before it explain so far adds nothing but rounding errors. */
const collinear = 1e-9

/** The matrix after the sweep of some columns: regressions on them in their rows, what they leave in the others. NaN where they are collinear. */
function sweep(matrix: Float64Array, width: number, columns: readonly number[]): Float64Array {
  const swept = matrix.slice()
  for (const k of columns) {
    const pivot = swept[k * width + k]!
    if (!(pivot > collinear * matrix[k * width + k]!)) return swept.fill(NaN)
    for (let i = 0; i < width; i++) {
      if (i === k) continue
      const share = swept[i * width + k]! / pivot
      for (let j = 0; j < width; j++) if (j !== k) swept[i * width + j]! -= share * swept[k * width + j]!
      swept[i * width + k] = -share
    }
    for (let j = 0; j < width; j++) if (j !== k) swept[k * width + j]! /= pivot
    swept[k * width + k] = 1 / pivot
  }
  return swept
}
