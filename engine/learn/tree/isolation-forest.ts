import { randomFrom, type Random } from '../random.ts'

/** A leaf: how many cuts lead there, and as many as its rows would still need. A cut: the column, the place; smaller values go to the first side. */
export type IsolationTree = number | readonly [column: number, at: number, below: IsolationTree, rest: IsolationTree]

export interface IsolationForest {
  readonly trees: readonly IsolationTree[]
  /** The cuts that a row needs on average among as many rows as each tree has seen. */
  readonly usual: number
}

const eulerGamma = 0.577_215_664_901_532_9

/** Average number of cuts until one of `count` rows is alone (Liu, Ting and Zhou 2008, equation 1). */
export function usualCuts(count: number): number {
  if (count <= 1) return 0
  return count === 2 ? 1 : 2 * (Math.log(count - 1) + eulerGamma) - (2 * (count - 1)) / count
}

function grow(rows: readonly Float64Array[], depth: number, most: number, random: Random): IsolationTree {
  if (depth >= most || rows.length <= 1) return depth + usualCuts(rows.length)
  const width = rows[0]?.length ?? 0
  // A column in which these rows do not differ cannot be cut: another is drawn.
  const open = Array.from({ length: width }, (_, at) => at).flatMap((at) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const row of rows) {
      low = Math.min(low, row[at] ?? low)
      high = Math.max(high, row[at] ?? high)
    }
    return low < high ? [{ at, low, high }] : []
  })
  const column = open[open.length === 0 ? 0 : random.below(open.length)]
  if (column === undefined) return depth + usualCuts(rows.length)
  const place = column.low + random.next() * (column.high - column.low)
  // A place on the lowest value would leave one side empty.
  const cut = place > column.low ? place : column.high
  const below = rows.filter((row) => (row[column.at] ?? 0) < cut)
  const rest = rows.filter((row) => (row[column.at] ?? 0) >= cut)
  return [column.at, cut, grow(below, depth + 1, most, random), grow(rest, depth + 1, most, random)]
}

/** Grows trees, each on rows drawn without replacement. Rows are complete and finite. */
export function growForest(
  rows: readonly Float64Array[],
  options: { readonly trees: number; readonly rows: number; readonly seed: number },
): IsolationForest {
  const random = randomFrom(options.seed)
  const size = Math.min(options.rows, rows.length)
  const most = Math.ceil(Math.log2(Math.max(2, size)))
  const trees = Array.from({ length: options.trees }, () => {
    const order = Int32Array.from(rows, (_, at) => at)
    const drawn: Float64Array[] = []
    for (let at = 0; at < size; at++) {
      const other = at + random.below(rows.length - at)
      const taken = order[other] ?? 0
      order[other] = order[at] ?? 0
      const row = rows[taken]
      if (row) drawn.push(row)
    }
    return grow(drawn, 0, most, random)
  })
  return { trees, usual: usualCuts(size) }
}

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
