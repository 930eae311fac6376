import type { OnnxScope } from './onnx-cell.ts'
import { forRows } from './onnx-matrix.ts'
import { numbersTensor, type OnnxAttributes } from './onnx-model.ts'
import type { PlainModel, PlainTree } from './plain-model.ts'

type PlainTrees = PlainModel & { readonly kind: 'trees' }

/**
 * The scores of trees for the rows of a matrix of doubles, [rows, outputs]. The ensemble of ONNX gives the number of the leaf that a row reaches in each
 * tree: its own sums are in single precision, and the version that has double ones is read by few programs. Limits are doubles, as here.
 */
export function onnxTrees(scope: OnnxScope, { trees, start, divisor }: PlainTrees, matrix: string): string {
  const { graph, calc } = scope
  const groups = Map.groupBy(trees, ({ output }) => output)
  const base = [...start]
  const sums = Array.from(groups, ([output, members]) => {
    const grown: PlainTree[] = []
    for (const { tree } of members) {
      // A tree that asks nothing is a number, which not every reader takes for a tree.
      if (tree.feature.length > 1) grown.push(tree)
      else tree.value[0]!.forEach((value, place) => (base[output ?? place]! += value))
    }
    return { output, sum: grown.length === 0 ? null : leafSums(scope, grown, matrix) }
  })
  const shared = sums.find(({ output }) => output === null)
  const own = start.map((_, place) => sums.find(({ output }) => output === place)?.sum ?? null)
  const given = shared ? shared.sum : ownSums(scope, own)
  const first = graph.constant(numbersTensor('double', base, [1, base.length]))
  const scores = given === null ? forRows(scope, first, matrix) : calc.add(given, first)
  return divisor === 1 ? scores : calc.divide(scores, divisor)
}

/** Columns beside each other, 0 where there is none; null when there are none at all. */
function ownSums({ graph, calc }: OnnxScope, columns: readonly (string | null)[]): string | null {
  const some = columns.find((column) => column !== null)
  if (some === undefined || some === null) return null
  const zero = calc.multiply(some, 0)
  return graph.node(
    'Concat',
    columns.map((column) => column ?? zero),
    { axis: { kind: 'int', value: 1 } },
  )
}

/** The sums over trees of what their leaves say, [rows, width]. */
function leafSums({ graph }: OnnxScope, trees: readonly PlainTree[], matrix: string): string {
  const offsets: number[] = []
  const answers: (readonly number[])[] = []
  const nodes = trees.flatMap((tree, at) => {
    offsets.push(answers.length)
    tree.value.forEach((value, node) => {
      if (tree.feature[node]! < 0) answers.push(value)
    })
    return treeNodes(tree, at)
  })
  const [reached] = graph.nodes('TreeEnsembleRegressor', [matrix], { domain: 'ai.onnx.ml', attributes: ensemble(nodes, trees.length) })
  const places = graph.node('Add', [
    graph.node('Cast', [reached!], { to: { kind: 'int', value: 7 } }),
    graph.constant(numbersTensor('int64', offsets, [1, trees.length])),
  ])
  const table = graph.constant(numbersTensor('double', answers.flat(), [answers.length, answers[0]!.length]))
  return graph.node('ReduceSum', [graph.node('Gather', [table, places]), graph.constant(numbersTensor('int64', [1]))], {
    keepdims: { kind: 'int', value: 0 },
  })
}

interface EnsembleNode {
  readonly tree: number
  readonly id: number
  readonly mode: 'BRANCH_LEQ' | 'BRANCH_EQ' | 'LEAF'
  readonly feature: number
  /** The limit, or the number of a leaf among those of its tree. */
  readonly value: number
  readonly yes: number
  readonly no: number
  readonly missingYes: boolean
}

function treeNodes(tree: PlainTree, at: number): EnsembleNode[] {
  let leaves = 0
  let more = tree.feature.length
  return tree.feature.flatMap((feature, id): EnsembleNode[] => {
    if (feature < 0) return [{ tree: at, id, mode: 'LEAF', feature: 0, value: leaves++, yes: 0, no: 0, missingYes: false }]
    const [yes, no, missingYes] = [tree.left[id]!, tree.right[id]!, tree.missingLeft[id]!]
    const asks = { tree: at, feature, yes, missingYes }
    const levels = tree.levels[id]
    // Beyond the last limit of a column lies every value, even an infinite one; places of levels are never negative.
    const limit = tree.threshold[id] === Number.MAX_VALUE ? Number.POSITIVE_INFINITY : tree.threshold[id]!
    if (!levels?.length) return [{ ...asks, id, mode: 'BRANCH_LEQ', value: levels ? -1 : limit, no }]
    // One question for each level of the set, as every version of ONNX can ask it.
    const ids = levels.map((_, step) => (step === 0 ? id : more++))
    return levels.map((value, step) => ({ ...asks, id: ids[step]!, mode: 'BRANCH_EQ', value, no: ids[step + 1] ?? no }))
  })
}

function ensemble(nodes: readonly EnsembleNode[], trees: number): OnnxAttributes {
  const ints = (of: (node: EnsembleNode) => number, list = nodes) => ({ kind: 'ints', value: list.map(of) }) as const
  const doubles = (values: readonly number[]) => ({ kind: 'tensor', value: numbersTensor('double', values) }) as const
  const leaves = nodes.filter(({ mode }) => mode === 'LEAF')
  return {
    n_targets: { kind: 'int', value: trees },
    nodes_treeids: ints(({ tree }) => tree),
    nodes_nodeids: ints(({ id }) => id),
    nodes_featureids: ints(({ feature }) => feature),
    nodes_modes: { kind: 'strings', value: nodes.map(({ mode }) => mode) },
    nodes_values_as_tensor: doubles(nodes.map(({ mode, value }) => (mode === 'LEAF' ? 0 : value))),
    nodes_truenodeids: ints(({ yes }) => yes),
    nodes_falsenodeids: ints(({ no }) => no),
    nodes_missing_value_tracks_true: ints(({ missingYes }) => Number(missingYes)),
    target_treeids: ints(({ tree }) => tree, leaves),
    target_nodeids: ints(({ id }) => id, leaves),
    target_ids: ints(({ tree }) => tree, leaves),
    target_weights_as_tensor: doubles(leaves.map(({ value }) => value)),
  }
}
