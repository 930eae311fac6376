import type { Crew, Task } from '../../kernels/crew.ts'
import type { Arena } from './arena.ts'
import type { BinnedRows } from './binned-rows.ts'

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

/** A tree over bins, node by node; children come after their parent, the right one just after the left one. */
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

/** Kinds of features, as the kernel knows them: numbers, those that may only raise or only lower the answer, categories. */
export const kinds = { number: 0, raising: 1, lowering: 2, category: 3 } as const

/** Words of a plan in the order of engine/kernels/assembly/growth-plan.ts; behind them is room for those that the kernel alone needs. */
const planWords = [
  'team',
  'workers',
  'areas',
  'areaBytes',
  'took',
  'features',
  'strips',
  'stripCount',
  'columns',
  'used',
  'kinds',
  'bins',
  'pairs',
  'index',
  'leftRoom',
  'rightRoom',
  'slots',
  'slotBytes',
  'lefts',
  'before',
  'found',
  'rules',
  'leaves',
  'nodes',
  'mostLeaves',
  'mostDepth',
  'rows',
  'inOrder',
  'leafCount',
  'nodeCount',
  'width',
] as const
type Plan = Record<(typeof planWords)[number], number>
const wordOf = (name: keyof Plan) => planWords.indexOf(name)

/** Sizes of what the kernel reads and writes, as it says. */
const planBytes = 256
const featureBytes = 2_048
const gatherBytes = 512 * 68
const foundBytes = 2 * 2_560
const leafBytes = 160
const nodeBytes = 64
const fewestOfChunk = 512
const teamBytes = 192
const group = 2
const deepest = 2 ** 31 - 1

/** Room for growing trees of so many leaves, and the growing itself: always the leaf that gains most is split next (leaf-wise). */
export class LeafwiseGrower {
  /** Addresses: a packed pair for each row, the numbers of the rows that a tree learns from. */
  readonly pairs: number
  readonly index: number
  /** Room for a number of 32 bits for each row and three more, twice; it is free while no tree grows. */
  readonly rooms: readonly [number, number]
  private readonly binned: BinnedRows
  private readonly settings: GrowthSettings
  private readonly at: number
  private readonly plan: Plan

  constructor(arena: Arena, binned: BinnedRows, settings: GrowthSettings, workers: number) {
    this.binned = binned
    this.settings = settings
    const { rows, features } = binned
    this.at = arena.take(planBytes)
    this.pairs = arena.take(rows * 4 + 16)
    this.index = arena.take(rows * 4)
    this.rooms = [arena.take(rows * 4 + 16), arena.take(rows * 4 + 16)]
    const slotBytes = binned.blocks * 16 * featureBytes
    const areaBytes = slotBytes + gatherBytes
    const chunks = Math.ceil(rows / fewestOfChunk) + 1
    this.plan = {
      team: arena.take(teamBytes),
      workers,
      areas: arena.take(workers * areaBytes),
      areaBytes,
      took: arena.take(workers * 4),
      features,
      strips: arena.take(binned.strips.length * 8),
      stripCount: binned.strips.length,
      columns: binned.columns,
      used: binned.used,
      kinds: binned.kinds,
      bins: binned.bins,
      pairs: this.pairs,
      index: this.index,
      leftRoom: this.rooms[0],
      rightRoom: this.rooms[1],
      slots: arena.take(settings.leaves * slotBytes),
      slotBytes,
      lefts: arena.take(chunks * 4),
      before: arena.take(chunks * 4),
      found: arena.take(Math.ceil(features / group) * foundBytes),
      rules: arena.take(64),
      leaves: arena.take(settings.leaves * leafBytes),
      nodes: arena.take(2 * settings.leaves * nodeBytes),
      mostLeaves: settings.leaves,
      mostDepth: Math.min(settings.depth, deepest),
      rows: 0,
      inOrder: 0,
      leafCount: 0,
      nodeCount: 0,
      // All threads have as many columns to sum up, two of them together (growth-plan.ts, group).
      width: 2 * Math.ceil(features / workers / 2),
    }
  }

  /** Grows a tree from the first `count` rows of the index. `inOrder`: they are the first rows of the table, none left out, and need not stand there. */
  grow(crew: Crew, units: Units, { count, inOrder }: { readonly count: number; readonly inOrder: boolean }): GrownTree {
    const { plan, settings, binned, at } = this
    const { buffer } = crew.memory
    const { leastRows, leastHessian, l1, l2, leastGain, bounded } = settings
    const rules = [
      units.gradient,
      units.hessian,
      l1,
      l2,
      leastHessian / units.hessian,
      leastRows,
      bounded ? 1 : 0,
      Math.max(leastGain, 1e-12),
    ]
    new Float64Array(buffer, plan.rules, rules.length).set(rules)
    new Uint32Array(buffer, plan.strips, plan.stripCount * 2).set(binned.strips.flatMap((strip) => [strip.at, strip.features]))
    new Int32Array(buffer, plan.team, teamBytes / 4).fill(0)
    const words = new Uint32Array(buffer, at, planWords.length)
    words.set(planWords.map((name) => plan[name]))
    words[wordOf('rows')] = count
    words[wordOf('inOrder')] = inOrder ? 1 : 0
    // The last task is taken first: whoever comes first leads.
    const help = Array.from({ length: plan.workers - 1 }, (_, worker): Task => ['helpLeafwise', at, worker + 1])
    crew.run([...help, ['growLeafwise', at]])
    return {
      ...readNodes(buffer, plan.nodes, words[wordOf('nodeCount')] ?? 0),
      leaves: readLeaves(buffer, plan.leaves, words[wordOf('leafCount')] ?? 0),
    }
  }

  /** The answer of a leaf, within its bounds. */
  answer(leaf: Pick<GrownLeaf, 'gradient' | 'hessian' | 'caution' | 'low' | 'high'>, units: Units): number {
    const { l1, l2 } = this.settings
    const gradient = leaf.gradient * units.gradient
    const size = Math.max(0, Math.abs(gradient) - l1)
    const free = (-Math.sign(gradient) * size) / (leaf.hessian * units.hessian + l2 + leaf.caution || 1)
    return Math.max(leaf.low, Math.min(leaf.high, free))
  }
}

/** Nodes as the kernel writes them (growth-plan.ts). */
function readNodes(buffer: ArrayBufferLike, at: number, count: number): Omit<GrownTree, 'leaves'> {
  const view = new DataView(buffer, at, count * nodeBytes)
  const word = (offset: number) => Array.from({ length: count }, (_, node) => view.getInt32(node * nodeBytes + offset, true))
  const missingLeft = word(8)
  const left = word(12)
  const sets = new Map<number, Uint8Array>()
  missingLeft.forEach((side, node) => side === 2 && sets.set(node, new Uint8Array(buffer, at + node * nodeBytes + 24, 32).slice()))
  return {
    feature: word(0),
    lastBin: word(4),
    missingLeft,
    sets,
    left,
    right: left.map((node) => (node === 0 ? 0 : node + 1)),
    gain: Array.from({ length: count }, (_, node) => view.getFloat64(node * nodeBytes + 16, true)),
  }
}

/** Leaves as the kernel writes them. */
function readLeaves(buffer: ArrayBufferLike, at: number, count: number): GrownLeaf[] {
  return Array.from({ length: count }, (_, leaf) => {
    const [gradient = 0, hessian = 0, rows = 0, low = 0, high = 0, caution = 0] = new Float64Array(buffer, at + leaf * leafBytes, 6)
    const [node = 0, from = 0] = new Int32Array(buffer, at + leaf * leafBytes + 48, 2)
    return { node, from, count: rows, gradient, hessian, caution, low, high }
  })
}
