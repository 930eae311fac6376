import type { Closure, RowFunction } from './row-function.ts'
import type { Value } from '../types.ts'

type Call = (...args: readonly Value[]) => Value

/** Calls a function that never meets a null: one null argument makes the result null. One shape for each usual number of arguments. */
export function callPropagating(fn: RowFunction, closures: readonly Closure[]): Closure {
  const call = fn as Call
  const [first, second, third] = closures
  if (first === undefined) return () => call()
  if (second === undefined) return callOne(call, first)
  if (third === undefined) return callTwo(call, first, second)
  return closures.length === 3 ? callThree(call, [first, second, third]) : callMany(call, closures)
}

function callOne(call: Call, first: Closure): Closure {
  return (row) => {
    const a = first(row)
    return a === null ? null : call(a)
  }
}

function callTwo(call: Call, first: Closure, second: Closure): Closure {
  return (row) => {
    const a = first(row)
    if (a === null) return null
    const b = second(row)
    return b === null ? null : call(a, b)
  }
}

function callThree(call: Call, [first, second, third]: readonly [Closure, Closure, Closure]): Closure {
  return (row) => {
    const a = first(row)
    if (a === null) return null
    const b = second(row)
    if (b === null) return null
    const c = third(row)
    return c === null ? null : call(a, b, c)
  }
}

function callMany(call: Call, closures: readonly Closure[]): Closure {
  return (row) => {
    const args: Value[] = []
    for (const closure of closures) {
      const value = closure(row)
      if (value === null) return null
      args.push(value)
    }
    return call(...args)
  }
}
