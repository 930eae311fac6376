import type { Expr, SortKey } from '../../engine/relation/expression.ts'
import { column } from '../../engine/relation/expression.ts'

/** A window or aggregate function over the rows that are equal in the columns `within`, in an order; rows that tie stay in table order. */
export function windowOver(fn: string, args: readonly Expr[], within: readonly string[] = [], orderBy: readonly SortKey[] = []): Expr {
  return { kind: 'window', fn, args, partitionBy: within.map((name) => column(name)), orderBy }
}
