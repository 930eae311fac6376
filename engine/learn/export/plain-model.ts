// Models in forms that other programs read: plain numbers, Python, SQL.

import { readEnsemble } from '../boost/tree-ensemble.ts'
import { outputCount } from '../estimator.ts'
import { binOf, featureOf, leafMark, levelsLeft, missingLeftOf, readPacked, setPlaces, type PackedForest } from '../forest/packed-forest.ts'
import { modelFromJson } from '../model-from-json.ts'
import { isRecord, readModelJson, type ModelReader } from '../read-model-json.ts'
import { asksForSet, readSets } from '../tree/level-sets.ts'

/** A tree as nodes: 0 is the root, children are places in the same lists. */
export interface PlainTree {
  /** Matrix column of the question, -1 in a leaf. */
  readonly feature: readonly number[]
  /** Values up to it go left. */
  readonly threshold: readonly number[]
  /** A question about a column of levels: the places of those that go left; null for a number. */
  readonly levels: readonly (readonly number[] | null)[]
  readonly missingLeft: readonly boolean[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** What a leaf says, by output. */
  readonly value: readonly (readonly number[])[]
}

/** What becomes of the scores: they are the answer, its logarithm, the logarithm of what the second score is multiplied by, or chances of the classes. */
export type PlainAnswer = 'value' | 'exponential' | 'rate' | 'sigmoid' | 'softmax' | 'shares'

/** A model without its learner: numbers and how they are put together. Classes that training never saw have no output: `places` are those of the outputs. */
export type PlainModel = { readonly answer: PlainAnswer; readonly places: readonly number[] } & (
  | { readonly kind: 'linear'; readonly rows: readonly { readonly intercept: number; readonly coefficients: readonly number[] }[] }
  | {
      readonly kind: 'trees'
      /** The score that every row starts with, by output. */
      readonly start: readonly number[]
      /** What the sum over the trees is divided by. */
      readonly divisor: number
      /** The output that a tree adds to; null: to all of them. */
      readonly trees: readonly { readonly tree: PlainTree; readonly output: number | null }[]
    }
)

/** The plain form of a linear model or of trees; null for models that have none. Throws LearnProblem `bad-model`. */
export function plainModel(json: unknown): PlainModel | null {
  // What reads the JSON checks it, so that a damaged model is told before it is written anywhere.
  modelFromJson(json)
  if (!isRecord(json)) return null
  const id = String(json['estimator'])
  const read = readModelJson(json, id, Number(json['version']))
  switch (id) {
    case 'linear-regression':
    case 'penalised-regression':
      return linear(json)
    case 'log-linear-regression':
      return logLinear(linear(json), read.number('exposure'))
    case 'logistic-regression':
      return logistic(read)
    case 'decision-tree':
      return singleTree(read)
    case 'boosted-trees':
      return boosted(read)
    case 'forest':
      return forest(read)
    default:
      return null
  }
}

function linear(json: Readonly<Record<string, unknown>>): PlainSums {
  // Least squares keeps what it knows of each coefficient, other fits keep the number alone.
  const number = (one: unknown) => (isRecord(one) ? Number(one['value']) : Number(one ?? 0))
  const coefficients = (json['coefficients'] as readonly unknown[]).map(number)
  return { kind: 'linear', answer: 'value', places: [0], rows: [{ intercept: number(json['intercept']), coefficients }] }
}

type PlainSums = PlainModel & { readonly kind: 'linear' }

/** With an exposure the answers are in proportion to one column: a sum of that column alone. */
function logLinear(sums: PlainSums, exposure: number): PlainModel {
  const [first] = sums.rows
  if (exposure < 0 || !first) return { ...sums, answer: 'exponential' }
  const times = { intercept: 0, coefficients: first.coefficients.map((_, at) => Number(at === exposure)) }
  return { ...sums, answer: 'rate', rows: [first, times] }
}

function logistic(read: ModelReader): PlainModel {
  const places = read.numbers('seen')
  const outputs = places.length === 2 ? 1 : places.length
  const intercepts = read.numbers('intercepts', outputs)
  const rows = read
    .table('coefficients', outputs, read.head.features.length)
    .map((coefficients, k) => ({ intercept: intercepts[k]!, coefficients }))
  return { kind: 'linear', answer: outputs === 1 ? 'sigmoid' : 'softmax', places, rows }
}

const all = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place)

function singleTree(read: ModelReader): PlainModel {
  const feature = read.numbers('feature')
  const outputs = outputCount(read.head)
  const threshold = read.numbers('threshold')
  const { sets, levels } = readSets(read, read.head.features.length)
  const tree: PlainTree = {
    feature,
    threshold,
    levels: feature.map((_, node) => (asksForSet({ feature, levels }, node) ? (sets[threshold[node]!] ?? []) : null)),
    missingLeft: read.numbers('missingLeft').map((side) => side === 1),
    left: read.numbers('left'),
    right: read.numbers('right'),
    value: read.table('value', feature.length, outputs),
  }
  const answer = read.head.task === 'regression' ? 'value' : 'shares'
  return { kind: 'trees', answer, places: all(outputs), start: all(outputs).map(() => 0), divisor: 1, trees: [{ tree, output: null }] }
}

function boosted(read: ModelReader): PlainModel {
  const { task, features, classes } = read.head
  const start = read.numbers('start')
  const ensemble = readEnsemble(read, features.length)
  const part = (list: readonly number[], from: number, to: number) => list.slice(from, to)
  const trees = ensemble.start.map((from, at) => {
    const to = ensemble.start[at + 1] ?? ensemble.feature.length
    const inside = (list: readonly number[]) => part(list, from, to).map((node) => node - from)
    const tree: PlainTree = {
      feature: part(ensemble.feature, from, to),
      threshold: part(ensemble.threshold, from, to),
      levels: part(ensemble.feature, from, to).map((_, node) =>
        asksForSet(ensemble, from + node) ? (ensemble.sets[ensemble.threshold[from + node]!] ?? []) : null,
      ),
      missingLeft: part(ensemble.missingLeft, from, to).map((side) => side === 1),
      left: inside(ensemble.left),
      right: inside(ensemble.right),
      value: part(ensemble.value, from, to).map((value) => [value]),
    }
    return { tree, output: at % start.length }
  })
  const loss = read.value('loss')
  const answer =
    task === 'classification'
      ? start.length === 1
        ? 'sigmoid'
        : 'softmax'
      : loss === 'poisson' || loss === 'tweedie'
        ? 'exponential'
        : 'value'
  return { kind: 'trees', answer, places: all(Math.max(1, classes.length)), start, divisor: 1, trees }
}

function forest(read: ModelReader): PlainModel {
  const { task, features, classes } = read.head
  const isClass = task === 'classification'
  const width = isClass ? classes.length - 1 : 1
  const packed = readPacked(read, { features: features.length, width, exact: !isClass })
  const places = setPlaces(packed)
  const trees = packed.starts.map((_, at) => ({ tree: unpacked(packed, at, { isClass, places }), output: null }))
  const outputs = isClass ? classes.length : 1
  const start = all(outputs).map(() => 0)
  return { kind: 'trees', answer: isClass ? 'shares' : 'value', places: all(outputs), start, divisor: trees.length, trees }
}

interface Unpacking {
  readonly isClass: boolean
  /** Where the sets of all nodes begin. */
  readonly places: Uint32Array
}

function unpacked(forest: PackedForest, at: number, { isClass, places }: Unpacking): PlainTree {
  const { starts, nodes, width, values, limits, levels } = forest
  const from = starts[at]!
  const to = starts[at + 1] ?? nodes.length / 2
  const words = Array.from({ length: to - from }, (_, node) => ({ word: nodes[2 * (from + node)]!, next: nodes[2 * (from + node) + 1]! }))
  const isLeaf = ({ word }: { readonly word: number }) => featureOf(word) === leafMark
  const answer = (leaf: number) => {
    const own = Array.from(values.subarray(leaf * width, (leaf + 1) * width))
    return isClass ? [...own, 1 - own.reduce((sum, share) => sum + share, 0)] : own
  }
  return {
    feature: words.map((node) => (isLeaf(node) ? -1 : featureOf(node.word))),
    // Beyond the last limit of a column lies every value.
    threshold: words.map((node) => (isLeaf(node) ? 0 : (limits[featureOf(node.word)]![binOf(node.word)] ?? Number.MAX_VALUE))),
    levels: words.map(({ word }, node) => ((levels[featureOf(word)] ?? 0) > 0 ? levelsLeft(forest, from + node, places) : null)),
    missingLeft: words.map(({ word }) => missingLeftOf(word)),
    left: words.map((node) => (isLeaf(node) ? 0 : node.next)),
    right: words.map((node) => (isLeaf(node) ? 0 : node.next + 1)),
    value: words.map((node) => (isLeaf(node) ? answer(node.next) : [])),
  }
}
