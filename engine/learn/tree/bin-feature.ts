import type { Random } from '../random.ts'

/** Rows that limits are taken from when there are more. */
export const sampledRows = 200_000

/** The rows that limits are taken from when there are too many to sort: drawn with replacement. Null: all rows. */
export function sampleForBins(rows: number, random: Random): Int32Array | null {
  return rows <= sampledRows ? null : Int32Array.from({ length: sampledRows }, () => random.below(rows))
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
