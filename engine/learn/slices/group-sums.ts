import type { SliceColumn, SliceGroup } from './slice-column.ts'

/** Rows, weight, and weight times the tested value of each bin, or of each pair of bins (bin of the first column * bins of the second + bin of the second). */
export interface Cells {
  readonly rows: Float64Array
  readonly weight: Float64Array
  readonly tested: Float64Array
}

export interface SliceRows {
  /** Rows that count; those of slices that were found already do not. */
  readonly used: Uint8Array
  readonly weights: Float64Array
  /** What is tested, row by row: larger is worse. */
  readonly tested: Float64Array
}

export interface Sums {
  readonly rows: number
  readonly weight: number
  readonly tested: number
}

export function cellsOf(first: SliceColumn, second: SliceColumn | null, { used, weights, tested }: SliceRows): Cells {
  const width = second ? second.bins : 1
  const size = first.bins * width
  const [rows, weight, sums] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  for (let i = 0; i < used.length; i++) {
    if (used[i] === 0) continue
    const cell = second ? first.codes[i]! * width + second.codes[i]! : first.codes[i]!
    rows[cell]!++
    weight[cell]! += weights[i]!
    sums[cell]! += weights[i]! * tested[i]!
  }
  return { rows, weight, tested: sums }
}

/** What the bins of a group (and of one of the second column) hold together. */
export function sumsOf(cells: Cells, first: SliceGroup, second: { readonly group: SliceGroup; readonly bins: number } | null): Sums {
  let [rows, weight, tested] = [0, 0, 0]
  for (let i = first.first; i <= first.last; i++) {
    const [from, to] = second ? [i * second.bins + second.group.first, i * second.bins + second.group.last] : [i, i]
    for (let cell = from; cell <= to; cell++) {
      rows += cells.rows[cell]!
      weight += cells.weight[cell]!
      tested += cells.tested[cell]!
    }
  }
  return { rows, weight, tested }
}
