import type { FunctionSpec, TypePattern } from '../function-spec.ts'
import { argumentAt, matchSignature } from '../match-signature.ts'
import type { ArgumentType, SignatureMatch, SignatureMismatch } from '../match-signature.ts'
import type { DataType } from '../types.ts'

export interface Overload {
  readonly ok: true
  readonly spec: FunctionSpec
  /** The type that each argument is brought to. */
  readonly params: readonly DataType[]
  readonly returns: DataType
  /** Result variables that nothing but nulls stood for: the result is a null of any type. */
  readonly open: boolean
}

interface NoOverload {
  readonly ok: false
  /** The argument at which the best candidate fails. */
  readonly at: number
  /** What the candidates that get so far would take there. */
  readonly expected: readonly TypePattern[]
  /** The declared type there is a variable: other arguments have decided it. */
  readonly variable: boolean
}

interface Attempt {
  readonly spec: FunctionSpec
  readonly match: SignatureMatch | SignatureMismatch
  readonly cost: number
}

/** Whether a declared type holds a variable, T or U. */
export function isOpenType(pattern: TypePattern): boolean {
  return /^(list<)?[TU]>?$/.test(pattern)
}

const isVariable = (pattern: TypePattern | undefined): boolean => pattern === 'T' || pattern === 'U'

/** Moving a date by days would lose the time of a timestamp without a word. */
function losesTime(spec: FunctionSpec): boolean {
  return spec.returns === 'date' && spec.args.some((arg) => arg.name === 'count')
}

/** A date among timestamps becomes one; a timestamp becomes its date where only the day is looked at. */
function dateAdapted(spec: FunctionSpec, given: readonly ArgumentType[], mismatch: SignatureMismatch): ArgumentType[] | undefined {
  const wrong = given[mismatch.at]
  const pattern = argumentAt(spec, mismatch.at)?.type
  if (isVariable(pattern)) {
    if (!((wrong === 'timestamp' && mismatch.expected === 'date') || (wrong === 'date' && mismatch.expected === 'timestamp')))
      return undefined
    return given.map((type, index) => (type === 'date' && argumentAt(spec, index)?.type === pattern ? 'timestamp' : type))
  }
  const widens = wrong === 'date' && mismatch.expected === 'timestamp'
  const narrows = wrong === 'timestamp' && mismatch.expected === 'date' && !losesTime(spec)
  return widens || narrows ? given.map((type, index) => (index === mismatch.at ? (mismatch.expected as DataType) : type)) : undefined
}

function attempt(spec: FunctionSpec, given: readonly ArgumentType[]): Attempt {
  let types = given
  for (let changes = 0; ; changes += 1) {
    const match = matchSignature(spec, types)
    if (match.ok) return { spec, match, cost: match.widened + 10 * changes }
    const adapted = match.code === 'wrong-type' && changes <= given.length ? dateAdapted(spec, types, match) : undefined
    if (adapted === undefined) return { spec, match, cost: Number.POSITIVE_INFINITY }
    types = adapted
  }
}

/** Nothing but nulls stands for the variable that the result depends on. */
function isOpen(spec: FunctionSpec, given: readonly ArgumentType[]): boolean {
  const decides = (index: number): boolean => {
    const pattern = argumentAt(spec, index)?.type
    return pattern === spec.returns || pattern === `list<${spec.returns}>`
  }
  return isVariable(spec.returns) && given.every((type, index) => type === 'null' || !decides(index))
}

/** The function among those of one name that takes these arguments with the fewest conversions; the first listed when several do. */
export function chooseOverload(specs: readonly FunctionSpec[], given: readonly ArgumentType[]): Overload | NoOverload {
  const attempts = specs.map((spec) => attempt(spec, given))
  let best: Attempt | undefined
  for (const one of attempts) if (one.match.ok && (best === undefined || one.cost < best.cost)) best = one
  if (best?.match.ok === true) {
    return { ok: true, spec: best.spec, params: best.match.params, returns: best.match.returns, open: isOpen(best.spec, given) }
  }
  const failures = attempts.flatMap(({ spec, match }) => (match.ok ? [] : [{ spec, match }]))
  const at = failures.reduce((furthest, { match }) => Math.max(furthest, match.at), 0)
  const furthest = failures.filter(({ match }) => match.at === at)
  return {
    ok: false,
    at,
    expected: [...new Set(furthest.map(({ match }) => match.expected))],
    variable: furthest.every(({ spec }) => isVariable(argumentAt(spec, at)?.type)),
  }
}
