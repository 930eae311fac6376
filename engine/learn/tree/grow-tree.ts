import { breathe, type FitControl } from '../estimator.ts'
import type { BinnedFeature } from './bin-feature.ts'
import type { Criterion } from './criterion.ts'
import { splitFinder, type NodeRows, type Split } from './find-split.ts'

/** A tree as parallel arrays, one entry per node; node 0 is the root, children come after their parent. */
export interface TreeArrays {
  /** Column of the test, or -1 in a leaf. */
  readonly feature: readonly number[]
  /** Values up to the threshold go left. */
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** 1 where a missing value goes left. */
  readonly missingLeft: readonly number[]
  readonly rows: readonly number[]
  readonly weight: readonly number[]
  readonly impurity: readonly number[]
  /** Per node the class shares, or the mean target. */
  readonly value: readonly (readonly number[])[]
}

export interface GrowTask {
  readonly features: readonly BinnedFeature[]
  readonly targets: Float64Array
  readonly weights: Float64Array
  readonly criterion: Criterion
  readonly maxDepth: number
  readonly minLeaf: number
  readonly minSplit: number
  /** The answer of a node from its sums. */
  answer(sums: Float64Array): number[]
}

/** About a tenth of a second of work between two looks at the messages. */
const breathEvery = 8e6

/** Grows a tree depth first; the order of rows and features decides between equals, so that the same data give the same tree. */
export async function growTree(task: GrowTask, control: FitControl): Promise<TreeArrays> {
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
    missingLeft: [] as number[],
    rows: [] as number[],
    weight: [] as number[],
    impurity: [] as number[],
    value: [] as number[][],
  }
  const order = Int32Array.from(task.weights.keys()).filter((i) => task.weights[i]! > 0)
  const room = new Int32Array(order.length)
  const find = splitFinder(task.features, task.criterion, task.minLeaf)
  const waiting = [{ start: 0, end: order.length, depth: 0, parent: -1, side: 'left' as 'left' | 'right' }]
  let work = 0
  let settled = 0
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { rows, weight, squares } = gather(task, order.subarray(next.start, next.end))
    const node = tree.feature.length
    const impurity = task.criterion.impurity(rows.total, squares)
    tree.feature.push(-1)
    tree.threshold.push(0)
    tree.left.push(-1)
    tree.right.push(-1)
    tree.missingLeft.push(0)
    tree.rows.push(rows.positions.length)
    tree.weight.push(weight)
    tree.impurity.push(impurity)
    tree.value.push(task.answer(rows.total))
    if (next.parent >= 0) tree[next.side][next.parent] = node
    let best: Split | null = null
    if (next.depth < task.maxDepth && rows.positions.length >= Math.max(task.minSplit, 2 * task.minLeaf) && !isPure(rows)) {
      for (let feature = 0; feature < task.features.length; feature++) {
        const split = find(rows, feature)
        if (split && (!best || split.score > best.score)) best = split
        work += rows.positions.length
        if (work < breathEvery) continue
        work = 0
        control.progress(settled / order.length)
        await breathe(control)
      }
    }
    if (!best) {
      settled += rows.positions.length
      continue
    }
    const missingLeft = best.sawMissing ? best.missingLeft : largerLeft(task.features[best.feature]!.codes, rows.positions, best.bin)
    const cut = next.start + partition(task.features[best.feature]!, rows.positions, { bin: best.bin, missingLeft }, room)
    tree.feature[node] = best.feature
    tree.threshold[node] = best.threshold
    tree.missingLeft[node] = missingLeft ? 1 : 0
    const depth = next.depth + 1
    waiting.push({ start: cut, end: next.end, depth, parent: node, side: 'right' })
    waiting.push({ start: next.start, end: cut, depth, parent: node, side: 'left' })
  }
  return tree
}

function gather(task: GrowTask, positions: Int32Array): { rows: NodeRows; weight: number; squares: number } {
  const { kind, sums } = task.criterion
  const weights = new Float64Array(positions.length)
  const targets = new Float64Array(positions.length)
  const total = new Float64Array(sums + 1)
  let all = 0
  let squares = 0
  for (let i = 0; i < positions.length; i++) {
    const weight = task.weights[positions[i]!]!
    const target = task.targets[positions[i]!]!
    weights[i] = weight
    targets[i] = target
    all += weight
    squares += weight * target * target
    if (kind === 'classes') total[target]! += weight
    else total[1]! += weight * target
  }
  if (kind === 'squares') total[0] = all
  total[sums] = positions.length
  return { rows: { positions, weights, targets, total }, weight: all, squares }
}

function isPure({ targets }: NodeRows): boolean {
  for (let i = 1; i < targets.length; i++) if (targets[i] !== targets[0]) return false
  return true
}

/** Where no row of the node is missing, later missing values follow the larger side, as in scikit-learn. */
function largerLeft(codes: Uint8Array | Uint16Array, positions: Int32Array, bin: number): boolean {
  let left = 0
  for (const position of positions) if (codes[position]! <= bin) left++
  return left > positions.length - left
}

/** Puts the rows that go left first, keeping their order on both sides; returns how many they are. */
function partition(
  { codes, bins }: BinnedFeature,
  positions: Int32Array,
  rule: { bin: number; missingLeft: boolean },
  room: Int32Array,
): number {
  let left = 0
  let right = 0
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i]!
    const code = codes[position]!
    if (code === bins ? rule.missingLeft : code <= rule.bin) positions[left++] = position
    else room[right++] = position
  }
  positions.set(room.subarray(0, right), left)
  return left
}
