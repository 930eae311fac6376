import { roomFrom, type Crew, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import { findLimits, mostBins } from '../boost/bin-limits.ts'
import { breathe, type FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { countText } from '../number-text.ts'
import { LearnProblem } from '../problem.ts'
import { randomFrom } from '../random.ts'
import { sampleForBins } from '../tree/bin-feature.ts'
import { fillBinnedColumns } from '../tree/binned-columns.ts'
import { triesOf, type ForestOptions } from './forest-options.ts'
import { leafMark, packRule, type PackedForest } from './packed-forest.ts'
import { placeForest, sumsOf, widthOf, type ForestPlaces, type ForestShape, type TreePlaces } from './place-forest.ts'
import { unseenScore } from './unseen-score.ts'

export interface ForestData {
  readonly x: Matrix
  /** Positions of classes, or values around 0 with their `centre` taken away. */
  readonly y: Float64Array
  readonly centre: number
  readonly weights: Float64Array
  /** 0 for a number. */
  readonly classes: number
}

export interface GrownForest {
  readonly forest: PackedForest
  /** The share of purity that each column brought, mean over the trees. */
  readonly importance: readonly number[]
  /** Accuracy, or R2, of rows judged by the trees that have not seen them; null where there are none. */
  readonly unseen: number | null
}

const criteria = { gini: 0, entropy: 1, 'squared-error': 2 } as const
/** Longest text that a model may become: V8 has none above 512 Mi letters. */
const mostText = 400e6

/** Grows the trees, one for each worker at a time. Their number changes nothing. */
export async function growForest(
  data: ForestData,
  options: ForestOptions & { readonly seed: number },
  control: FitControl,
): Promise<GrownForest> {
  const { x, classes } = data
  const random = randomFrom(options.seed)
  const sample = sampleForBins(x.rows, mostBins, random)
  const shape: ForestShape = { rows: x.rows, features: x.columns.length, classes }
  const arena = createArena(roomFrom)
  const places = placeForest(arena, shape, options)
  const crew = options.crews.open(arena.bytes)
  try {
    const limits = await findLimits(places.limits, { x, rows: sample }, crew, control)
    fillBinnedColumns(places.binned, { x, limits, order: null }, crew)
    writePlan(crew, places, { data, options, shape, limits })
    const gathered = new ForestGatherer(shape, data.centre)
    let unseen: number | null = null
    let told = 0
    for (let done = 0; done < options.trees;) {
      const some = places.trees.slice(0, options.trees - done)
      const seeds = some.map(() => Math.floor(random.next() * 2 ** 48))
      const made = growSome(crew, { places, trees: some, seeds, shape, options })
      made.forEach((nodes, at) => gathered.add(crew, some[at]!, nodes))
      done += some.length
      checkText(gathered.bytes, done, options)
      if (options.bootstrap) {
        some.forEach((tree) => vote(crew, places, tree, shape))
        if (done === options.trees || done >= told + options.trees / 50) {
          told = done
          unseen = unseenScore(crew.memory.buffer, places.unseen, { y: data.y, weights: data.weights, classes })
          if (unseen !== null) control.metric(classes > 0 ? 'out-of-bag accuracy' : 'out-of-bag R²', done, unseen)
        }
      }
      control.progress(done / options.trees)
      await breathe(control)
      if (control.enough?.()) break
    }
    return { ...gathered.made(limits), unseen }
  } finally {
    crew.close()
  }
}

interface Planned {
  readonly data: ForestData
  readonly options: ForestOptions
  readonly shape: ForestShape
  readonly limits: readonly Float64Array[]
}

function writePlan({ memory: { buffer } }: Crew, places: ForestPlaces, { data, options, shape, limits }: Planned): void {
  const { rows, features, classes } = shape
  new Float64Array(buffer, places.plan, 9).set([
    rows,
    features,
    triesOf(options.tries, features),
    options.minLeaf,
    options.minSplit,
    options.maxDepth ?? 1e9,
    criteria[options.criterion],
    sumsOf(classes),
    options.limits === 'drawn' ? 1 : 0,
  ])
  new Float64Array(buffer, places.targets, rows).set(data.y)
  new Float64Array(buffer, places.weights, rows).set(data.weights)
  // A value inside each bin: halfway between its limits; as far from the outer ones as their neighbours are.
  const middles = new Float64Array(buffer, places.middles, features * 256)
  limits.forEach((list, feature) => {
    const last = list.length
    for (let bin = 0; bin <= last; bin++) {
      const low = list[bin - 1] ?? 2 * (list[0] ?? 0) - (list[1] ?? list[0] ?? 0)
      const high = list[bin] ?? 2 * (list[last - 1] ?? 0) - (list[last - 2] ?? list[last - 1] ?? 0)
      middles[feature * 256 + bin] = low + (high - low) / 2
    }
  })
}

interface Growing {
  readonly places: ForestPlaces
  readonly trees: readonly TreePlaces[]
  readonly seeds: readonly number[]
  readonly shape: ForestShape
  readonly options: ForestOptions
}

/** Grows one tree in each of the places; gives their numbers of nodes. */
function growSome(crew: Crew, { places, trees, seeds, shape, options }: Growing): readonly number[] {
  const { rows, features, classes } = shape
  const { plan, targets, weights, middles, binned } = places
  crew.run(trees.map(({ counts, random }, at): Task => ['drawRows', counts, rows, options.bootstrap ? rows : 0, seeds[at]!, random]))
  const drawn = crew.run(trees.map(({ counts, work }): Task => ['gatherRows', counts, rows, targets, weights, classes, work]))
  for (const { gains } of trees) new Float64Array(crew.memory.buffer, gains, features).fill(0)
  return crew.run(
    trees.map(({ random, work, nodes, values, gains, room }, at): Task => {
      const own = [work, drawn[at]!, nodes, values, gains, room]
      return ['growTree', plan, binned.columns, middles, random, ...own]
    }),
  )
}

/** Answers of one tree for the rows that it has not seen. Each row belongs to one task, so sums are in the order of the trees. */
function vote(crew: Crew, { binned, unseen }: ForestPlaces, tree: TreePlaces, { rows, classes }: ForestShape): void {
  const each = Math.ceil(rows / crew.size)
  crew.run(
    Array.from({ length: crew.size }, (_, part): Task => {
      const [from, to] = [Math.min(rows, part * each), Math.min(rows, (part + 1) * each)]
      return ['voteUnseen', binned.columns, tree.counts, tree.nodes, tree.values, widthOf(classes), from, to, unseen.sums, unseen.votes]
    }),
  )
}

function checkText(bytes: number, done: number, { trees, minLeaf }: ForestOptions): void {
  if (((bytes * 4) / 3 / done) * trees <= mostText) return
  throw new LearnProblem({
    code: 'too-large',
    option: 'minLeaf',
    text: {
      en: `${countText(trees)} trees with leaves of ${countText(minLeaf)} rows make a model beyond 400 MB.`,
      fr: `${countText(trees)} arbres aux feuilles de ${countText(minLeaf)} lignes font un modèle de plus de 400 Mo.`,
    },
    action: { en: 'Ask for more rows in a leaf, or for fewer trees.', fr: 'Demandez plus de lignes par feuille, ou moins d’arbres.' },
  })
}

/** Trees taken out of the memory of kernels, packed. */
class ForestGatherer {
  private readonly shape: ForestShape
  private readonly centre: number
  private readonly starts: number[] = []
  private readonly nodes: Uint32Array[] = []
  private readonly values: Float64Array[] = []
  private readonly shares: Float64Array
  private nodeCount = 0
  private leafCount = 0

  constructor(shape: ForestShape, centre: number) {
    this.shape = shape
    this.centre = centre
    this.shares = new Float64Array(shape.features)
  }

  /** Of the packed trees. */
  get bytes(): number {
    return this.nodeCount * 8 + this.leafCount * widthOf(this.shape.classes) * 4
  }

  add({ memory: { buffer } }: Crew, places: TreePlaces, count: number): void {
    const { features, classes } = this.shape
    const raw = new Int32Array(buffer, places.nodes, count * 4)
    const nodes = new Uint32Array(count * 2)
    for (let node = 0; node < count; node++) {
      const feature = raw[4 * node]!
      const rule = raw[4 * node + 1]!
      nodes[2 * node] = feature < 0 ? packRule(leafMark, 0, false) : packRule(feature, rule & 255, rule > 255)
      nodes[2 * node + 1] = raw[4 * node + 2]! + (feature < 0 ? this.leafCount : 0)
    }
    const leaves = (count + 1) / 2
    const gains = new Float64Array(buffer, places.gains, features)
    const total = gains.reduce((sum, gain) => sum + Math.max(0, gain), 0)
    for (let at = 0; at < features; at++) this.shares[at]! += total > 0 ? Math.max(0, gains[at]!) / total : 0
    this.starts.push(this.nodeCount)
    this.nodes.push(nodes)
    this.values.push(new Float64Array(buffer, places.values, leaves * widthOf(classes)).slice())
    this.nodeCount += count
    this.leafCount += leaves
  }

  made(limits: readonly Float64Array[]): Pick<GrownForest, 'forest' | 'importance'> {
    const width = widthOf(this.shape.classes)
    const nodes = new Uint32Array(this.nodeCount * 2)
    let at = 0
    for (const some of this.nodes) {
      nodes.set(some, at)
      at += some.length
    }
    const isNumber = this.shape.classes === 0
    const values = isNumber ? new Float64Array(this.leafCount) : new Float32Array(this.leafCount * width)
    at = 0
    for (const some of this.values) {
      values.set(isNumber ? some.map((value) => value + this.centre) : some, at)
      at += some.length
    }
    const total = this.shares.reduce((sum, share) => sum + share, 0)
    return {
      forest: { starts: this.starts, nodes, width, values, limits },
      importance: Array.from(this.shares, (share) => (total > 0 ? share / total : 0)),
    }
  }
}
