import { comparison, equality } from './compare.ts'
import type { Comparison } from './compare.ts'
import { within } from './int.ts'
import type { Int } from './int.ts'
import type { CallInfo, MadeFunction, RowFunction } from './row-function.ts'
import { meanOf } from './list-function.ts'
import { medianOf } from './moments.ts'
import { splitText } from './text-search.ts'
import { elementType, isList } from '../types.ts'
import type { Value } from '../types.ts'

type List = readonly Value[]

const farPosition = 2_000_000_000

function element(list: List, index: Int): Value {
  if (typeof index === 'bigint' || index === 0) return null
  return list.at(index > 0 ? index - 1 : index) ?? null
}

function slice(list: List, start: Int, count: Int): List | null {
  if (start < 1 || count < 0) return null
  const from = within(farPosition, start) - 1
  return list.slice(from, from + within(farPosition, count))
}

function sum(list: List): number | null {
  let total: number | null = null
  for (const value of list) if (typeof value === 'number') total = total === null ? value : total + value
  return total
}

function zip(a: readonly (string | null)[], b: readonly (string | null)[], separator: string): List {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, at) => {
    const [first = null, second = null] = [a[at], b[at]]
    return first === null || second === null ? null : `${first}${separator}${second}`
  })
}

export const list: Readonly<Record<string, RowFunction>> = {
  'list-length': (values: List) => values.length,
  'list-element': element,
  'list-join': (values: List, separator: string) => values.filter((value) => value !== null).join(separator),
  'list-reverse': (values: List) => values.toReversed(),
  'list-sum': sum,
  'list-slice': slice,
  'list-of': (...values: List) => values,
  'list-concat': (a: List, b: List) => [...a, ...b],
  'list-zip': zip,
  'list-median': medianOf,
  'list-mean': meanOf,
  'list-int-to-float': (values: List) => values.map((value) => (value === null ? null : Number(value))),
  'list-int-to-text': (values: List) => values.map((value) => (value === null ? null : String(value))),
  split: splitText,
}

const elementsOf = ({ types: [type = 'list<int>'] }: CallInfo) => (isList(type) ? elementType(type) : type)

/** Ascending, nulls last. */
function sorted(values: List, compare: Comparison): List {
  return values.toSorted((a, b) => (a === null || b === null ? (a === b ? 0 : a === null ? 1 : -1) : compare(a, b)))
}

function indexing(answer: (index: number) => Value): MadeFunction {
  return (call) => {
    const equal = equality(elementsOf(call))
    return (values: List, item: Value) => answer(values.findIndex((value) => value !== null && equal(value, item)))
  }
}

function extreme(sign: 1 | -1): MadeFunction {
  return (call) => {
    const compare = comparison(elementsOf(call))
    return (values: List) =>
      values.reduce<Value>((best, value) => (value !== null && (best === null || sign * compare(value, best) > 0) ? value : best), null)
  }
}

export const madeList: Readonly<Record<string, MadeFunction>> = {
  'list-contains': indexing((index) => index >= 0),
  'list-position': indexing((index) => (index < 0 ? null : index + 1)),
  'list-sort': (call) => {
    const compare = comparison(elementsOf(call))
    return (values: List) => sorted(values, compare)
  },
  'list-distinct': (call) => {
    const compare = comparison(elementsOf(call))
    return (values: List) => {
      const present = sorted(
        values.filter((value) => value !== null),
        compare,
      )
      return present.filter((value, at) => at === 0 || compare(value, present[at - 1] ?? null) !== 0)
    }
  },
  'list-min': extreme(-1),
  'list-max': extreme(1),
}
