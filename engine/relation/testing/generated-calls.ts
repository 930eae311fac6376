import fc from 'fast-check'

import type { FunctionSpec, TypePattern } from '../function-spec.ts'
import { argumentAt } from '../match-signature.ts'
import { scalarTypes } from '../types.ts'
import type { DataType, ScalarType, Value } from '../types.ts'
import type { CallGroup } from './duckdb-calls.ts'
import { hostileValue } from './hostile-values.ts'
import { constantAt } from './literal-expr.ts'
import { vectorCases } from './vector-cases.ts'

interface Shape {
  readonly types: readonly DataType[]
  readonly constants: readonly (Value | undefined)[]
}

/** The sets of constants that the recorded calls use. */
function recordedConstants(spec: FunctionSpec): readonly (readonly (Value | undefined)[])[] {
  return (vectorCases().get(spec) ?? []).map(({ args }) => args.map((value, at) => (constantAt(spec, at) ? value : undefined)))
}

function variableTypes(spec: FunctionSpec): fc.Arbitrary<DataType> {
  const scalars = scalarTypes.filter((type) => spec.noFloat !== true || type !== 'float')
  const lists: readonly DataType[] = spec.lists === true ? ['list<text>', 'list<float>'] : []
  return fc.constantFrom<DataType>(...scalars, ...lists)
}

function substitute(pattern: TypePattern, found: { readonly T: DataType; readonly U: DataType }): DataType {
  if (pattern === 'T' || pattern === 'U') return found[pattern]
  const variable = /^list<([TU])>$/.exec(pattern)?.[1]
  if (variable === undefined) return pattern as DataType
  return `list<${found[variable as 'T' | 'U'] as ScalarType}>`
}

function argumentCount(spec: FunctionSpec): fc.Arbitrary<number> {
  const { variadicFrom, group = 1 } = spec
  if (variadicFrom === undefined) return fc.constant(spec.args.length)
  return fc.integer({ min: 1, max: 3 }).map((groups) => variadicFrom + group * groups)
}

/** Types of the arguments; where floats are declared, ints are given now and then to row functions. */
function shapes(spec: FunctionSpec): fc.Arbitrary<Shape> {
  const constants = fc.constantFrom(...recordedConstants(spec))
  return fc
    .tuple(argumentCount(spec), variableTypes(spec), variableTypes(spec), constants, fc.integer({ min: 0, max: 15 }))
    .map(([count, T, U, recorded, widened]): Shape => {
      const types = Array.from({ length: count }, (_, at): DataType => {
        const pattern = argumentAt(spec, at)?.type ?? 'int'
        const asInt = spec.kind === 'row' && pattern === 'float' && !constantAt(spec, at) && widened < 3 && (widened >> at) % 2 === 1
        return asInt ? 'int' : substitute(pattern, { T, U })
      })
      return { types, constants: types.map((_, at) => (constantAt(spec, at) ? (recorded[at] ?? null) : undefined)) }
    })
}

function argumentValue(
  spec: FunctionSpec,
  type: DataType,
  value: (type: DataType) => fc.Arbitrary<Value>,
): (rows: number) => fc.Arbitrary<Value> {
  return (rows) => (spec.kind === 'row' ? value(type) : fc.array(value(type), { minLength: rows, maxLength: rows }))
}

/** What a value of a type could have to do with another argument: equal to it, a piece of its text, an element of its list. */
function relative(type: DataType, other: { readonly type: DataType; readonly value: Value }, pick: number): Value | undefined {
  if (type === 'text' && typeof other.value === 'string') {
    const points = [...other.value]
    const from = pick % (points.length + 1)
    return points.slice(from, from + (Math.floor(pick / 8) % 4)).join('')
  }
  if (other.type === type) return other.value
  return other.type === `list<${type}>` && Array.isArray(other.value) ? (other.value as readonly Value[])[pick % 5] : undefined
}

/** Relates about half of the arguments to the one before, as unrelated texts and values hardly ever meet. */
function related(args: readonly Value[], types: readonly (DataType | undefined)[], picks: readonly number[]): readonly Value[] {
  return args.map((value, at) => {
    const pick = picks[at] ?? 0
    const type = types[at]
    const near = at === 0 ? args.length - 1 : at - 1
    const otherType = types[near]
    if (pick % 2 === 0 || type === undefined || otherType === undefined || near === at) return value
    return relative(type, { type: otherType, value: args[near] ?? null }, pick) ?? value
  })
}

/** Groups of calls of a function: all of a group share types and constants. */
export function generatedCalls(
  spec: FunctionSpec,
  options: { readonly calls: number; readonly value?: (type: DataType) => fc.Arbitrary<Value> },
): fc.Arbitrary<CallGroup> {
  const value = options.value ?? hostileValue
  return shapes(spec).chain(({ types, constants }) => {
    const call = (rows: number) =>
      fc.tuple(
        ...types.map((type, at) =>
          constants[at] === undefined ? argumentValue(spec, type, value)(rows) : fc.constant(constants[at] ?? null),
        ),
      )
    const picks = fc.array(fc.nat(63), { minLength: types.length, maxLength: types.length })
    const free = types.map((type, at) => (constants[at] === undefined ? type : undefined))
    const one =
      spec.kind === 'row'
        ? fc.tuple(call(1), picks).map(([args, chosen]) => related(args, free, chosen))
        : fc.integer({ min: 1, max: 8 }).chain(call)
    return fc
      .array(one, { minLength: options.calls, maxLength: options.calls })
      .map((calls): CallGroup => ({ spec, types, constants, returns: 'int', calls }))
  })
}
