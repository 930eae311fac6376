import type { Groups } from './groups.ts'

/** Weight of the rows in each cell of the decision table, and the sum of squared weights, from which the effective size of a cell follows. */
export interface Cells {
  readonly tp: number
  readonly fp: number
  readonly fn: number
  readonly tn: number
}

export interface GroupCounts {
  readonly rows: number
  readonly weight: Cells
  readonly squares: Cells
}

export interface Decisions {
  /** 1 where the outcome is real, else 0. */
  readonly actual: ArrayLike<number>
  /** 1 where the model predicts it, else 0. */
  readonly predicted: ArrayLike<number>
  readonly weights: Float64Array
}

const cellNames = ['tn', 'fp', 'fn', 'tp'] as const

/** One pass over the rows; the result has one entry per group. */
export function countGroups({ actual, predicted, weights }: Decisions, groups: Groups): GroupCounts[] {
  const count = groups.names.length
  const rows = new Float64Array(count)
  const sums = new Float64Array(count * 4)
  const squares = new Float64Array(count * 4)
  for (let i = 0; i < groups.codes.length; i++) {
    const group = groups.codes[i]!
    const cell = group * 4 + actual[i]! * 2 + predicted[i]!
    rows[group]!++
    sums[cell]! += weights[i]!
    squares[cell]! += weights[i]! * weights[i]!
  }
  const cells = (from: Float64Array, group: number) =>
    Object.fromEntries(cellNames.map((name, k) => [name, from[group * 4 + k]!])) as unknown as Cells
  return groups.names.map((_, group) => ({ rows: rows[group]!, weight: cells(sums, group), squares: cells(squares, group) }))
}

/** Everyone together. */
export function totalCounts(counts: readonly GroupCounts[]): GroupCounts {
  const add = (pick: (count: GroupCounts) => Cells) =>
    Object.fromEntries(cellNames.map((name) => [name, counts.reduce((sum, count) => sum + pick(count)[name], 0)])) as unknown as Cells
  return {
    rows: counts.reduce((sum, { rows }) => sum + rows, 0),
    weight: add(({ weight }) => weight),
    squares: add(({ squares }) => squares),
  }
}
