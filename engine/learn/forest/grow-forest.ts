import { roomFrom, type Crew, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import { findLimits } from '../boost/bin-limits.ts'
import { breathe, type FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { countText } from '../number-text.ts'
import { LearnProblem } from '../problem.ts'
import { randomFrom } from '../random.ts'
import { sampleForBins } from '../tree/bin-feature.ts'
import { fillBinnedColumns } from '../tree/binned-columns.ts'
import { triesOf, type ForestOptions } from './forest-options.ts'
import { ForestGatherer } from './gather-trees.ts'
import type { PackedForest } from './packed-forest.ts'
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
/** Rows times columns that a worker looks at before it lets messages in: about half a second. */
const budget = 1e8
/** Rows of a node from which on a level goes its own way: 20 by trial (bank-marketing, compas), a hundredth of all where these are few. */
const rowsOfLevel = 20

/** `inOrder`: columns are not drawn but all tried, the first one of equals wins. */
export type GrowOptions = ForestOptions & { readonly seed: number; readonly inOrder?: boolean }

/** Grows the trees, one for each worker at a time. Their number changes nothing. */
export async function growForest(data: ForestData, options: GrowOptions, control: FitControl): Promise<GrownForest> {
  const { x, classes } = data
  const random = randomFrom(options.seed)
  const sample = sampleForBins(x.rows, random)
  const levels = x.levels?.some((count) => count > 0) === true ? x.levels : []
  const shape: ForestShape = { rows: x.rows, features: x.columns.length, classes, hasLevels: levels.length > 0 }
  const arena = createArena(roomFrom)
  const places = placeForest(arena, shape, options)
  const crew = options.crews.open(arena.bytes)
  try {
    const limits = await findLimits(places.limits, { x, rows: sample }, crew, control)
    fillBinnedColumns(places.binned, { x, limits, order: null }, crew)
    writePlan(crew, places, { data, options, shape, limits, levels })
    const gathered = new ForestGatherer(shape, { centre: data.centre, levels })
    let unseen: number | null = null
    let told = 0
    for (let done = 0; done < options.trees;) {
      const some = places.trees.slice(0, options.trees - done)
      const seeds = some.map(() => Math.floor(random.next() * 2 ** 48))
      const made = await growSome(crew, { places, trees: some, seeds, shape, options }, control)
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
    return { ...gathered.made(limits.map((list, feature) => ((levels[feature] ?? 0) > 0 ? list.subarray(0, 0) : list))), unseen }
  } finally {
    crew.close()
  }
}

interface Planned {
  readonly data: ForestData
  readonly options: GrowOptions
  readonly shape: ForestShape
  readonly limits: readonly Float64Array[]
  readonly levels: readonly number[]
}

function writePlan({ memory: { buffer } }: Crew, places: ForestPlaces, { data, options, shape, limits, levels }: Planned): void {
  const { rows, features, classes } = shape
  new Uint8Array(buffer, places.kinds, features).set(limits.map((_, feature) => ((levels[feature] ?? 0) > 0 ? 1 : 0)))
  new Float64Array(buffer, places.plan, 12).set([
    rows,
    features,
    triesOf(options.tries, features),
    options.minLeaf,
    options.minSplit,
    options.maxDepth ?? 1e9,
    criteria[options.criterion],
    sumsOf(classes),
    options.limits === 'drawn' ? 1 : 0,
    options.inOrder === true ? 1 : 0,
    levels.length > 0 ? places.kinds : 0,
    Math.min(rowsOfLevel, rows / 100),
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

/** Grows one tree in each of the places; gives their numbers of nodes. Throws LearnProblem `cancelled`. */
async function growSome(crew: Crew, { places, trees, seeds, shape, options }: Growing, control: FitControl): Promise<readonly number[]> {
  const { rows, features, classes } = shape
  const { plan, targets, weights, middles, binned } = places
  crew.run(trees.map(({ counts, random }, at): Task => ['drawRows', counts, rows, options.bootstrap ? rows : 0, seeds[at]!, random]))
  const drawn = crew.run(trees.map(({ counts, work }): Task => ['gatherRows', counts, rows, targets, weights, classes, work]))
  for (const { gains, room } of trees) {
    new Float64Array(crew.memory.buffer, gains, features).fill(0)
    new Int32Array(crew.memory.buffer, room, 4).fill(0)
  }
  const made = trees.map(() => 0)
  for (let open = [...trees.keys()]; open.length > 0; open = open.filter((at) => made[at] === 0)) {
    const tasks = open.map((at): Task => {
      const { random, work, nodes, values, gains, room, sets } = trees[at]!
      return ['growTree', plan, binned.columns, middles, random, work, drawn[at]!, nodes, values, gains, room, sets, budget]
    })
    crew.run(tasks).forEach((count, task) => (made[open[task]!] = count))
    await breathe(control)
  }
  return made
}

/** Answers of one tree for the rows that it has not seen. Each row belongs to one task, so sums are in the order of the trees. */
function vote(crew: Crew, { binned, unseen }: ForestPlaces, tree: TreePlaces, { rows, classes }: ForestShape): void {
  const each = Math.ceil(rows / crew.size)
  crew.run(
    Array.from({ length: crew.size }, (_, part): Task => {
      const [from, to] = [Math.min(rows, part * each), Math.min(rows, (part + 1) * each)]
      return [
        'voteUnseen',
        binned.columns,
        tree.counts,
        tree.nodes,
        tree.values,
        widthOf(classes),
        from,
        to,
        unseen.sums,
        unseen.votes,
        tree.sets,
      ]
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
