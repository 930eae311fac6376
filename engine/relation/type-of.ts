import type { Expr } from './expression.ts'
import type { FunctionSpec } from './function-spec.ts'
import { resolveAggregate, resolveExpression } from './resolve-expression.ts'
import type { Column, DataType } from './types.ts'

/** The type of an expression over these columns. Throws an ExpressionError when it means nothing. */
export function typeOf(expr: Expr, columns: readonly Column[]): DataType {
  return resolveExpression(expr, columns).type
}

/** The type that an aggregate gives over rows with these columns. Throws an ExpressionError as typeOf does. */
export function typeOfAggregate(spec: FunctionSpec, args: readonly Expr[], columns: readonly Column[]): DataType {
  return resolveAggregate(spec, args, columns).type
}
