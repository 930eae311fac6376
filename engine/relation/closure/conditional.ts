import { equality } from './compare.ts'
import type { Closure, LazyFunction } from './row-function.ts'

const nothing: Closure = () => null

/** The arguments from a position on, two by two. */
function pairs(args: readonly Closure[], from: number): readonly (readonly [Closure, Closure])[] {
  const found: (readonly [Closure, Closure])[] = []
  for (let at = from; at + 1 < args.length; at += 2) found.push([args[at] ?? nothing, args[at + 1] ?? nothing])
  return found
}

const choice: LazyFunction = ([test = nothing, then = nothing, other = nothing]) => {
  return (row) => (test(row) === true ? then(row) : other(row))
}

const ifs: LazyFunction = (args) => {
  const cases = pairs(args, 0)
  return (row) => {
    for (const [test, value] of cases) if (test(row) === true) return value(row)
    return null
  }
}

/** The value comes first, then the default, then the cases with their values. */
const switchCase: LazyFunction = (args, { types }) => {
  const [input = nothing, other = nothing] = args
  const cases = pairs(args, 2)
  const equal = equality(types[0] ?? 'int')
  return (row) => {
    const value = input(row)
    if (value === null) return other(row)
    for (const [match, result] of cases) {
      const candidate = match(row)
      if (candidate !== null && equal(value, candidate)) return result(row)
    }
    return other(row)
  }
}

const choose: LazyFunction = ([index = nothing, ...values]) => {
  return (row) => {
    const position = index(row)
    return typeof position === 'number' && position >= 1 ? (values[position - 1]?.(row) ?? null) : null
  }
}

const rowsNow: LazyFunction = ([now = nothing]) => now

export const lazyConditional: Readonly<Record<string, LazyFunction>> = {
  if: choice,
  ifs,
  switch: switchCase,
  choose,
  'for-later-rows': rowsNow,
}
