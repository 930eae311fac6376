import type { Expr } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import type { ArgumentType } from '../match-signature.ts'
import { chooseOverload } from './overloads.ts'
import { converted } from './typed.ts'

type TypeOf = (expr: Expr) => ArgumentType | undefined

const implicitCalls: ReadonlySet<string> = new Set(['int-to-float', 'date-to-timestamp', 'timestamp-to-date'])

/** What a person would type for this argument when the conversion goes without saying, or undefined when there is none to leave out. */
function withoutConversion(arg: Expr): Expr | undefined {
  if (arg.kind === 'call' && implicitCalls.has(arg.fn)) return arg.args[0]
  if (arg.kind === 'literal' && arg.type === 'float' && Number.isSafeInteger(arg.value)) return { ...arg, type: 'int' }
  return undefined
}

/** Whether the checker reads these arguments back as the given ones. */
function readsBack(
  specs: readonly FunctionSpec[],
  spec: FunctionSpec,
  given: readonly Expr[],
  short: readonly Expr[],
  typeOf: TypeOf,
): boolean {
  const types = short.map(typeOf)
  if (!types.every((type) => type !== undefined)) return false
  const chosen = chooseOverload(specs, types)
  if (!chosen.ok || chosen.spec !== spec) return false
  return short.every((expr, index) => {
    const original = given[index]
    const type = types[index]
    const param = chosen.params[index]
    if (original === undefined || type === undefined || param === undefined || expr === original) return true
    return JSON.stringify(converted({ span: { from: 0, to: 0 }, type, expr }, param)) === JSON.stringify(original)
  })
}

/** The arguments of a call with the conversions left out that the checker would put in again. */
export function withoutImplied(specs: readonly FunctionSpec[], spec: FunctionSpec, args: readonly Expr[], typeOf: TypeOf): readonly Expr[] {
  let short = args
  for (let index = args.length - 1; index >= 0; index -= 1) {
    const arg = args[index]
    const bare = arg === undefined ? undefined : withoutConversion(arg)
    if (bare === undefined) continue
    const shorter = short.map((expr, at) => (at === index ? bare : expr))
    if (readsBack(specs, spec, args, shorter, typeOf)) short = shorter
  }
  return short
}
