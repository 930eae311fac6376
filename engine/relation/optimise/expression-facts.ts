import type { Expr } from '../expression.ts'
import { someExpr } from '../expression-tree.ts'

/** Whether it can stop a run: such an expression has to be computed for just the rows that it was written for. */
export const canRaise = (expr: Expr) => someExpr(expr, (part) => part.kind === 'call' && part.fn.endsWith('-strict'))

/** The tests that have to be true together. */
export function conjuncts(test: Expr): readonly Expr[] {
  return test.kind === 'call' && test.fn === 'and' ? test.args.flatMap(conjuncts) : [test]
}

/** One test of several; undefined for none. */
export function allOf(tests: readonly Expr[]): Expr | undefined {
  return tests.length > 1 ? { kind: 'call', fn: 'and', args: tests } : tests[0]
}

/** How often an expression reads each column. */
export function readCounts(exprs: readonly Expr[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const expr of exprs)
    someExpr(expr, (part) => {
      if (part.kind === 'column') counts.set(part.name, (counts.get(part.name) ?? 0) + 1)
      return false
    })
  return counts
}
