import { equality } from './compare.ts'
import type { LazyFunction, MadeFunction, RowFunction } from './row-function.ts'
import { isBlank } from './text/blank.ts'
import type { Value } from '../types.ts'

export const nullness: Readonly<Record<string, RowFunction>> = {
  'is-null': (a: Value) => a === null,
  'is-not-null': (a: Value) => a !== null,
  'is-blank': (a: string | null) => a === null || isBlank(a),
  'blank-to-null': (a: string) => (isBlank(a) ? null : a),
}

export const madeNullness: Readonly<Record<string, MadeFunction>> = {
  'null-if': ({ types }) => {
    const equal = equality(types[0] ?? 'int')
    return (a: Value, b: Value) => (a !== null && b !== null && equal(a, b) ? null : a)
  },
}

const coalesce: LazyFunction = (args) => (row) => {
  for (const arg of args) {
    const value = arg(row)
    if (value !== null) return value
  }
  return null
}

export const lazyNullness: Readonly<Record<string, LazyFunction>> = { coalesce }
