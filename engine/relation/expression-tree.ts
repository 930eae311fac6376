import type { Expr } from './expression.ts'

/** The direct parts of an expression. */
function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'column':
    case 'literal':
      return []
    case 'call':
      return expr.args
    case 'window':
      return [...expr.args, ...expr.partitionBy, ...expr.orderBy.map((key) => key.expr)]
  }
}

/** The same expression with every column reference replaced. Shares what does not change. */
export function mapColumns(expr: Expr, replace: (name: string) => Expr): Expr {
  switch (expr.kind) {
    case 'column':
      return replace(expr.name)
    case 'literal':
      return expr
    case 'call':
      return expr.args.length === 0 ? expr : { ...expr, args: expr.args.map((arg) => mapColumns(arg, replace)) }
    case 'window':
      return {
        ...expr,
        args: expr.args.map((arg) => mapColumns(arg, replace)),
        partitionBy: expr.partitionBy.map((part) => mapColumns(part, replace)),
        orderBy: expr.orderBy.map((key) => ({ ...key, expr: mapColumns(key.expr, replace) })),
      }
  }
}

/** Names of the columns that an expression reads. */
export function columnsOf(expr: Expr, into: Set<string> = new Set()): Set<string> {
  if (expr.kind === 'column') into.add(expr.name)
  else for (const child of childrenOf(expr)) columnsOf(child, into)
  return into
}

/** Whether the expression or a part of it is such. */
export function someExpr(expr: Expr, test: (part: Expr) => boolean): boolean {
  return test(expr) || childrenOf(expr).some((part) => someExpr(part, test))
}

/** Whether the value depends on other rows than its own. */
export const hasWindow = (expr: Expr): boolean => someExpr(expr, (part) => part.kind === 'window')
