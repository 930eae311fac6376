import type { Expr } from '../expression.ts'
import { someExpr } from '../expression-tree.ts'
import { functionSpec } from '../functions/catalogue.ts'
import type { Relation } from '../relation.ts'
import { inputsOf } from '../relation-inputs.ts'
import { parentsFirst } from '../relation-order.ts'

/**
 * The parts of a relation whose order of rows somebody sees: the root's, where `rootOrdered`, and what follows from it. What lies below an
 * aggregate, a sort that is not needed or the right side of a semi join may come in any order, which spares the engine sorts and counts.
 */
export function orderedParts(root: Relation, rootOrdered: boolean): ReadonlySet<Relation> {
  const ordered = new Set<Relation>()
  if (rootOrdered) ordered.add(root)
  for (const relation of parentsFirst(root)) {
    for (const input of inputsOf(relation)) if (seesOrder(relation, input, ordered.has(relation))) ordered.add(input)
  }
  return ordered
}

function seesOrder(relation: Relation, input: Relation, ordered: boolean): boolean {
  switch (relation.op) {
    case 'aggregate':
      return false
    case 'limit':
    case 'number':
    case 'sample':
      return true
    case 'distinct':
      // Rows equal in all columns are the same whichever is kept.
      return ordered || (relation.on.length > 0 && relation.on.length < relation.columns.length)
    case 'join':
      if (relation.nearest && input === relation.right) return true
      return (relation.how === 'semi' || relation.how === 'anti') && input !== relation.left ? false : ordered
    case 'project':
      return ordered || relation.exprs.some((item) => hasOrderedWindow(item.expr))
    case 'filter':
      return ordered || hasOrderedWindow(relation.test)
    default:
      return ordered
  }
}

/** Windows whose value depends on which of two rows with equal keys comes first. */
function hasOrderedWindow(expr: Expr): boolean {
  return someExpr(expr, (part) => part.kind === 'window' && functionSpec(part.fn).duckdb.includes('{o}'))
}
