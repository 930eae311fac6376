import { call, column, literal, type Expr } from '../../engine/relation/expression.ts'

/** How many of these columns are missing in a row. */
export function missingCells(names: readonly string[]): Expr {
  return names
    .map((name) => call('bool-to-int', call('is-null', column(name))))
    .reduce((sum, one) => call('add-int', sum, one), literal('int', 0))
}
