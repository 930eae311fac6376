import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { DataType, LiteralValue, Value } from '../../engine/relation/types.ts'

/** A number made of a column: the number itself, or 1 where a text is `level`. */
export interface TreeInput {
  readonly column: string
  readonly type: DataType
  readonly level?: string
}

/** A decision tree as plain JSON. Values up to the threshold go left. */
export type TreeNode =
  | { readonly value: LiteralValue }
  | { readonly input: number; readonly threshold: number; readonly missingLeft: boolean; readonly left: TreeNode; readonly right: TreeNode }

/** The input as the learner sees it, of a value as the engine gives it; NaN where it is missing. */
export function inputNumber(input: TreeInput, value: Value): number {
  if (value === null) return Number.NaN
  return input.level === undefined ? Number(value) : Number(value === input.level)
}

/** The same as an expression, null where it is missing. */
function inputExpr({ column, type, level }: TreeInput): Expr {
  const value = columnExpr(column)
  if (level !== undefined) return call('bool-to-int', call('equal', value, literal('text', level)))
  if (type === 'bool') return call('bool-to-int', value)
  return type === 'float' ? call('nan-to-null', value) : value
}

/** The answer of a tree for each row, by nested conditions; works row by row on any engine. */
export function treeAsExpression(node: TreeNode, inputs: readonly TreeInput[], type: DataType): Expr {
  if ('value' in node) return literal(type, node.value)
  const input = inputs[node.input]
  if (!input) throw new Error(`a tree asks for input ${node.input}`)
  const [value, threshold] = [inputExpr(input), literal('float', node.threshold)]
  const left = node.missingLeft
    ? call('not', call('is-true', call('greater', value, threshold)))
    : call('is-true', call('less-or-equal', value, threshold))
  return call('if', left, treeAsExpression(node.left, inputs, type), treeAsExpression(node.right, inputs, type))
}
