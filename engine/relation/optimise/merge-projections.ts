import type { Expr, NamedExpr } from '../expression.ts'
import { hasWindow, mapColumns } from '../expression-tree.ts'
import type { ProjectRelation, Relation } from '../relation.ts'
import { isIdentity } from './drop-marks.ts'
import { canRaise, readCounts } from './expression-facts.ts'
import { rewriteParts, sharedParts } from './sharing.ts'

/** One projection of two that follow each other, as long as nothing is computed twice by it. */
export function mergeProjections(root: Relation): Relation {
  const shared = sharedParts(root)
  return rewriteParts(root, (part, before) => {
    if (part.op !== 'project' || before.op !== 'project') return part
    const merged = part.input.op === 'project' && !shared.has(before.input) ? merge(part, part.input) : part
    return isIdentity(merged) && merged !== root ? merged.input : merged
  })
}

function merge(outer: ProjectRelation, inner: ProjectRelation): ProjectRelation {
  const below = new Map(inner.exprs.map((item) => [item.name, item.expr]))
  const reads = readCounts(outer.exprs.map((item) => item.expr))
  const onlyPicks = outer.exprs.every(({ expr }) => expr.kind === 'column')
  const fits = ([name, expr]: readonly [string, Expr]) => {
    if (!reads.has(name) || expr.kind === 'column') return true
    if (onlyPicks) return (reads.get(name) ?? 0) === 1
    // A null has no type of its own: written into a call, it could change which function is meant.
    if (expr.kind === 'literal') return expr.value !== null
    return (reads.get(name) ?? 0) === 1 && !hasWindow(expr) && !canRaise(expr)
  }
  if (![...below].every(fits)) return outer
  const exprs = outer.exprs.map(({ name, expr }): NamedExpr => ({
    name,
    expr: mapColumns(expr, (column) => below.get(column) ?? { kind: 'column', name: column }),
  }))
  return { ...outer, exprs, input: inner.input }
}
