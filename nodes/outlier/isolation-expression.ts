import type { IsolationForest, IsolationTree } from '../../engine/learn/tree/isolation-forest.ts'
import { call, literal, type Expr } from '../../engine/relation/expression.ts'

function cutsExpr(tree: IsolationTree, values: readonly Expr[]): Expr {
  if (typeof tree === 'number') return literal('float', tree)
  const [column, at, below, rest] = tree
  const value = values[column] ?? literal('float', null)
  return call('if', call('less', value, literal('float', at)), cutsExpr(below, values), cutsExpr(rest, values))
}

/** A sum of halves, so that many trees do not nest deeply. */
function sumOf(parts: readonly Expr[]): Expr {
  const [only = literal('float', 0)] = parts
  if (parts.length <= 1) return only
  const half = Math.ceil(parts.length / 2)
  return call('add', sumOf(parts.slice(0, half)), sumOf(parts.slice(half)))
}

/** The score as an expression of complete rows; works row by row on any engine. */
export function isolationExpr({ trees, usual }: IsolationForest, values: readonly Expr[]): Expr {
  if (usual === 0) return literal('float', 0.5)
  const cuts = sumOf(trees.map((tree) => cutsExpr(tree, values)))
  return call('power', literal('float', 2), call('divide', cuts, literal('float', -usual * trees.length)))
}
