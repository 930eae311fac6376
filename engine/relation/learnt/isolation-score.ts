import type { IsolationForest, IsolationTree } from './learnt-rows.ts'

function cutsOf(tree: IsolationTree, row: ArrayLike<number>): number {
  let node = tree
  while (typeof node !== 'number') node = (row[node[0]] ?? 0) < node[1] ? node[2] : node[3]
  return node
}

/** How easily a row is set apart: near 1 for odd ones, at 0.5 and below for common ones. */
export function isolationScore({ trees, usual }: IsolationForest, row: ArrayLike<number>): number {
  const mean = trees.reduce<number>((sum, tree) => sum + cutsOf(tree, row), 0) / trees.length
  return usual === 0 ? 0.5 : 2 ** (-mean / usual)
}
