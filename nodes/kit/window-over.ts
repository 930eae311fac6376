import type { Expr, SortKey, WindowFrame } from '../../engine/relation/expression.ts'
import { column } from '../../engine/relation/expression.ts'

/** A window or aggregate function over the rows that are equal in the columns `within`, in an order, which functions such as lag need. Number the rows and end with their number, so that no two tie. */
export function windowOver(fn: string, args: readonly Expr[], within: readonly string[] = [], orderBy: readonly SortKey[] = []): Expr {
  return { kind: 'window', fn, args, partitionBy: within.map((name) => column(name)), orderBy }
}

/** An aggregate over the rows of a moving frame, within the rows that are equal in the columns `within`. */
export function movingOver(
  measure: { readonly fn: string; readonly args: readonly Expr[] },
  within: readonly string[],
  orderBy: readonly SortKey[],
  frame: WindowFrame,
): Expr {
  return { kind: 'window', ...measure, partitionBy: within.map((name) => column(name)), orderBy, frame }
}
