import type { Expr } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import { argumentAt } from '../match-signature.ts'
import type { ArgumentType } from '../match-signature.ts'
import { chooseOverload, isOpenType } from './overloads.ts'
import { converted } from './typed.ts'

/** A call and all functions of its name, among which the types of the arguments choose. */
export interface NamedCall {
  readonly specs: readonly FunctionSpec[]
  readonly spec: FunctionSpec
  readonly args: readonly Expr[]
}

type TypeOf = (expr: Expr) => ArgumentType | undefined

const implicitCalls: ReadonlySet<string> = new Set(['int-to-float', 'date-to-timestamp', 'timestamp-to-date'])

/** What a person would type for this argument when the conversion goes without saying, or undefined when there is none to leave out. */
function withoutConversion(arg: Expr): Expr | undefined {
  if (arg.kind === 'call' && implicitCalls.has(arg.fn)) return arg.args[0]
  if (arg.kind === 'literal' && arg.type === 'float' && Number.isSafeInteger(arg.value)) return { ...arg, type: 'int' }
  return undefined
}

/** The type of an argument: as it shows it, or as its place says. All conversions are written out, so a declared type is the type. */
function typeHere(expr: Expr, index: number, where: { named: NamedCall; typeOf: TypeOf }): ArgumentType | undefined {
  const { named, typeOf } = where
  const shown = typeOf(expr)
  if (shown !== undefined) return shown
  const original = named.args[index]
  const left = original !== undefined && original !== expr && original.kind === 'call' ? functionCatalogue.get(original.fn) : undefined
  const declared = left === undefined ? argumentAt(named.spec, index)?.type : left.args[0]?.type
  return declared === undefined || isOpenType(declared) ? undefined : (declared as ArgumentType)
}

/** Whether the checker reads these arguments back as the given ones. */
function readsBack(named: NamedCall, short: readonly Expr[], typeOf: TypeOf): boolean {
  const { specs, spec, args } = named
  const types = short.map((expr, index) => typeHere(expr, index, { named, typeOf }))
  if (!types.every((type) => type !== undefined)) return false
  const chosen = chooseOverload(specs, types)
  if (!chosen.ok || chosen.spec !== spec) return false
  return short.every((expr, index) => {
    const original = args[index]
    const type = types[index]
    const param = chosen.params[index]
    if (original === undefined || type === undefined || param === undefined || expr === original) return true
    return JSON.stringify(converted({ span: { from: 0, to: 0 }, type, expr }, param)) === JSON.stringify(original)
  })
}

/** The arguments of a call with the conversions left out that the checker would put in again. */
export function withoutImplied(named: NamedCall, typeOf: TypeOf): readonly Expr[] {
  const { args } = named
  let short = args
  for (let index = args.length - 1; index >= 0; index -= 1) {
    const arg = args[index]
    const bare = arg === undefined ? undefined : withoutConversion(arg)
    if (bare === undefined) continue
    const shorter = short.map((expr, at) => (at === index ? bare : expr))
    if (readsBack(named, shorter, typeOf)) short = shorter
  }
  return short
}
