import { badModel, type ModelReader } from '../read-model-json.ts'
import { asksForSet, readSets, setTable, writeLevels, type LevelSets } from '../tree/level-sets.ts'
import type { WalkableTrees } from '../tree/walk-rows.ts'

/** Trees one after the other, in flat lists. Children are numbers of nodes within all trees; `start` says where each tree begins. */
export interface TreeEnsemble extends LevelSets {
  readonly start: readonly number[]
  /** Values up to it go left; of a column of levels: the place of the set that goes left. */
  readonly threshold: readonly number[]
  /** 1: missing values go left. */
  readonly missingLeft: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** What a leaf adds to the score. */
  readonly value: readonly number[]
  /** What the split of a node gained. */
  readonly gain: readonly number[]
}

/** The sums of the leaves that a row reaches, one for each of `outputs`: trees take turns. */
export function ensembleScorer(trees: TreeEnsemble, outputs: number): (row: ArrayLike<number>, scores: Float64Array) => void {
  const start = Int32Array.from(trees.start)
  const feature = Int32Array.from(trees.feature)
  // Beyond the last limit of a column lies every value, even an infinite one.
  const threshold = Float64Array.from(trees.threshold, (limit) => (limit === Number.MAX_VALUE ? Number.POSITIVE_INFINITY : limit))
  const ofSet = Uint8Array.from(feature, (_, node) => (asksForSet(trees, node) ? 1 : 0))
  const inSet = setTable(trees.sets)
  const missingLeft = Uint8Array.from(trees.missingLeft)
  const left = Int32Array.from(trees.left)
  const right = Int32Array.from(trees.right)
  const value = Float64Array.from(trees.value)
  return (row, scores) => {
    for (let tree = 0; tree < start.length; tree++) {
      let node = start[tree]!
      for (let test = feature[node]!; test >= 0; test = feature[node]!) {
        const at = row[test]!
        const known = ofSet[node] === 1 ? inSet[threshold[node]! * 256 + at] === 1 : at <= threshold[node]!
        node = (Number.isNaN(at) ? missingLeft[node] === 1 : known) ? left[node]! : right[node]!
      }
      scores[tree % outputs]! += value[node]!
    }
  }
}

/** The trees as the kernel walks them. */
export function walkableEnsemble(trees: TreeEnsemble, outputs: number): WalkableTrees {
  const { start, feature, threshold, missingLeft, left, value, sets, levels } = trees
  return {
    starts: start,
    nodes: feature.length,
    feature: (node) => feature[node]!,
    limit: (node) => (threshold[node] === Number.MAX_VALUE ? Number.POSITIVE_INFINITY : threshold[node]!),
    missingLeft: (node) => missingLeft[node] === 1,
    left: (node) => left[node]!,
    leaf: (node) => node,
    values: value,
    width: 1,
    outputs,
    levels,
    writeSet: (node, bits) => writeLevels(sets[threshold[node]!], bits),
  }
}

/** The share of all gain that the splits of each feature made. */
export function gainShares({ feature, gain }: TreeEnsemble, names: readonly string[]): { name: string; value: number }[] {
  const sums = new Float64Array(names.length)
  feature.forEach((test, node) => {
    if (test >= 0) sums[test]! += gain[node] ?? 0
  })
  const total = sums.reduce((sum, one) => sum + one, 0)
  return names.map((name, at) => ({ name, value: total > 0 ? (sums[at] ?? 0) / total : 0 }))
}

/** Reads the lists of a model's JSON; throws `bad-model` for trees that scoring could lose its way in. */
export function readEnsemble(read: ModelReader, features: number): TreeEnsemble {
  const feature = read.numbers('feature')
  const count = feature.length
  const list = (field: string) => read.numbers(field, count)
  const trees: TreeEnsemble = {
    start: read.numbers('starts'),
    feature,
    threshold: list('threshold'),
    missingLeft: list('missingLeft'),
    left: list('left'),
    right: list('right'),
    value: list('value'),
    gain: list('gain'),
    ...readSets(read, features),
  }
  const isPlace = (node: number) => !asksForSet(trees, node) || Object.hasOwn(trees.sets, trees.threshold[node]!)
  const place = (at: number | undefined, after: number) => at !== undefined && Number.isInteger(at) && at > after && at < count
  const sound = feature.every(
    (test, node) =>
      test === -1 ||
      (Number.isInteger(test) &&
        test >= 0 &&
        test < features &&
        place(trees.left[node], node) &&
        place(trees.right[node], node) &&
        trees.right[node] === trees.left[node]! + 1 &&
        isPlace(node)),
  )
  if (!sound || !trees.start.every((at) => place(at, -1))) throw badModel('trees')
  return trees
}
