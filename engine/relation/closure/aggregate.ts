import { compareNullsLast, compareValues } from './compare.ts'
import { toInt } from './int.ts'
import type { Int } from './int.ts'
import { meanOf, present, sumOf } from './list-function.ts'
import type { Floats, List, ListFunction } from './list-function.ts'
import { moments } from './moments.ts'
import { paired } from './paired.ts'
import type { Value } from '../types.ts'

type Tests = readonly (boolean | null)[]

/** Present values in order, equal ones side by side. */
const ascending = (values: List) => present(values).toSorted(compareValues)

export function extremeOf(values: List, sign: 1 | -1): Value {
  return values.reduce<Value>(
    (best, value) => (value !== null && (best === null || sign * compareValues(value, best) > 0) ? value : best),
    null,
  )
}

function countDistinct(values: List): number {
  const sorted = ascending(values)
  return sorted.filter((value, at) => at === 0 || compareValues(value, sorted[at - 1] ?? null) !== 0).length
}

/** The most frequent value; of equally frequent ones the smallest. */
function modeOf(values: List): Value {
  let best: Value = null
  let most = 0
  let count = 0
  let before: Value = null
  for (const value of ascending(values)) {
    count = before !== null && compareValues(before, value) === 0 ? count + 1 : 1
    before = value
    if (count > most) {
      most = count
      best = value
    }
  }
  return best
}

/** The exact sum in as many bits as it takes; null when it leaves 64 bits in the end. */
function sumInts(values: readonly (Int | null)[]): Int | null {
  const found = present(values)
  if (found.length === 0) return null
  let safe = 0
  let large = 0n
  for (const value of found) {
    const next: number = typeof value === 'number' ? safe + value : Number.NaN
    if (Number.isSafeInteger(next)) {
      safe = next
      continue
    }
    large += BigInt(safe) + BigInt(value)
    safe = 0
  }
  return toInt(large + BigInt(safe))
}

/** The value in the row whose key comes first by `sign` times the order; ties go to the first value in that order. */
function byKey(values: List, keys: List, sign: 1 | -1): Value {
  let best: Value = null
  let bestKey: Value = null
  for (const [row, value] of values.entries()) {
    const key = keys[row] ?? null
    if (value === null || key === null) continue
    const order = bestKey === null ? -1 : sign * (compareValues(key, bestKey) || compareValues(value, best))
    if (order < 0) [best, bestKey] = [value, key]
  }
  return best
}

function valueAtMaximum(values: List, keys: Floats): Value {
  const turned = keys.map((key) => (key === null || Number.isNaN(key) ? null : -key))
  return byKey(values, turned, 1)
}

const where = (values: Floats, tests: Tests) => values.filter((_, row) => tests[row] === true)

function stringJoin(texts: readonly (string | null)[], separator: string, keys: List): string | null {
  const rows = texts.flatMap((text, row) => (text === null ? [] : [{ text, key: keys[row] ?? null }]))
  if (rows.length === 0) return null
  const sorted = rows.toSorted((a, b) => compareNullsLast(a.key, b.key) || compareValues(a.text, b.text))
  return sorted.map((row) => row.text).join(separator)
}

export const aggregates: Readonly<Record<string, ListFunction>> = {
  count: (values: List) => present(values).length,
  'count-rows': (values: List) => values.length,
  'count-null': (values: List) => values.length - present(values).length,
  'count-distinct': countDistinct,
  sum: sumOf,
  'sum-int': sumInts,
  mean: meanOf,
  minimum: (values: List) => extremeOf(values, -1),
  maximum: (values: List) => extremeOf(values, 1),
  ...moments,
  'first-by': (values: List, keys: List) => byKey(values, keys, 1),
  'last-by': (values: List, keys: List) => byKey(values, keys, -1),
  mode: modeOf,
  'mode-float': (values: Floats) => modeOf(values.filter((value) => !Number.isNaN(value))),
  'count-if': (tests: Tests) => tests.filter((test) => test === true).length,
  'sum-if': (values: Floats, tests: Tests) => sumOf(where(values, tests)),
  'mean-if': (values: Floats, tests: Tests) => meanOf(where(values, tests)),
  any: (tests: Tests) => (present(tests).length === 0 ? null : tests.includes(true)),
  all: (tests: Tests) => (present(tests).length === 0 ? null : !tests.includes(false)),
  'string-join': stringJoin,
  ...paired,
  'value-at-maximum': valueAtMaximum,
}
