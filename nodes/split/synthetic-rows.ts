import type { Random } from '../../engine/learn/random.ts'
import { nearestRows } from './nearest-rows.ts'

/** The rows of one class: numbers (NaN is missing) and codes of categories (-1 is missing), a list for each column. */
export interface ClassRows {
  readonly count: number
  readonly numbers: readonly Float64Array[]
  readonly codes: readonly Int32Array[]
}

export interface Synthetic {
  readonly numbers: readonly Float64Array[]
  readonly codes: readonly Int32Array[]
}

/** Neighbours are sought among this many rows of the class. */
const mostCandidates = 5000

/** What to divide each number by, so that all columns weigh alike; columns without spread weigh nothing. */
export function spreadsOf(numbers: readonly Float64Array[]): readonly number[] {
  return numbers.map((values) => {
    let [count, mean, sum] = [0, 0, 0]
    for (const value of values) {
      if (Number.isNaN(value)) continue
      count++
      const delta = value - mean
      mean += delta / count
      sum += delta * (value - mean)
    }
    const deviation = count > 1 ? Math.sqrt(sum / (count - 1)) : 0
    return deviation > 0 ? deviation : Number.POSITIVE_INFINITY
  })
}

/** The most frequent code; of several the one of the base row, else the one met first. */
function mostFrequent(codes: Int32Array, rows: readonly number[], base: number): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(codes[row] ?? -1, (counts.get(codes[row] ?? -1) ?? 0) + 1)
  const own = codes[base] ?? -1
  let [best, times] = [own, counts.get(own) ?? 0]
  for (const [code, count] of counts) if (count > times) [best, times] = [code, count]
  return best
}

function candidatesOf(count: number, random: Random): Int32Array {
  const all = Int32Array.from({ length: count }, (_, at) => at)
  const taken = Math.min(count, mostCandidates)
  if (taken < count)
    for (let at = 0; at < taken; at++) {
      const other = at + random.below(count - at)
      const [a, b] = [all[at] ?? 0, all[other] ?? 0]
      all[at] = b
      all[other] = a
    }
  return all.subarray(0, taken)
}

/**
 * New rows of a class (SMOTE; Chawla and others 2002): a row drawn at random, one of its k nearest of the same class, a point between them;
 * categories by the most frequent one of the nearest (SMOTE-NC). A number that only one of both knows is taken as it is. `spreads` come
 * from all rows of the table. `pause` is called now and then.
 */
export async function syntheticRows(
  rows: ClassRows,
  wanted: { readonly count: number; readonly k: number; readonly spreads: readonly number[] },
  random: Random,
  pause: () => Promise<void>,
): Promise<Synthetic> {
  const made: Synthetic = {
    numbers: rows.numbers.map(() => new Float64Array(wanted.count)),
    codes: rows.codes.map(() => new Int32Array(wanted.count)),
  }
  const nearest = nearestRows(rows, wanted.spreads, candidatesOf(rows.count, random), wanted.k)
  const near = new Map<number, readonly number[]>()
  for (let at = 0; at < wanted.count; at++) {
    if (at % 64 === 0) await pause()
    const base = random.below(rows.count)
    const around = near.get(base) ?? nearest(base)
    near.set(base, around)
    const other = around[around.length === 0 ? 0 : random.below(around.length)] ?? base
    const share = random.next()
    for (const [column, values] of rows.numbers.entries()) {
      const [a, b] = [values[base] ?? Number.NaN, values[other] ?? Number.NaN]
      const between = Number.isNaN(a) ? b : Number.isNaN(b) ? a : a + share * (b - a)
      const target = made.numbers[column]
      if (target) target[at] = between
    }
    for (const [column, codes] of rows.codes.entries()) {
      const target = made.codes[column]
      if (target) target[at] = around.length === 0 ? (codes[base] ?? -1) : mostFrequent(codes, around, base)
    }
  }
  return made
}
