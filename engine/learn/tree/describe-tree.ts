import { breathe, type FitControl } from '../estimator.ts'
import { binOf, featureOf, hasLevel, leafMark, levelsLeft, missingLeftOf, setPlaces, type PackedForest } from '../forest/packed-forest.ts'
import type { Matrix } from '../matrix.ts'
import { impurityOf, type TreeCriterion } from './criterion.ts'
import type { LevelSets } from './level-sets.ts'

/** A tree as parallel arrays, one entry per node; node 0 is the root, children come after their parent, the left one at once. */
export interface TreeArrays extends LevelSets {
  /** Values up to the threshold go left; of a column of levels: the place of the set that goes left. */
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

export interface LearntFrom {
  readonly x: Matrix
  /** Positions of classes, or values around 0 with their `centre` taken away. */
  readonly y: Float64Array
  readonly centre: number
  readonly weights: Float64Array
  /** 0 for a number. */
  readonly classes: number
  readonly criterion: TreeCriterion
}

/** Rows between two looks at the messages. */
const breathEvery = 65_536

/**
 * What is to be known of the only tree of a forest that has all columns before it: the rows that it learnt from are sent down once more. A limit comes
 * to stand halfway between the values of the node's own rows that are nearest to it, as scikit-learn places it. Throws LearnProblem `cancelled`.
 */
export async function describeTree(forest: PackedForest, data: LearntFrom, control: FitControl): Promise<TreeArrays> {
  const { nodes, levels } = forest
  const places = setPlaces(forest)
  const { rows, weight, sums, width, upper, lower } = await sendDown(forest, places, data, control)
  const order = leftFirst(nodes)
  const at = new Int32Array(order.length)
  order.forEach((node, place) => (at[node] = place))
  const isLeaf = (node: number) => featureOf(nodes[2 * node]!) === leafMark
  const isSet = (node: number) => (levels[featureOf(nodes[2 * node]!)] ?? 0) > 0
  const own = (node: number) => sums.subarray(node * width, (node + 1) * width)
  const asked = order.filter(isSet)
  const setOf = new Map(asked.map((node, place) => [node, place]))
  const list = (of: (node: number) => number) => order.map(of)
  return {
    feature: list((node) => (isLeaf(node) ? -1 : featureOf(nodes[2 * node]!))),
    threshold: list((node) => (isLeaf(node) ? 0 : (setOf.get(node) ?? middle(upper[node]!, lower[node]!)))),
    left: list((node) => (isLeaf(node) ? -1 : at[nodes[2 * node + 1]!]!)),
    right: list((node) => (isLeaf(node) ? -1 : at[nodes[2 * node + 1]! + 1]!)),
    missingLeft: list((node) => (!isLeaf(node) && missingLeftOf(nodes[2 * node]!) ? 1 : 0)),
    rows: list((node) => rows[node]!),
    weight: list((node) => weight[node]!),
    impurity: list((node) => impurityOf(data.criterion, weight[node]!, own(node))),
    value: order.map((node) =>
      data.classes > 0 ? Array.from(own(node), (sum) => sum / weight[node]!) : [data.centre + own(node)[0]! / weight[node]!],
    ),
    sets: asked.map((node) => levelsLeft(forest, node, places)),
    levels,
  }
}

/** The nodes as one reads them: each before its left side, that before its right side. */
function leftFirst(nodes: Uint32Array): number[] {
  const order: number[] = []
  const waiting = [0]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    order.push(node)
    if (featureOf(nodes[2 * node]!) !== leafMark) waiting.push(nodes[2 * node + 1]! + 1, nodes[2 * node + 1]!)
  }
  return order
}

/** Halfway; beyond every value where no known one goes right. */
function middle(a: number, b: number): number {
  if (b === Number.POSITIVE_INFINITY) return Number.MAX_VALUE
  const between = a / 2 + b / 2
  return between >= b || between < a ? a : between
}

/** By node: rows, their weight, their sums (of classes; or of targets and their squares), the largest value that went left and the smallest that went right. */
async function sendDown(forest: PackedForest, places: Uint32Array, data: LearntFrom, control: FitControl) {
  const { nodes, limits, levels, sets } = forest
  const { x, y, weights, classes } = data
  const count = nodes.length / 2
  const width = classes > 0 ? classes : 2
  const rows = new Uint32Array(count)
  const weight = new Float64Array(count)
  const sums = new Float64Array(count * width)
  const upper = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  const lower = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  for (let row = 0; row < x.rows; row++) {
    if (row % breathEvery === 0) await breathe(control)
    const own = weights[row]!
    if (own === 0) continue
    let node = 0
    for (let word = nodes[0]!, feature = word >>> 9; feature !== leafMark; word = nodes[2 * node]!, feature = word >>> 9) {
      const value = x.columns[feature]![row]!
      let goesLeft = missingLeftOf(word)
      if (!Number.isNaN(value)) {
        if ((levels[feature] ?? 0) > 0) goesLeft = hasLevel(sets, places[node]!, value)
        else {
          goesLeft = value <= (limits[feature]![binOf(word)] ?? Number.POSITIVE_INFINITY)
          if (goesLeft) upper[node] = Math.max(upper[node]!, value)
          else lower[node] = Math.min(lower[node]!, value)
        }
      }
      node = nodes[2 * node + 1]! + (goesLeft ? 0 : 1)
    }
    rows[node]!++
    weight[node]! += own
    if (classes > 0) sums[node * width + y[row]!]! += own
    else {
      sums[node * width]! += own * y[row]!
      sums[node * width + 1]! += own * y[row]! * y[row]!
    }
  }
  for (let node = count - 1; node >= 0; node--) {
    if (featureOf(nodes[2 * node]!) === leafMark) continue
    const left = nodes[2 * node + 1]!
    for (const child of [left, left + 1]) {
      rows[node]! += rows[child]!
      weight[node]! += weight[child]!
      for (let k = 0; k < width; k++) sums[node * width + k]! += sums[child * width + k]!
    }
  }
  return { rows, weight, sums, width, upper, lower }
}
