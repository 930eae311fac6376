// Expr -> a JavaScript function of a row, for scoring without a database. Everything that can be looked up is looked up here, once.

import type { Expr } from '../expression.ts'
import { argumentAt } from '../match-signature.ts'
import { resolveExpression } from '../resolve-expression.ts'
import { notAllowed } from '../signature-problem.ts'
import type { TypedCall, TypedExpr } from '../typed-expression.ts'
import type { Column, Value } from '../types.ts'
import { keyedHash } from '../functions/keyed-hash.ts'
import { callPropagating } from './call-propagating.ts'
import { keyedHashWith, noKeys, type HashKeys } from './keyed-hash.ts'
import { RowError } from './row-function.ts'
import type { CallInfo, Closure, RowFunction } from './row-function.ts'
import { lazyFunctions, madeFunctions, plainFunctions } from './row-functions.ts'

/**
 * Compiles a row-wise expression; the rows it is given have their values in the order of the columns. The closure throws a RowError where a
 * strict function meets what it cannot read. Throws an ExpressionError when the expression means nothing or holds a window. `keys`: those
 * that hashes of the expression name.
 */
export function compileClosure(expr: Expr, columns: readonly Column[], keys: HashKeys = noKeys): Closure {
  return compileTyped(resolveExpression(expr, columns), keys)
}

/** The same for an expression that is resolved already. */
export function compileTyped(expr: TypedExpr, keys: HashKeys): Closure {
  switch (expr.kind) {
    case 'column': {
      const { index } = expr
      return (row) => row[index] ?? null
    }
    case 'literal': {
      const { value } = expr
      return () => value
    }
    case 'call':
      return compileCall(expr, keys)
    case 'window':
      throw notAllowed(expr.spec, [])
  }
}

function compileCall(call: TypedCall, keys: HashKeys): Closure {
  const { spec, args } = call
  const isConstant = args.map((_, at) => argumentAt(spec, at)?.const === true)
  const info: CallInfo = {
    types: args.map((arg) => arg.type),
    returns: call.type,
    constants: args.map((arg, at) => (isConstant[at] === true && arg.kind === 'literal' ? arg.value : undefined)),
  }
  const given = args.filter((_, at) => isConstant[at] !== true)
  const closures = given.map((arg) => compileTyped(arg, keys))
  if (spec === keyedHash) return callPropagating(keyedHashWith(keys, info.constants[1]), closures)
  const closure = lazyFunctions[spec.id]?.(closures, info) ?? callEagerly(call, closures, info)
  return given.every((arg) => arg.kind === 'literal') ? folded(closure) : closure
}

function callEagerly({ spec }: TypedCall, closures: readonly Closure[], info: CallInfo): Closure {
  const fn: RowFunction | undefined = plainFunctions[spec.id] ?? madeFunctions[spec.id]?.(info)
  if (fn === undefined) throw new Error(`no closure for ${spec.id}`)
  return spec.nulls === 'propagate' ? callPropagating(fn, closures) : callWithNulls(fn, closures)
}

function callWithNulls(fn: RowFunction, closures: readonly Closure[]): Closure {
  const call = fn as (...args: readonly Value[]) => Value
  const [first, second] = closures
  if (first !== undefined && closures.length === 1) return (row) => call(first(row))
  if (first !== undefined && second !== undefined && closures.length === 2) return (row) => call(first(row), second(row))
  return (row) => call(...closures.map((closure) => closure(row)))
}

/** A call of constants is computed once, unless it stops the run. */
function folded(closure: Closure): Closure {
  try {
    const value = closure([])
    return () => value
  } catch (error) {
    if (error instanceof RowError) return closure
    throw error
  }
}
