import { decodeBytes, encodeBytes } from '../bytes-text.ts'
import { badModel, type ModelReader } from '../read-model-json.ts'
import type { WalkableTrees } from '../tree/walk-rows.ts'

/**
 * Trees as they are kept: two words a node. The first one holds the last bin of the left side (8 bits), whether missing values go left (1 bit) and the
 * column (23 bits, `leafMark` for a leaf); the second one the left child within its tree, whose right one follows it, or the number of the leaf.
 */
export interface PackedForest {
  /** First node of each tree. */
  readonly starts: readonly number[]
  readonly nodes: Uint32Array
  /** Numbers that a leaf answers with: the class shares but the last, or the value. */
  readonly width: number
  readonly values: Float32Array | Float64Array
  /** Limits between the bins of each column, ascending; beyond them lies every value. None for columns of levels. */
  readonly limits: readonly Float64Array[]
  /** Columns of levels: how many; 0 for numbers. Empty: all are numbers. */
  readonly levels: readonly number[]
  /** For each node that asks a column of levels, in their order: a bit for each level, 1 for those that go left. Begins at a byte of its own. */
  readonly sets: Uint8Array
}

export const leafMark = 0x7f_ffff

export const featureOf = (word: number): number => word >>> 9
export const binOf = (word: number): number => word & 255
export const missingLeftOf = (word: number): boolean => (word & 256) !== 0
export const packRule = (feature: number, bin: number, missingLeft: boolean): number =>
  ((feature << 9) | (missingLeft ? 256 : 0) | bin) >>> 0

/** Bytes of a set of so many levels. */
export const setBytes = (levels: number): number => (levels + 7) >> 3

/** By node the byte where its set begins; nothing where all columns are numbers. The last number is that of all bytes. */
export function setPlaces({ nodes, levels }: Pick<PackedForest, 'nodes' | 'levels'>): Uint32Array {
  if (levels.length === 0) return new Uint32Array(1)
  const places = new Uint32Array(nodes.length / 2 + 1)
  for (let node = 0; node < nodes.length / 2; node++) places[node + 1] = places[node]! + setBytes(levels[featureOf(nodes[2 * node]!)] ?? 0)
  return places
}

const forestBytes = ({ nodes, values }: PackedForest) => ({
  nodes: new Uint8Array(nodes.buffer, nodes.byteOffset, nodes.byteLength),
  values: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
})

/** The fields of a model's JSON: little-endian bytes as base64. */
export function packedJson(forest: PackedForest): Record<string, unknown> {
  const { nodes, values } = forestBytes(forest)
  return {
    starts: [...forest.starts],
    nodeCount: forest.nodes.length / 2,
    nodes: encodeBytes(nodes),
    leafCount: forest.values.length / forest.width,
    values: encodeBytes(values),
    limits: forest.limits.map((list) => Array.from(list)),
    ...(forest.levels.length > 0 && { levels: [...forest.levels], sets: encodeBytes(forest.sets) }),
  }
}

/** Reads them; throws `bad-model` for trees that scoring could lose its way in. */
export function readPacked(
  read: ModelReader,
  shape: { readonly features: number; readonly width: number; readonly exact: boolean },
): PackedForest {
  const count = read.number('nodeCount')
  const leaves = read.number('leafCount')
  const whole = (value: number) => Number.isSafeInteger(value) && value > 0
  if (!whole(count) || !whole(leaves)) throw badModel('nodeCount')
  const nodes = new Uint32Array(decodeBytes(read.value('nodes'), count * 8, 'nodes').buffer)
  const bytes = decodeBytes(read.value('values'), leaves * shape.width * (shape.exact ? 8 : 4), 'values').buffer
  const values = shape.exact ? new Float64Array(bytes) : new Float32Array(bytes)
  const limits = read.value('limits')
  if (!Array.isArray(limits) || limits.length !== shape.features) throw badModel('limits')
  const lists = limits.map((list: unknown) => {
    if (!Array.isArray(list) || list.length > 254 || !list.every(Number.isFinite)) throw badModel('limits')
    return Float64Array.from(list as number[])
  })
  const starts = read.numbers('starts')
  if (!values.every(Number.isFinite) || starts[0] !== 0) throw badModel('values')
  for (let tree = 0; tree < starts.length; tree++) {
    const [from, to] = [starts[tree]!, starts[tree + 1] ?? count]
    if (!Number.isInteger(from) || !(from < to) || to > count) throw badModel('starts')
    // Children after their parent: a damaged file cannot send scoring round in circles.
    for (let node = from; node < to; node++) {
      const feature = featureOf(nodes[2 * node]!)
      const next = nodes[2 * node + 1]!
      const sound = feature === leafMark ? next < leaves : feature < shape.features && next > node - from && next + 1 < to - from
      if (!sound) throw badModel('nodes')
    }
  }
  return { starts, nodes, width: shape.width, values, limits: lists, ...readSets(read, nodes, shape.features) }
}

/** Models without categories have none of these fields. */
function readSets(read: ModelReader, nodes: Uint32Array, features: number): Pick<PackedForest, 'levels' | 'sets'> {
  if (read.value('levels') === undefined) return { levels: [], sets: new Uint8Array(0) }
  const levels = read.numbers('levels', features)
  if (!levels.every((count) => Number.isInteger(count) && count >= 0 && count < 255)) throw badModel('levels')
  return { levels, sets: decodeBytes(read.value('sets'), setPlaces({ nodes, levels }).at(-1)!, 'sets') }
}

/** Sums of the leaves that a row reaches, `width` of them, tree by tree. */
export function forestScorer(forest: PackedForest): (row: ArrayLike<number>, sums: Float64Array) => void {
  const { starts, nodes, width, values, limits, levels, sets } = forest
  // Beyond the last limit of a column lies every value, even an infinite one.
  const bounds = new Float64Array(limits.length * 256).fill(Number.POSITIVE_INFINITY)
  limits.forEach((list, feature) => bounds.set(list, feature * 256))
  const ofLevels = Uint8Array.from(limits, (_, feature) => ((levels[feature] ?? 0) > 0 ? 1 : 0))
  const places = setPlaces(forest)
  return (row, sums) => {
    sums.fill(0)
    for (let tree = 0; tree < starts.length; tree++) {
      const start = starts[tree]!
      let node = start
      for (let word = nodes[2 * node]!, feature = word >>> 9; feature !== leafMark; word = nodes[2 * node]!, feature = word >>> 9) {
        const value = row[feature]!
        const known = ofLevels[feature] === 1 ? hasLevel(sets, places[node]!, value) : value <= bounds[feature * 256 + binOf(word)]!
        node = start + nodes[2 * node + 1]! + ((Number.isNaN(value) ? missingLeftOf(word) : known) ? 0 : 1)
      }
      const leaf = nodes[2 * node + 1]! * width
      for (let k = 0; k < width; k++) sums[k]! += values[leaf + k]!
    }
  }
}

/** Whether a set that begins at a byte holds a level. */
export const hasLevel = (sets: Uint8Array, at: number, level: number): boolean => ((sets[at + (level >> 3)]! >> (level & 7)) & 1) === 1

/** The places of the levels that go left at a node. `places`: setPlaces. */
export function levelsLeft({ nodes, levels, sets }: PackedForest, node: number, places: Uint32Array): number[] {
  const count = levels[featureOf(nodes[2 * node]!)] ?? 0
  return Array.from({ length: count }, (_, level) => level).filter((level) => hasLevel(sets, places[node]!, level))
}

/** The trees as the kernel walks them. */
export function walkableForest(forest: PackedForest): WalkableTrees {
  const { starts, nodes, width, values, limits, levels, sets } = forest
  const treeOf = new Uint32Array(nodes.length / 2)
  starts.forEach((start, tree) => treeOf.fill(start, start, starts[tree + 1] ?? treeOf.length))
  const places = setPlaces(forest)
  return {
    starts,
    nodes: nodes.length / 2,
    feature: (node) => (featureOf(nodes[2 * node]!) === leafMark ? -1 : featureOf(nodes[2 * node]!)),
    limit: (node) => limits[featureOf(nodes[2 * node]!)]?.[binOf(nodes[2 * node]!)] ?? Number.POSITIVE_INFINITY,
    missingLeft: (node) => missingLeftOf(nodes[2 * node]!),
    left: (node) => treeOf[node]! + nodes[2 * node + 1]!,
    leaf: (node) => nodes[2 * node + 1]!,
    values,
    width,
    outputs: width,
    levels,
    writeSet: (node, bits) => bits.set(sets.subarray(places[node]!, places[node + 1]!)),
  }
}
