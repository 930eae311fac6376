import { toCell } from '../relation/to-cell.ts'
import type { DataType } from '../relation/types.ts'
import { sortedQuantiles } from '../learn/evaluate/weighted-quantiles.ts'
import type { Groups } from './groups.ts'

/** Up to so many different values are groups of their own. */
const mostValues = 12

/**
 * Groups of a numeric column, in rising order: its values where there are few, else bands of about as many rows each, named by their smallest
 * and largest value ("25–34"). Dates count days, timestamps seconds. NaN belongs to no group.
 */
export function numberGroups(values: Float64Array, type: DataType, bands: number): Groups {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const distinct = known.filter((value, at) => value !== known[at - 1])
  const starts = distinct.length <= mostValues ? distinct : bandStarts(known, distinct, bands)
  const ends = Array.from(starts, (_, at) => distinct.findLast((value) => at + 1 === starts.length || value < starts[at + 1]!)!)
  const short = Array.from(starts, (start, at) => bandName([start, ends[at]!], type, 6))
  return {
    codes: Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : lastAtOrBelow(starts, value))),
    names: new Set(short).size === short.length ? short : Array.from(starts, (start, at) => bandName([start, ends[at]!], type, 17)),
  }
}

/** The smallest value of each band; equal values are never parted. */
function bandStarts(known: Float64Array, distinct: Float64Array, bands: number): Float64Array {
  const shares = Array.from({ length: bands - 1 }, (_, at) => (at + 1) / bands)
  const cuts = sortedQuantiles(known, shares)
  const starts = [distinct[0]!, ...cuts.map((cut) => distinct.find((value) => value >= cut)!)]
  return Float64Array.from(new Set(starts))
}

function lastAtOrBelow(starts: Float64Array, value: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}

function bandName([from, to]: readonly [number, number], type: DataType, digits: number): string {
  const [first, last] = [valueName(from, type, digits), valueName(to, type, digits)]
  if (first === last) return first
  return from < 0 || type === 'date' || type === 'timestamp' ? `${first} – ${last}` : `${first}–${last}`
}

function valueName(value: number, type: DataType, digits: number): string {
  if (type === 'date') return String(toCell(value, 'date'))
  if (type === 'timestamp') return String(toCell(Math.floor(value / 86_400), 'date'))
  return type === 'int' ? String(value) : String(Number(value.toPrecision(digits)))
}
