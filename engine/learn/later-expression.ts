import type { Expr } from '../relation/expression.ts'
import { forLaterRows } from '../relation/functions/for-later-rows.ts'

/** What an expression is for rows that nothing was learned from: of each `for-later-rows` its second argument. Shares what does not change. */
export function laterExpression(expr: Expr): Expr {
  if (expr.kind !== 'call') return expr
  if (expr.fn === forLaterRows.id && expr.args[1]) return laterExpression(expr.args[1])
  const args = expr.args.map(laterExpression)
  return args.every((arg, at) => arg === expr.args[at]) ? expr : { ...expr, args }
}
