import type { Expr } from '../expression.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import type { ArgumentType } from '../match-signature.ts'
import type { Column, DataType } from '../types.ts'
import { chooseOverload, isOpenType } from './overloads.ts'

/** Finds the type of expressions as far as they show it; columns that are not given have none. */
export function visibleTypes(columns: readonly Column[]): (expr: Expr) => ArgumentType | undefined {
  const found = new Map<Expr, ArgumentType | undefined>()
  const byName = new Map(columns.map((column) => [column.name, column.type]))

  function ofCall(fn: string, args: readonly Expr[]): ArgumentType | undefined {
    const spec = functionCatalogue.get(fn)
    if (spec === undefined) return undefined
    if (!isOpenType(spec.returns)) return spec.returns as DataType
    const types = args.map(typeOf)
    if (!types.every((type) => type !== undefined)) return undefined
    const chosen = chooseOverload([spec], types)
    if (!chosen.ok) return undefined
    return chosen.open ? 'null' : chosen.returns
  }

  function compute(expr: Expr): ArgumentType | undefined {
    if (expr.kind === 'column') return byName.get(expr.name)
    if (expr.kind === 'literal') return expr.value === null ? 'null' : expr.type
    return ofCall(expr.fn, expr.args)
  }

  function typeOf(expr: Expr): ArgumentType | undefined {
    if (!found.has(expr)) found.set(expr, compute(expr))
    return found.get(expr)
  }

  return typeOf
}
