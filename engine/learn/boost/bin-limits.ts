import { equalRowCuts } from '../tree/bin-feature.ts'

/** Bins of known values; the 256th is for missing ones. */
export const mostBins = 255

/**
 * Limits between the bins of a column, at most 254, ascending: a value lies in the bin whose number is that of the limits below it. Halfway between
 * neighbours of a sorted sample, so that every value of the sample is on the same side of a limit as its equals. No limit: a constant column.
 */
export function binLimits(column: Float64Array, sample: Int32Array | null): Float64Array {
  const values = new Float64Array(sample?.length ?? column.length)
  let known = 0
  for (let i = 0; i < values.length; i++) {
    const value = column[sample ? (sample[i] ?? 0) : i] ?? Number.NaN
    if (!Number.isNaN(value)) values[known++] = value
  }
  const sorted = values.subarray(0, known).sort()
  const largest = equalRowCuts(sorted, mostBins)
  const limits = new Float64Array(Math.max(0, largest.length - 1))
  for (let bin = 0, at = 0; bin < limits.length; bin++) {
    const below = largest[bin] ?? 0
    while ((sorted[at] ?? Number.POSITIVE_INFINITY) <= below) at++
    limits[bin] = between(below, sorted[at] ?? below)
  }
  return limits
}

/** A number from `low` up to below `high`. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2
  return middle < high ? middle : low
}
