import { readLearntRows, type IsolationTree, type LearntForest } from '../../relation/learnt/learnt-rows.ts'
import type { TypedCall, TypedExpr } from '../../relation/typed-expression.ts'
import { unknownFunction } from './cannot-export.ts'
import { anyMissing, type OnnxCell, type OnnxScope } from './onnx-cell.ts'
import { beside } from './onnx-matrix.ts'
import { onnxTrees } from './onnx-trees.ts'
import type { PlainTree } from './plain-model.ts'

/**
 * The first answer of a forest of cuts to a list of cells, the one place where a recipe has lists that ONNX can say. Throws LearnProblem
 * `cannot-export` for other elements of lists and other learnt rows.
 */
export function onnxLearnt(scope: OnnxScope, expr: TypedCall, cellOf: (arg: TypedExpr) => OnnxCell): OnnxCell {
  const [answers, place] = expr.args
  const [rows, point] = answers?.kind === 'call' && answers.spec.id === 'learnt' ? answers.args : []
  if (rows?.kind !== 'literal' || point?.kind !== 'call' || point.spec.id !== 'list-of') throw unknownFunction(expr.spec.id)
  const learnt = readLearntRows(String(rows.value))
  if (learnt.kind !== 'forest' || place?.kind !== 'literal' || place.value !== 1) throw unknownFunction('learnt')
  const cells = point.args.map(cellOf)
  return { type: 'float', value: forestScore(scope, learnt, cells), missing: anyUnknown(scope, cells) }
}

/** Yes where one of the numbers is missing or not finite. */
function anyUnknown(scope: OnnxScope, cells: readonly OnnxCell[]): string | null {
  const { graph } = scope
  const odd = ({ value }: OnnxCell) => ({ missing: graph.node('Or', [graph.node('IsNaN', [value]), graph.node('IsInf', [value])]) })
  return anyMissing(
    scope,
    cells.flatMap((cell) => [cell, odd(cell)]),
  )
}

/** 2 to the power of minus the mean number of cuts over the usual one. */
function forestScore(scope: OnnxScope, { trees, usual }: LearntForest, cells: readonly OnnxCell[]): string {
  const { calc } = scope
  const matrix = beside(
    scope,
    cells.map(({ value }) => value),
  )
  const plain = { kind: 'trees', answer: 'value', places: [0], start: [0], divisor: trees.length } as const
  const mean = onnxTrees(scope, { ...plain, trees: trees.map((tree) => ({ tree: plainTree(tree), output: 0 })) }, matrix)
  return usual === 0 ? calc.add(calc.multiply(mean, 0), 0.5) : calc.apply('Pow', 2, calc.divide(mean, -usual))
}

/** The cuts as nodes: below a limit is at most the double before it. */
function plainTree(root: IsolationTree): PlainTree {
  const nodes: { feature: number; threshold: number; left: number; right: number; value: readonly number[] }[] = []
  const add = (tree: IsolationTree): number => {
    const at = nodes.length
    if (typeof tree === 'number') {
      nodes.push({ feature: -1, threshold: 0, left: 0, right: 0, value: [tree] })
      return at
    }
    const [feature, limit, below, rest] = tree
    const node = { feature, threshold: doubleBefore(limit), left: 0, right: 0, value: [] }
    nodes.push(node)
    node.left = add(below)
    node.right = add(rest)
    return at
  }
  add(root)
  return {
    feature: nodes.map(({ feature }) => feature),
    threshold: nodes.map(({ threshold }) => threshold),
    levels: nodes.map(() => null),
    missingLeft: nodes.map(() => false),
    left: nodes.map(({ left }) => left),
    right: nodes.map(({ right }) => right),
    value: nodes.map(({ value }) => value),
  }
}

const bits = new DataView(new ArrayBuffer(8))

/** The largest double below a finite number. */
function doubleBefore(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? -1n : 1n))
  return bits.getFloat64(0)
}
