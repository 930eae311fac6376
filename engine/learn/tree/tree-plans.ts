import type { Arena } from '../boost/arena.ts'
import type { AskedBytes } from './asked-bytes.ts'
import { rulerBytes, writeRuler } from './ruler.ts'
import type { WalkableTrees } from './walk-rows.ts'

/** Trees as a kernel reads them (engine/kernels/assembly/walk.ts, small-trees.ts). */
export interface TreePlan {
  readonly kernel: 'scoreRows' | 'scoreSmallTrees'
  readonly starts: Uint32Array
  readonly nodes: Uint32Array
  /** By node the number of its leaf, or how many leaves the largest tree has. */
  readonly leaves: Uint32Array | number
  readonly values: ArrayLike<number>
  /** Rows whose bytes lie in the cache together, and the room for them. */
  readonly together: number
  readonly room: number
}

/** Leaves that a byte tells apart, and how many nodes are asked of a row, all of a tree, in the time of one step of a walk. */
const mostLeaves = 256
const nodesOfStep = 20

/** The plan of the kernel that is faster. Null where a row has more bytes than a node can name. */
export function treePlan(trees: WalkableTrees, asked: AskedBytes): TreePlan | null {
  const levels = levelsOf(trees)
  const inner = trees.starts.map((start, tree) => ((trees.starts[tree + 1] ?? trees.nodes) - start - 1) / 2)
  const sum = (list: ArrayLike<number>) => Array.from(list).reduce((all, one) => all + one, 0)
  const largest = inner.reduce((most, count) => Math.max(most, count), 0) + 1
  if (largest <= mostLeaves && sum(inner) <= nodesOfStep * sum(levels)) return smallTreesPlan(trees, asked, { inner: sum(inner), largest })
  return asked.bytes.length < 65_536 ? walkPlan(trees, asked, levels) : null
}

/** Of each tree: below its root. */
function levelsOf({ starts, nodes, feature, left }: WalkableTrees): Uint32Array {
  const depth = new Uint32Array(nodes)
  const levels = new Uint32Array(starts.length)
  starts.forEach((start, tree) => {
    for (let node = start; node < (starts[tree + 1] ?? nodes); node++) {
      levels[tree] = Math.max(levels[tree]!, depth[node]!)
      if (feature(node) >= 0) for (const child of [left(node), left(node) + 1]) depth[child] = depth[node]! + 1
    }
  })
  return levels
}

function walkPlan(trees: WalkableTrees, { bytes, rule }: AskedBytes, levels: Uint32Array): TreePlan {
  const nodes = new Uint32Array(trees.nodes * 2)
  const leaves = new Uint32Array(trees.nodes)
  for (let node = 0; node < trees.nodes; node++) {
    if (trees.feature(node) < 0) {
      nodes.set([255 << 16, node * 8], node * 2)
      leaves[node] = trees.leaf(node)
      continue
    }
    const { byte, most, set } = rule(node)
    nodes.set([byte | (most << 16) | (set < 0 ? 0 : 1 << 24), trees.left(node) * 8], node * 2)
    if (set >= 0) leaves[node] = set
  }
  const starts = Uint32Array.from(trees.starts.flatMap((start, tree) => [start * 8, levels[tree]!]))
  const together = 2_048
  return { kernel: 'scoreRows', starts, nodes, leaves, values: trees.values, together, room: together * Math.max(1, bytes.length) }
}

const lanes = 64
const nodeWords = 4

/** `inner`: nodes that are no leaves; `largest`: leaves of the largest tree. */
function smallTreesPlan(
  trees: WalkableTrees,
  { bytes, rule }: AskedBytes,
  { inner, largest }: { readonly inner: number; readonly largest: number },
): TreePlan {
  const { starts, width } = trees
  const together = 512
  const nodes = new Uint32Array(inner * nodeWords)
  const values = new Float64Array((inner + starts.length) * width)
  const about = new Uint32Array(starts.length * 3)
  // Where what a node found stands, leaves and then others, in rows of `lanes` bytes.
  const places = new Uint32Array(trees.nodes)
  let [nodeAt, valueAt] = [0, 0]
  starts.forEach((start, tree) => {
    const [firstNode, firstValue] = [nodeAt, valueAt]
    for (let node = (starts[tree + 1] ?? trees.nodes) - 1; node >= start; node--) {
      if (trees.feature(node) < 0) {
        for (let k = 0; k < width; k++) values[valueAt * width + k] = trees.values[trees.leaf(node) * width + k]!
        places[node] = valueAt++ - firstValue
        continue
      }
      const { byte, most, set } = rule(node)
      const left = trees.left(node)
      const children = (places[left]! * lanes) | ((places[left + 1]! * lanes) << 16)
      nodes.set([byte * together, children, set + 1, (most - 128) & 255], nodeAt * nodeWords)
      places[node] = largest + nodeAt++ - firstNode
    }
    about.set([firstNode * nodeWords * 4, nodeAt * nodeWords * 4, firstValue * width], tree * 3)
  })
  const room = largest * 2 * lanes + together * Math.max(1, bytes.length)
  return { kernel: 'scoreSmallTrees', starts: about, nodes, leaves: largest, values, together, room }
}

interface Planned {
  readonly trees: WalkableTrees
  readonly asked: AskedBytes
  readonly plan: TreePlan
}

/** Takes the room for all that the kernels read of the trees. */
export function placeTrees(arena: Arena, { asked, plan }: Planned) {
  return {
    plan: arena.take(64),
    bytes: arena.take(asked.bytes.length * 12),
    starts: arena.take(plan.starts.byteLength),
    nodes: arena.take(plan.nodes.byteLength),
    leaves: typeof plan.leaves === 'number' ? plan.leaves : arena.take(plan.leaves.byteLength),
    values: arena.take(plan.values.length * 8),
    sets: asked.sets.length > 0 ? arena.take(asked.sets.length) : 0,
    rulers: asked.limits.map(() => arena.take(rulerBytes)),
  }
}

/** Writes it. `columns`: the addresses of the values of the columns that are asked for. */
export function writeTrees(
  buffer: ArrayBufferLike,
  at: ReturnType<typeof placeTrees>,
  { trees, asked, plan, columns }: Planned & { readonly columns: readonly { readonly at: number }[] },
): void {
  const words = new Uint32Array(buffer)
  const addresses = [at.bytes, at.starts, at.nodes, at.leaves, at.values, at.sets]
  words.set([asked.bytes.length, trees.starts.length, trees.width, trees.outputs, ...addresses], at.plan / 4)
  asked.bytes.forEach(([column, shift], byte) => {
    const again = asked.bytes[byte - 1]?.[0] === column
    words.set([again ? 0 : columns[column]!.at, at.rulers[column]!, shift], at.bytes / 4 + byte * 3)
  })
  words.set(plan.starts, at.starts / 4)
  words.set(plan.nodes, at.nodes / 4)
  if (typeof plan.leaves !== 'number') words.set(plan.leaves, at.leaves / 4)
  new Float64Array(buffer, at.values, plan.values.length).set(plan.values)
  asked.limits.forEach((limits, column) => writeRuler(buffer, at.rulers[column]!, limits))
  if (at.sets > 0) new Uint8Array(buffer, at.sets).set(asked.sets)
}
