import type { BinnedFeature } from './bin-feature.ts'
import type { Criterion } from './criterion.ts'

export interface Split {
  readonly feature: number
  /** Bins up to this one go left. */
  readonly bin: number
  /** Values up to this one go left. */
  readonly threshold: number
  readonly missingLeft: boolean
  /** Whether missing values took part in the choice; if not, the side for them is still open. */
  readonly sawMissing: boolean
  readonly score: number
}

/** The rows of a node: their positions, and, gathered in that order, their weights and targets (class codes, or centred values). */
export interface NodeRows {
  readonly positions: Int32Array
  readonly weights: Float64Array
  readonly targets: Float64Array
  /** The criterion's sums over these rows, then their number. */
  readonly total: Float64Array
}

/** Finds the best split of a node by one feature; null when none leaves `minLeaf` rows on both sides. The first of equals wins. */
export type SplitFinder = (rows: NodeRows, feature: number) => Split | null

/** A finder with working room that is made once per tree. */
export function splitFinder(features: readonly BinnedFeature[], criterion: Criterion, minLeaf: number): SplitFinder {
  const { sums } = criterion
  const width = sums + 1
  const mostBins = features.reduce((most, { bins }) => Math.max(most, bins), 0)
  /** Sums and count per bin; all 0 between calls. */
  const table = new Float64Array((mostBins + 1) * width)
  const present = new Int32Array(mostBins + 1)
  const left = new Float64Array(width)
  const rest = new Float64Array(width)

  function score(total: Float64Array): number {
    if (left[sums]! < minLeaf || total[sums]! - left[sums]! < minLeaf) return Number.NEGATIVE_INFINITY
    for (let k = 0; k < sums; k++) rest[k] = total[k]! - left[k]!
    return criterion.score(left) + criterion.score(rest)
  }

  return (rows, feature) => {
    const { codes, bins, lower, upper } = features[feature]!
    const count = fillTable(table, rows, codes, { bins, width, criterion, present })
    const missingAt = bins * width
    const missing = table[missingAt + sums]!
    let best: Split | null = null
    for (let pass = 0; pass < (missing > 0 ? 2 : 1); pass++) {
      left.fill(0)
      if (pass === 1) for (let k = 0; k < width; k++) left[k] = table[missingAt + k]!
      // The last limit, between all known values and the missing ones, needs only one pass.
      const limits = pass === 0 && missing > 0 ? count : count - 1
      for (let i = 0; i < limits; i++) {
        const bin = present[i]!
        for (let k = 0; k < width; k++) left[k]! += table[bin * width + k]!
        const value = score(rows.total)
        if (value === Number.NEGATIVE_INFINITY || (best && value <= best.score)) continue
        const threshold = i === count - 1 ? Number.MAX_VALUE : middle(upper[bin]!, lower[present[i + 1]!]!)
        best = { feature, bin, threshold, missingLeft: pass === 1, sawMissing: missing > 0, score: value }
      }
    }
    for (let i = 0; i < count; i++) table.fill(0, present[i]! * width, (present[i]! + 1) * width)
    table.fill(0, missingAt, missingAt + width)
    return best
  }
}

interface TableShape {
  readonly bins: number
  readonly width: number
  readonly criterion: Criterion
  readonly present: Int32Array
}

/** Sums the rows by bin and lists the bins that have rows, in order. Of many bins and few rows the list is sorted, not searched. */
function fillTable(table: Float64Array, rows: NodeRows, codes: Uint8Array | Uint16Array, shape: TableShape): number {
  const { positions } = rows
  const { bins, width, criterion, present } = shape
  const { sums } = criterion
  if (criterion.kind === 'classes') addClasses(table, rows, codes, width)
  else addSquares(table, rows, codes)
  let count = 0
  if (positions.length * 4 > bins) {
    for (let bin = 0; bin < bins; bin++) if (table[bin * width + sums]! > 0) present[count++] = bin
    return count
  }
  const own = new Uint16Array(positions.length)
  for (let i = 0; i < own.length; i++) own[i] = codes[positions[i]!]!
  own.sort()
  for (const bin of own) if (bin < bins && (count === 0 || present[count - 1] !== bin)) present[count++] = bin
  return count
}

// The two loops where a tree spends its time. They do what `criterion.add` does, without a call per cell.

function addClasses(table: Float64Array, { positions, weights, targets }: NodeRows, codes: Uint8Array | Uint16Array, width: number): void {
  for (let i = 0; i < positions.length; i++) {
    const at = codes[positions[i]!]! * width
    table[at + targets[i]!]! += weights[i]!
    table[at + width - 1]! += 1
  }
}

function addSquares(table: Float64Array, { positions, weights, targets }: NodeRows, codes: Uint8Array | Uint16Array): void {
  for (let i = 0; i < positions.length; i++) {
    const at = codes[positions[i]!]! * 3
    table[at]! += weights[i]!
    table[at + 1]! += weights[i]! * targets[i]!
    table[at + 2]! += 1
  }
}

function middle(a: number, b: number): number {
  const between = a / 2 + b / 2
  return between >= b || between < a ? a : between
}
