import type { IsolationForest, IsolationTree } from '../../relation/learnt/learnt-rows.ts'
import { breathe, type FitControl } from '../estimator.ts'
import { randomFrom, type Random } from '../random.ts'

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

/** Grows trees, each on rows drawn without replacement. Rows are complete and finite. Throws LearnProblem `cancelled`. */
export async function growIsolationForest(
  rows: readonly Float64Array[],
  options: { readonly trees: number; readonly rows: number; readonly seed: number },
  control: FitControl,
): Promise<IsolationForest> {
  const random = randomFrom(options.seed)
  const size = Math.min(options.rows, rows.length)
  const most = Math.ceil(Math.log2(Math.max(2, size)))
  const trees: IsolationTree[] = []
  for (let tree = 0; tree < options.trees; tree++) {
    await breathe(control)
    const order = Int32Array.from(rows.keys())
    const drawn: Float64Array[] = []
    for (let at = 0; at < size; at++) {
      const other = at + random.below(rows.length - at)
      const taken = order[other] ?? 0
      order[other] = order[at] ?? 0
      const row = rows[taken]
      if (row) drawn.push(row)
    }
    trees.push(grow(drawn, 0, most, random))
    control.progress((tree + 1) / options.trees)
  }
  return { trees, usual: usualCuts(size) }
}
