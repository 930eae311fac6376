import { checkConstants } from '../constants/check-constants.ts'
import { call } from '../expression.ts'
import type { Expr } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import { literalValue } from '../literal-value.ts'
import { argumentAt } from '../match-signature.ts'
import type { DataType } from '../types.ts'
import { argumentName } from './argument-names.ts'
import { constantRequired, twoKinds, wrongType } from './call-problems.ts'
import { chooseOverload, isOpenType } from './overloads.ts'
import type { Overload } from './overloads.ts'
import { problem } from './problem.ts'
import type { Sentence, Span } from './problem.ts'
import { kindsAllowed, measureColumn } from './scope.ts'
import type { Scope } from './scope.ts'
import { converted, isKnown, nullExpr, unknownAt } from './typed.ts'
import type { Typed } from './typed.ts'

/** How a function is called here: under which name or sign, and where. */
export interface Use {
  readonly label: Sentence
  readonly span: Span
}

/** Applies one of these functions, which all take this number of arguments: chooses by types, converts, checks constants. Reports what is wrong. */
export function apply(specs: readonly FunctionSpec[], args: readonly Typed[], use: Use, scope: Scope): Typed {
  const known = args.filter(isKnown)
  if (known.length < args.length) return resultAnyway(specs, use)
  const chosen = chooseOverload(
    specs,
    known.map((arg) => arg.type),
  )
  if (!chosen.ok) {
    const wrong = args[chosen.at]
    if (wrong !== undefined) {
      const bound = chosen.variable && chosen.expected.every((pattern) => pattern !== 'T' && pattern !== 'U')
      scope.problems.push((bound ? twoKinds : wrongType)(use.label, wrong, chosen.expected))
    }
    return resultAnyway(specs, use)
  }
  const exprs = args.map((arg, index) => converted(arg, chosen.params[index] ?? 'int'))
  if (!constantsAreRight(chosen.spec, { args, exprs }, use, scope)) return resultAnyway([chosen.spec], use)
  if (chosen.open && chosen.spec.kind === 'row') return openResult(chosen, args, use)
  return result(chosen, exprs, use, scope)
}

/** When something is wrong with the arguments the type of the result is often certain all the same, and spares problems further out. */
function resultAnyway(specs: readonly FunctionSpec[], use: Use): Typed {
  const returns = new Set(specs.map((spec) => spec.returns))
  const [only] = returns
  if (returns.size !== 1 || only === undefined || isOpenType(only)) return unknownAt(use.span)
  return { ...unknownAt(use.span), type: only as DataType }
}

function constantsAreRight(
  spec: FunctionSpec,
  given: { readonly args: readonly Typed[]; readonly exprs: readonly Expr[] },
  use: Use,
  scope: Scope,
): boolean {
  const constants = given.exprs.map((expr, index) => {
    const declared = argumentAt(spec, index)
    if (declared?.const !== true) return undefined
    if (expr.kind === 'literal' && expr.value !== null) return literalValue(expr.type, expr.value)
    const arg = given.args[index]
    if (arg !== undefined) scope.problems.push(constantRequired(use.label, arg, argumentName(spec, declared)))
    return null
  })
  if (constants.includes(null)) return false
  const refused = checkConstants(spec.id, constants)
  if (refused === undefined) return true
  const { en, fr } = refused.reason
  scope.problems.push(problem('bad-constant', given.args[refused.at]?.span ?? use.span, en, fr))
  return false
}

/** Only nulls decide the type of the result, so what stands around it does. */
function openResult(chosen: Overload, args: readonly Typed[], use: Use): Typed {
  const { spec, params } = chosen
  const isVariable = (index: number): boolean => argumentAt(spec, index)?.type === spec.returns
  // An item of a missing list is missing.
  if (!args.some((_, index) => isVariable(index))) return { span: use.span, type: 'null', expr: nullExpr('int'), as: nullExpr }
  const as = (type: DataType): Expr =>
    call(spec.id, ...args.map((arg, index) => converted(arg, isVariable(index) ? type : (params[index] ?? 'int'))))
  return { span: use.span, type: 'null', expr: as('int'), as }
}

function result(chosen: Overload, exprs: readonly Expr[], use: Use, scope: Scope): Typed {
  const { spec, returns } = chosen
  const typed = (expr: Expr): Typed => ({ span: use.span, type: returns, expr })
  if (spec.kind === 'row') return typed(call(spec.id, ...exprs))
  if (scope.allow === 'aggregate' && kindsAllowed(scope).includes('aggregate')) {
    return typed({ kind: 'column', name: measureColumn(scope, spec.id, exprs) })
  }
  if (scope.around.orderBy.length === 0 && spec.duckdb.includes('{o}')) {
    const { en, fr } = use.label
    scope.problems.push(problem('not-allowed-here', use.span, `${en} needs an order of the rows.`, `${fr} a besoin d’un ordre des lignes.`))
  }
  return typed({ kind: 'window', fn: spec.id, args: exprs, ...scope.around })
}
