import type { Crew, Task } from '../../kernels/crew.ts'
import type { Arena } from './arena.ts'
import { blockBytes, blockWidth, type BinnedRows } from './binned-rows.ts'

export interface GrowthSettings {
  /** Most leaves of a tree; levels below the root. */
  readonly leaves: number
  readonly depth: number
  /** Fewest rows of a leaf, as its share of the hessian tells; smallest sum of hessians. */
  readonly leastRows: number
  readonly leastHessian: number
  /** What makes leaves small: the gradient that counts for nothing, and what is added to the hessian. */
  readonly l1: number
  readonly l2: number
  /** A split has to gain more than this. */
  readonly leastGain: number
  /** Some column may only raise, or only lower, the answer. */
  readonly bounded: boolean
}

/** What one of the whole numbers in a pair is worth. */
export interface Units {
  readonly gradient: number
  readonly hessian: number
}

/** A tree over bins, node by node; children come after their parent. */
export interface GrownTree {
  /** -1 for a leaf. */
  readonly feature: number[]
  readonly lastBin: number[]
  /** 1: missing values go left; 2: a set of bins goes left. */
  readonly missingLeft: number[]
  /** By node: the bins that go left, 256 bits. */
  readonly sets: Map<number, Uint8Array>
  readonly left: number[]
  readonly right: number[]
  readonly gain: number[]
  readonly leaves: readonly GrownLeaf[]
}

export interface GrownLeaf {
  readonly node: number
  /** Its rows: places in the index. */
  readonly from: number
  readonly count: number
  readonly gradient: number
  readonly hessian: number
  /** Levels were put together on the way here: added to L2. */
  readonly caution: number
  /** The answer may not leave these bounds. */
  readonly low: number
  readonly high: number
}

interface Leaf extends GrownLeaf {
  readonly depth: number
  /** The place of its histogram. */
  readonly slot: number
  split?: Split
}

interface Bounds {
  readonly low: number
  readonly high: number
}

interface Division {
  readonly split: Split
  readonly slot: number
  readonly tree: GrownTree
  readonly units: Units
}

interface Split {
  readonly gain: number
  readonly gradient: number
  readonly hessian: number
  readonly feature: number
  readonly bin: number
  readonly missingLeft: number
  readonly set?: Uint8Array
}

/** What LightGBM adds to L2 where levels are put together; as the kernel does. */
const caution = 10
const leavesAlone = 4
/** Fewer rows are not worth waking anybody. */
const fewRows = 8_192
const gatherBytes = 256 * 24
/** What is found, a set of bins, and room to order levels. */
const foundBytes = 2_560
const setAt = 40
/** Kinds of features, as the kernel knows them: numbers, those that may only raise or only lower the answer, categories. */
export const kinds = { number: 0, raising: 1, lowering: 2, category: 3 } as const

/** Room for growing trees of so many leaves, and the growing itself: always the leaf that gains most is split next (leaf-wise). */
export class LeafwiseGrower {
  /** Addresses: a packed pair for each row, the numbers of the rows that a tree learns from. */
  readonly pairs: number
  readonly index: number
  private readonly binned: BinnedRows
  private readonly settings: GrowthSettings
  private readonly room: number
  private readonly histograms: readonly number[]
  private readonly parts: readonly { readonly histogram: number; readonly gather: number }[]
  private readonly found: number
  /** Figures of the two leaves that are searched, and of the loss. */
  private readonly figures: number
  private readonly setRoom: number
  private readonly bytes: number

  constructor(arena: Arena, binned: BinnedRows, settings: GrowthSettings, workers: number) {
    this.binned = binned
    this.settings = settings
    this.bytes = binned.blocks * blockBytes
    this.pairs = arena.take(binned.rows * 4 + 16)
    this.index = arena.take(binned.rows * 4)
    this.room = arena.take(binned.rows * 4)
    this.histograms = Array.from({ length: settings.leaves }, () => arena.take(this.bytes))
    this.parts = Array.from({ length: workers }, () => ({ histogram: arena.take(this.bytes), gather: arena.take(gatherBytes) }))
    this.found = arena.take(2 * workers * foundBytes)
    this.figures = arena.take(3 * 64)
    this.setRoom = arena.take(32)
  }

  /** Grows a tree from the first `count` rows of the index. `inOrder`: they are the first rows of the table, none left out. */
  grow(crew: Crew, units: Units, { count, inOrder }: { readonly count: number; readonly inOrder: boolean }): GrownTree {
    const tree: GrownTree = {
      feature: [-1],
      lastBin: [0],
      missingLeft: [0],
      sets: new Map(),
      left: [0],
      right: [0],
      gain: [0],
      leaves: [],
    }
    this.sum(crew, { from: 0, count, slot: 0 }, inOrder)
    const free = { caution: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
    const root: Leaf = { node: 0, from: 0, count, depth: 0, slot: 0, ...free, ...this.total(crew) }
    this.search(crew, [root], units)
    const leaves: Leaf[] = [root]
    while (leaves.length < this.settings.leaves) {
      const at = mostGain(leaves)
      const leaf = leaves[at]
      if (leaf?.split === undefined) break
      const [left, right] = this.divide(crew, leaf, { split: leaf.split, slot: leaves.length, tree, units })
      this.search(crew, [left, right], units)
      leaves[at] = left
      leaves.push(right)
    }
    return { ...tree, leaves }
  }

  /** Sums up the pairs of rows into the histogram of a slot. */
  private sum(crew: Crew, { from, count, slot }: Pick<Leaf, 'from' | 'count' | 'slot'>, inOrder: boolean): void {
    const { binned, pairs, index, histograms } = this
    const target = histograms[slot] ?? 0
    const parts = count < fewRows ? 1 : crew.size
    const each = Math.ceil(count / parts)
    const sums = this.parts.slice(0, parts).map(({ histogram, gather }, part) => ({ to: part === 0 ? target : histogram, gather }))
    crew.run(sums.map(({ to }): Task => ['clearPairs', to, this.bytes / 8]))
    // One block after the other: what is summed up then fits the first cache of each worker.
    for (let block = 0; block < binned.blocks; block++)
      crew.run(
        sums.map(({ to, gather }, part): Task => {
          const [first, last] = [Math.min(count, part * each), Math.min(count, (part + 1) * each)]
          const at = to + block * blockBytes
          return inOrder
            ? ['sumRange', binned.block(block), pairs, first, last, at]
            : ['sumRows', binned.block(block), pairs, index + (from + first) * 4, last - first, at, gather]
        }),
      )
    for (const { to } of sums.slice(1)) crew.run([['addPairs', target, to, this.bytes / 8]])
  }

  /** The sums of all rows of the root, as any feature's bins give them. */
  private total(crew: Crew): { gradient: number; hessian: number } {
    const pairs = new BigInt64Array(crew.memory.buffer, this.histograms[0] ?? 0, 256)
    let [gradient, hessian] = [0, 0]
    for (const pair of pairs) {
      gradient += Number(pair >> 32n)
      hessian += Number(pair & 0xffff_ffffn)
    }
    return { gradient, hessian }
  }

  /** Finds the best split of each leaf and notes it there. */
  private search(crew: Crew, leaves: readonly Leaf[], units: Units): void {
    const { depth, leastRows, leastHessian, l1, l2, leastGain, bounded } = this.settings
    const open = leaves.filter((leaf) => leaf.depth < depth && leaf.count >= 2 * leastRows)
    const { features, used } = this.binned
    const parts = features < blockWidth ? 1 : crew.size
    const each = Math.ceil(features / parts)
    const numbers = new Float64Array(crew.memory.buffer)
    const whole = new Int32Array(crew.memory.buffer)
    const rules = this.figures + 128
    numbers.set([units.gradient, units.hessian, l1, l2, leastHessian / units.hessian, leastRows, bounded ? 1 : 0], rules / 8)
    const tasks = open.flatMap((leaf, at) => {
      const figures = this.figures + at * 64
      numbers.set([leaf.gradient, leaf.hessian, leaf.count, leaf.low, leaf.high], figures / 8)
      return Array.from({ length: parts }, (_, part): Task => {
        const out = this.found + (at * parts + part) * foundBytes
        numbers[out / 8] = Math.max(leastGain, 1e-12)
        whole[out / 4 + 6] = -1
        const [from, to] = [Math.min(features, part * each), Math.min(features, (part + 1) * each)]
        return ['findSplit', this.histograms[leaf.slot] ?? 0, used, this.binned.kinds, from, to, figures, rules, out]
      })
    })
    crew.run(tasks)
    open.forEach((leaf, at) => {
      for (let part = 0; part < parts; part++) {
        const out = this.found + (at * parts + part) * foundBytes
        const [gain = 0, gradient = 0, hessian = 0] = numbers.subarray(out / 8, out / 8 + 3)
        const [feature = -1, bin = 0, missingLeft = 0] = whole.subarray(out / 4 + 6, out / 4 + 9)
        if (feature < 0 || gain <= (leaf.split?.gain ?? 0)) continue
        leaf.split = { gain, gradient, hessian, feature, bin, missingLeft }
        if (missingLeft === 2) leaf.split = { ...leaf.split, set: new Uint8Array(crew.memory.buffer, out + setAt, 32).slice() }
      }
    })
  }

  /** Splits the rows of a leaf; the smaller half is summed up, the other one is what is left of the leaf's sums. */
  private divide(crew: Crew, leaf: Leaf, { split, slot, tree, units }: Division): readonly [Leaf, Leaf] {
    const count = this.partition(crew, leaf, split)
    const node = tree.feature.length
    tree.feature[leaf.node] = split.feature
    tree.lastBin[leaf.node] = split.bin
    tree.gain[leaf.node] = split.gain
    tree.left[leaf.node] = node
    tree.right[leaf.node] = node + 1
    const smallIsLeft = count * 2 <= leaf.count
    const settled = split.set !== undefined || this.sawMissing(crew, leaf.slot, split.feature)
    tree.missingLeft[leaf.node] = settled ? split.missingLeft : smallIsLeft ? 0 : 1
    if (split.set) tree.sets.set(leaf.node, split.set)
    const together = split.set !== undefined && this.usedBins(crew, split.feature) > leavesAlone ? caution : 0
    const bounds = this.boundsOf(crew, leaf, { split, units, together })
    for (const list of [tree.lastBin, tree.missingLeft, tree.left, tree.right, tree.gain]) list.push(0, 0)
    tree.feature.push(-1, -1)
    const half = (isLeft: boolean): Leaf => ({
      node: isLeft ? node : node + 1,
      from: isLeft ? leaf.from : leaf.from + count,
      count: isLeft ? count : leaf.count - count,
      gradient: isLeft ? split.gradient : leaf.gradient - split.gradient,
      hessian: isLeft ? split.hessian : leaf.hessian - split.hessian,
      caution: together,
      ...bounds[isLeft ? 0 : 1],
      depth: leaf.depth + 1,
      slot: isLeft === smallIsLeft ? slot : leaf.slot,
    })
    const halves = [half(true), half(false)] as const
    this.sum(crew, halves[smallIsLeft ? 0 : 1], false)
    crew.run([['takePairs', this.histograms[leaf.slot] ?? 0, this.histograms[slot] ?? 0, this.bytes / 8]])
    return halves
  }

  /** The answer of a side, within its bounds. */
  answer(side: Pick<GrownLeaf, 'gradient' | 'hessian' | 'caution' | 'low' | 'high'>, units: Units): number {
    const { l1, l2 } = this.settings
    const gradient = side.gradient * units.gradient
    const size = Math.max(0, Math.abs(gradient) - l1)
    const free = (-Math.sign(gradient) * size) / (side.hessian * units.hessian + l2 + side.caution || 1)
    return Math.max(side.low, Math.min(side.high, free))
  }

  /** Bounds of both sides: where the column may only raise or only lower the answer, they part halfway between the two answers. */
  private boundsOf(
    crew: Crew,
    { gradient, hessian, low, high }: Leaf,
    { split, units, together }: { readonly split: Split; readonly units: Units; readonly together: number },
  ): readonly [Bounds, Bounds] {
    const kind = new Uint8Array(crew.memory.buffer)[this.binned.kinds + split.feature]
    if (kind !== kinds.raising && kind !== kinds.lowering)
      return [
        { low, high },
        { low, high },
      ]
    const side = { caution: together, low, high }
    const left = this.answer({ gradient: split.gradient, hessian: split.hessian, ...side }, units)
    const right = this.answer({ gradient: gradient - split.gradient, hessian: hessian - split.hessian, ...side }, units)
    const middle = (left + right) / 2
    const below = { low, high: Math.min(high, middle) }
    const above = { low: Math.max(low, middle), high }
    return kind === kinds.raising ? [below, above] : [above, below]
  }

  private usedBins(crew: Crew, feature: number): number {
    return new Uint8Array(crew.memory.buffer)[this.binned.used + feature] ?? 0
  }

  private sawMissing(crew: Crew, slot: number, feature: number): boolean {
    const [pair] = new BigInt64Array(crew.memory.buffer, (this.histograms[slot] ?? 0) + feature * 2048 + 255 * 8, 1)
    return pair !== 0n
  }

  private partition(crew: Crew, { from, count }: Leaf, { feature, bin, missingLeft, set }: Split): number {
    const parts = count < 2 * fewRows ? 1 : crew.size
    const each = Math.ceil(count / parts)
    const starts = Array.from({ length: parts }, (_, part) => from + Math.min(count, part * each))
    const column = this.binned.column(feature)
    if (set) new Uint8Array(crew.memory.buffer, this.setRoom, 32).set(set)
    const lefts = crew.run(
      starts.map((start, part): Task => {
        const size = (starts[part + 1] ?? from + count) - start
        const rows = [column, this.index + start * 4, size, this.room + start * 4]
        return set ? ['splitRowsBySet', ...rows, this.setRoom] : ['splitRows', ...rows, bin, missingLeft]
      }),
    )
    return this.gatherLeft(crew, { from, count, starts, lefts })
  }

  /** Brings the left rows of all parts together, then the right ones. */
  private gatherLeft(
    crew: Crew,
    { from, count, starts, lefts }: { from: number; count: number; starts: readonly number[]; lefts: readonly number[] },
  ): number {
    const index = new Uint32Array(crew.memory.buffer, this.index, from + count)
    const room = new Uint32Array(crew.memory.buffer, this.room, count)
    let total = lefts[0] ?? 0
    for (let part = 1; part < starts.length; part++) {
      const start = starts[part] ?? 0
      const left = lefts[part] ?? 0
      const middle = from + total
      const right = start - middle
      room.set(index.subarray(middle, start))
      index.copyWithin(middle, start, start + left)
      index.set(room.subarray(0, right), middle + left)
      total += left
    }
    return total
  }
}

function mostGain(leaves: readonly Leaf[]): number {
  let best = 0
  leaves.forEach((leaf, at) => {
    if ((leaf.split?.gain ?? 0) > (leaves[best]?.split?.gain ?? 0)) best = at
  })
  return best
}
