import type { LazyFunction, RowFunction } from './row-function.ts'
import type { Value } from '../types.ts'

/** AND and OR in three-valued logic: `winner` decides at once, else null does. */
function connective(winner: boolean): LazyFunction {
  return (args) => (row) => {
    let result: Value = !winner
    for (const arg of args) {
      const value = arg(row)
      if (value === winner) return winner
      if (value === null) result = null
    }
    return result
  }
}

export const lazyLogic: Readonly<Record<string, LazyFunction>> = { and: connective(false), or: connective(true) }

export const logic: Readonly<Record<string, RowFunction>> = {
  not: (a: boolean) => !a,
  xor: (a: boolean, b: boolean) => a !== b,
  'is-true': (a: boolean | null) => a === true,
}
