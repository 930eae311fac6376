// Which types the arguments of a function take when it is given these: int widens to float, null fits everything, T and U are found.

import type { ArgumentSpec, FunctionSpec, TypePattern } from './function-spec.ts'
import { elementType, isList } from './types.ts'
import type { DataType, ScalarType } from './types.ts'

/** The type of a given argument; `null` is a null constant, which fits any type. */
export type ArgumentType = DataType | 'null'

export interface SignatureMatch {
  readonly ok: true
  /** The type that each argument is brought to. */
  readonly params: readonly DataType[]
  readonly returns: DataType
  /** How many arguments have to be widened from int to float: among functions of one name, fewer is better. */
  readonly widened: number
}

export interface SignatureMismatch {
  readonly ok: false
  readonly code: 'wrong-count' | 'wrong-type'
  /** The argument that is wrong, or how many arguments there are. */
  readonly at: number
  /** What was expected there. */
  readonly expected: TypePattern
}

/** The declaration of the argument at a position, counting repeated ones. */
export function argumentAt(spec: FunctionSpec, index: number): ArgumentSpec | undefined {
  const { args, variadicFrom, group = 1 } = spec
  if (variadicFrom === undefined || index < variadicFrom) return args[index]
  return args[variadicFrom + ((index - variadicFrom) % group)]
}

export function takesCount(spec: FunctionSpec, count: number): boolean {
  const { args, variadicFrom, group = 1 } = spec
  if (variadicFrom === undefined) return count === args.length
  return count >= variadicFrom + group && (count - variadicFrom) % group === 0
}

type Variable = 'T' | 'U'
type Bindings = Partial<Record<Variable, DataType>>

const variableOf = (pattern: TypePattern): Variable | undefined => (pattern === 'T' || pattern === 'U' ? pattern : undefined)
const listVariableOf = (pattern: TypePattern): Variable | undefined =>
  pattern === 'list<T>' ? 'T' : pattern === 'list<U>' ? 'U' : undefined

/** Binds a variable to one more type. Elements of lists cannot be widened, so `fixed` variables take int only by widening it. */
function bind(bound: Bindings, fixed: ReadonlySet<Variable>, variable: Variable, type: DataType): boolean {
  const before = bound[variable]
  if (before === undefined || before === type) {
    bound[variable] = type
    return true
  }
  if (before === 'float' && type === 'int') return true
  if (before === 'int' && type === 'float' && !fixed.has(variable)) {
    bound[variable] = type
    return true
  }
  return false
}

function bindLists(spec: FunctionSpec, given: readonly ArgumentType[], bound: Bindings): ReadonlySet<Variable> {
  const fixed = new Set<Variable>()
  for (const [index, type] of given.entries()) {
    const variable = listVariableOf(argumentAt(spec, index)?.type ?? 'int')
    if (variable === undefined || type === 'null' || !isList(type)) continue
    bound[variable] ??= elementType(type)
    fixed.add(variable)
  }
  return fixed
}

function fits(
  spec: FunctionSpec,
  pattern: TypePattern,
  type: DataType,
  bindings: { bound: Bindings; fixed: ReadonlySet<Variable> },
): boolean {
  const variable = variableOf(pattern)
  if (variable !== undefined) {
    if ((isList(type) && spec.lists !== true) || (type === 'float' && spec.noFloat === true)) return false
    return bind(bindings.bound, bindings.fixed, variable, type)
  }
  const ofList = listVariableOf(pattern)
  if (ofList !== undefined) return isList(type) && elementType(type) === bindings.bound[ofList]
  return pattern === type || (pattern === 'float' && type === 'int')
}

function substitute(pattern: TypePattern, bound: Bindings): DataType {
  const variable = variableOf(pattern)
  if (variable !== undefined) return bound[variable] ?? 'int'
  const ofList = listVariableOf(pattern)
  return ofList === undefined ? (pattern as DataType) : `list<${(bound[ofList] ?? 'int') as ScalarType}>`
}

/** Variables for which nothing but nulls is given take the type that the first of these nulls was declared with. */
function bindNulls(spec: FunctionSpec, patterns: readonly TypePattern[], found: { declared: readonly DataType[]; bound: Bindings }): void {
  const { declared, bound } = found
  const refused = spec.noFloat === true ? 'float' : undefined
  for (const [at, pattern] of patterns.entries()) {
    const type = declared[at]
    if (type === undefined || type === refused) continue
    const variable = variableOf(pattern)
    const ofList = listVariableOf(pattern)
    if (variable !== undefined && !isList(type)) bound[variable] ??= type
    if (ofList !== undefined && isList(type)) bound[ofList] ??= elementType(type)
  }
}

/**
 * Matches a function with the types it is given. `declared`: the types that null constants carry, which count where nothing else says what
 * a type variable is; int when they are not given either.
 */
export function matchSignature(
  spec: FunctionSpec,
  given: readonly ArgumentType[],
  declared: readonly DataType[] = [],
): SignatureMatch | SignatureMismatch {
  if (!takesCount(spec, given.length)) {
    return { ok: false, code: 'wrong-count', at: given.length, expected: argumentAt(spec, given.length)?.type ?? 'T' }
  }
  const bound: Bindings = {}
  const fixed = bindLists(spec, given, bound)
  const patterns = given.map((_, index) => argumentAt(spec, index)?.type ?? 'T')
  for (const [index, pattern] of patterns.entries()) {
    const type = given[index]
    if (type === undefined || type === 'null' || fits(spec, pattern, type, { bound, fixed })) continue
    return { ok: false, code: 'wrong-type', at: index, expected: expectedThere(pattern, bound) }
  }
  bindNulls(spec, patterns, { declared, bound })
  const params = patterns.map((pattern) => substitute(pattern, bound))
  const widened = params.filter((param, index) => param === 'float' && given[index] === 'int').length
  return { ok: true, params, returns: substitute(spec.returns, bound), widened }
}

function expectedThere(pattern: TypePattern, bound: Bindings): TypePattern {
  const variable = variableOf(pattern)
  return variable === undefined ? pattern : (bound[variable] ?? pattern)
}
