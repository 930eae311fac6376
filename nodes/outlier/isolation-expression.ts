import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import type { IsolationForest, IsolationTree } from '../../engine/relation/learnt/learnt-rows.ts'

/** A cut whose both sides need as many cuts tells nothing: half of all cuts are such. */
function withoutIdle(tree: IsolationTree): IsolationTree {
  if (typeof tree === 'number') return tree
  const [column, at, ...sides] = tree
  const [below, rest] = [withoutIdle(sides[0]), withoutIdle(sides[1])]
  return below === rest && typeof below === 'number' ? below : [column, at, below, rest]
}

/** A column of complete rows. */
export interface CutColumn {
  readonly value: Expr
  /** It holds whole numbers. */
  readonly whole: boolean
}

function cutsExpr(tree: IsolationTree, values: readonly CutColumn[]): Expr {
  if (typeof tree === 'number') return literal('float', tree)
  const [column, at, below, rest] = tree
  const { value, whole } = values[column] ?? { value: literal('float', null), whole: false }
  // Whole numbers below a place are those below the next whole number: they need not be made floats at every cut.
  const next = Math.ceil(at)
  const least = whole && Number.isSafeInteger(next) ? literal('int', next) : literal('float', at)
  return call('if', call('less', value, least), cutsExpr(below, values), cutsExpr(rest, values))
}

/** A sum of halves, so that many trees do not nest deeply. */
function sumOf(parts: readonly Expr[]): Expr {
  const [only = literal('float', 0)] = parts
  if (parts.length <= 1) return only
  const half = Math.ceil(parts.length / 2)
  return call('add', sumOf(parts.slice(0, half)), sumOf(parts.slice(half)))
}

/** The score as an expression of complete rows; works row by row on any engine. */
export function isolationExpr({ trees, usual }: IsolationForest, values: readonly CutColumn[]): Expr {
  if (usual === 0) return literal('float', 0.5)
  const cuts = sumOf(trees.map((tree) => cutsExpr(withoutIdle(tree), values)))
  return call('power', literal('float', 2), call('divide', cuts, literal('float', -usual * trees.length)))
}
