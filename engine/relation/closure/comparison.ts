import { comparison, equality } from './compare.ts'
import type { MadeFunction } from './row-function.ts'
import type { DataType, Value } from '../types.ts'

const typeOfFirst = (types: readonly DataType[]) => types[0] ?? 'int'

function ordered(test: (order: number) => boolean): MadeFunction {
  return ({ types }) => {
    const compare = comparison(typeOfFirst(types))
    return (a: Value, b: Value) => test(compare(a, b))
  }
}

/** `low <= x and x <= high` in three-valued logic: false wins over null. */
const between: MadeFunction = ({ types }) => {
  const compare = comparison(typeOfFirst(types))
  return (x: Value, low: Value, high: Value) => {
    const above = x === null || low === null ? null : compare(x, low) >= 0
    const below = x === null || high === null ? null : compare(x, high) <= 0
    if (above === false || below === false) return false
    return above === null || below === null ? null : true
  }
}

/** Membership in three-valued logic; `found` is the answer when a value is equal. */
function membership(found: boolean): MadeFunction {
  return ({ types }) => {
    const equal = equality(typeOfFirst(types))
    return (x: Value, ...items: readonly Value[]) => {
      if (x === null) return null
      if (items.some((item) => item !== null && equal(x, item))) return found
      return items.includes(null) ? null : !found
    }
  }
}

export const madeComparison: Readonly<Record<string, MadeFunction>> = {
  equal: ({ types }) => equality(typeOfFirst(types)),
  'not-equal': ({ types }) => {
    const equal = equality(typeOfFirst(types))
    return (a: Value, b: Value) => !equal(a, b)
  },
  less: ordered((order) => order < 0),
  'less-or-equal': ordered((order) => order <= 0),
  greater: ordered((order) => order > 0),
  'greater-or-equal': ordered((order) => order >= 0),
  'is-not-distinct': ({ types }) => {
    const equal = equality(typeOfFirst(types))
    return (a: Value, b: Value) => (a === null || b === null ? a === b : equal(a, b))
  },
  between,
  in: membership(true),
  'not-in': membership(false),
}
