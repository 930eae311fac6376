import { extremeOf } from './aggregate.ts'
import { compareNullsLast } from './compare.ts'
import { toInt } from './int.ts'
import type { Int } from './int.ts'
import { meanOf, present, sumOf } from './list-function.ts'
import type { Floats, List, ListFunction } from './list-function.ts'
import type { Value } from '../types.ts'

/** The rows in ascending order of their keys, nulls last, ties in the order of the rows. */
function orderOf(keys: List): readonly number[] {
  return keys.map((_, row) => row).toSorted((a, b) => compareNullsLast(keys[a] ?? null, keys[b] ?? null) || a - b)
}

interface Place {
  /** Rows before it in key order, from 0. */
  readonly place: number
  /** Rows with a smaller key. */
  readonly smaller: number
  /** Rows whose key is not larger. */
  readonly upTo: number
  /** Different smaller keys. */
  readonly distinct: number
}

/** Where each row stands among the keys. */
function places(keys: List): readonly Place[] {
  const order = orderOf(keys)
  const found: Place[] = []
  const sameAt = (a: number, b: number) => compareNullsLast(keys[order[a] ?? 0] ?? null, keys[order[b] ?? 0] ?? null) === 0
  let distinct = 0
  for (let start = 0; start < order.length; distinct++) {
    let end = start + 1
    while (end < order.length && sameAt(start, end)) end++
    for (let place = start; place < end; place++) found[order[place] ?? 0] = { place, smaller: start, upTo: end, distinct }
    start = end
  }
  return found
}

const placed = (compute: (place: Place, rows: number) => Value) => (keys: List) => places(keys).map((place) => compute(place, keys.length))

/** Ranks from the largest key down; nulls come last. */
function rankDescending(keys: List): List {
  const count = present(keys).length
  return places(keys).map(({ upTo }, row) => (keys[row] === null ? count : count - upTo) + 1)
}

/** Parts whose sizes differ by at most one, the larger ones first. */
function ntile(keys: List, tiles: number): List {
  const small = Math.floor(keys.length / tiles)
  const larger = keys.length % tiles
  const inLarger = larger * (small + 1)
  const tileOf = (place: number) =>
    place < inLarger ? Math.floor(place / (small + 1)) + 1 : larger + Math.floor((place - inLarger) / small) + 1
  return places(keys).map(({ place }) => tileOf(place))
}

/** Each value is made of the one before and the value of the row. */
function running<S>(values: List, start: S, step: (state: S, value: Value) => S): readonly S[] {
  let state = start
  return values.map((value) => {
    state = step(state, value)
    return state
  })
}

const add = (sum: number | null, value: Value) => (typeof value !== 'number' ? sum : sum === null ? value : sum + value)
const countPresent = (count: number, value: Value) => (value === null ? count : count + 1)

function cumulativeMean(values: Floats): List {
  const counts = running(values, 0, countPresent)
  return running<number | null>(values, null, add).map((sum, row) => (sum === null ? null : sum / (counts[row] ?? 1)))
}

function cumulativeSumInt(values: readonly (Int | null)[]): List {
  const seen = running(values, 0, countPresent)
  const sums = running(values, 0n, (sum, value) => (value === null ? sum : sum + BigInt(value as Int)))
  return sums.map((sum, row) => (seen[row] === 0 ? null : toInt(sum)))
}

function runningExtreme(sign: 1 | -1) {
  return (values: List) => running<Value>(values, null, (best, value) => extremeOf([best, value], sign))
}

/** A function of this row and those before it, `rows` in all. */
function moving(compute: (values: Floats) => Value) {
  return (values: Floats, rows: number) => values.map((_, row) => compute(values.slice(Math.max(0, row - rows + 1), row + 1)))
}

function shareOfTotal(values: Floats): List {
  const total = sumOf(values)
  return values.map((value) => (value === null || total === null || total === 0 ? null : value / total))
}

/** A function of the value in the row before and the one in this row. */
function againstPrevious(compute: (before: number, value: number) => number | null) {
  return (values: Floats): List =>
    values.map((value, row) => {
      const before = row === 0 ? null : (values[row - 1] ?? null)
      return before === null || value === null ? null : compute(before, value)
    })
}

const everywhere = (values: List, value: Value) => values.map(() => value)

export const windows: Readonly<Record<string, ListFunction>> = {
  'row-number': placed(({ place }) => place + 1),
  rank: placed(({ smaller }) => smaller + 1),
  'rank-descending': rankDescending,
  'dense-rank': placed(({ distinct }) => distinct + 1),
  'percent-rank': placed(({ smaller }, rows) => (rows < 2 ? 0 : smaller / (rows - 1))),
  'cumulative-distribution': placed(({ upTo }, rows) => upTo / rows),
  ntile,
  lag: (values: List, count: number) => values.map((_, row) => values[row - count] ?? null),
  lead: (values: List, count: number) => values.map((_, row) => values[row + count] ?? null),
  'cumulative-sum': (values: List) => running<number | null>(values, null, add),
  'cumulative-mean': cumulativeMean,
  'cumulative-sum-int': cumulativeSumInt,
  'cumulative-count': (values: List) => running(values, 0, countPresent),
  'cumulative-minimum': runningExtreme(-1),
  'cumulative-maximum': runningExtreme(1),
  'moving-mean': moving(meanOf),
  'moving-sum': moving(sumOf),
  'moving-minimum': moving((values) => extremeOf(values, -1)),
  'moving-maximum': moving((values) => extremeOf(values, 1)),
  'first-value': (values: List) => everywhere(values, values[0] ?? null),
  'last-value': (values: List) => everywhere(values, values.at(-1) ?? null),
  'nth-value': (values: List, index: number) => everywhere(values, values[index - 1] ?? null),
  'fill-forward': (values: List) => running<Value>(values, null, (last, value) => value ?? last),
  'share-of-total': shareOfTotal,
  'difference-from-previous': againstPrevious((before, value) => value - before),
  'relative-change': againstPrevious((before, value) => (before === 0 ? null : value / before - 1)),
}
