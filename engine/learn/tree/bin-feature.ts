import type { Random } from '../random.ts'

/** A column as small whole numbers in the order of its values: what a tree searches instead of the values. */
export interface BinnedFeature {
  /** Per row the bin, or `bins` for a missing value. */
  readonly codes: Uint8Array | Uint16Array
  readonly bins: number
  /** Smallest and largest value seen in each bin. */
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export const mostBins = 65_534
/** Rows that limits are taken from when there are more. */
export const sampledRows = 200_000

/** The rows that limits are taken from when there are too many to sort: drawn with replacement. Null: all rows. */
export function sampleForBins(rows: number, maxBins: number, random: Random): Int32Array | null {
  return rows <= sampledRows || maxBins >= mostBins ? null : Int32Array.from({ length: sampledRows }, () => random.below(rows))
}

/**
 * Bins of about equally many rows. With at most `maxBins` distinct values each has its own bin, and the search is exact. Of very many rows
 * the limits come from a sample; every row is coded and no value is lost.
 */
export function binFeature(column: Float64Array, maxBins: number, sample: Int32Array | null): BinnedFeature {
  const cuts = equalRowCuts(knownSorted(column, sample), Math.min(maxBins, mostBins))
  const bins = cuts.length
  const codes = bins <= 255 ? new Uint8Array(column.length) : new Uint16Array(column.length)
  const lower = new Float64Array(bins).fill(Number.POSITIVE_INFINITY)
  const upper = new Float64Array(bins).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!
    if (Number.isNaN(value)) {
      codes[i] = bins
      continue
    }
    let low = 0
    let high = bins - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= cuts[middle]!) high = middle
      else low = middle + 1
    }
    codes[i] = low
    if (value < lower[low]!) lower[low] = value
    if (value > upper[low]!) upper[low] = value
  }
  return { codes, bins, lower, upper }
}

function knownSorted(column: Float64Array, sample: Int32Array | null): Float64Array {
  const values = new Float64Array(sample ? sample.length : column.length)
  let known = 0
  for (let i = 0; i < values.length; i++) {
    const value = column[sample ? sample[i]! : i]!
    if (!Number.isNaN(value)) values[known++] = value
  }
  return values.subarray(0, known).sort()
}

/** The largest value of each bin. Fills each bin to its share of the values left, never splitting equal values. */
export function equalRowCuts(values: Float64Array, maxBins: number): Float64Array {
  const cuts: number[] = []
  let distinct = 0
  for (let i = 0; i < values.length; i++) if (i === 0 || values[i] !== values[i - 1]) distinct++
  let start = 0
  let seen = 0
  for (let i = 0; i < values.length; i++) {
    if (i + 1 < values.length && values[i + 1] === values[i]) continue
    seen++
    const room = maxBins - cuts.length
    const share = (values.length - start) / room
    if (distinct - seen < room || i + 1 - start >= share || i + 1 === values.length) {
      cuts.push(values[i]!)
      start = i + 1
    }
  }
  return Float64Array.from(cuts)
}
