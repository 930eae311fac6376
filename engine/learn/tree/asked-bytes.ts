import type { WalkableTrees } from './walk-rows.ts'

/** What trees ask of a row, as bytes: the number of limits below a value, 255 where it is missing. */
export interface AskedBytes {
  /** Columns that are asked for, and the limits that turn their values into bytes. */
  readonly columns: readonly number[]
  readonly limits: readonly Float64Array[]
  /** Bytes of a row: place in `columns`, and 1 where missing values go left. Those of a column stand side by side. */
  readonly bytes: readonly (readonly [column: number, shift: number])[]
  /** Of a node that asks: its place in `bytes`, the most that goes left, and which set goes left instead (-1: none). */
  readonly rule: (node: number) => { readonly byte: number; readonly most: number; readonly set: number }
  /** 256 bits for each node that asks for a set: the levels that go left, missing values last. */
  readonly sets: Uint8Array
}

const mostLimits = 254

/** Null for trees that ask a column for more limits than a byte tells apart. */
export function askedBytes(trees: WalkableTrees): AskedBytes | null {
  const byColumn = limitsByColumn(trees)
  if (byColumn === null) return null
  const { nodes, feature, limit, missingLeft, levels } = trees
  const columns = [...byColumn.keys()]
  const limits = [...byColumn.values()]
  const places = new Map(columns.map((column, at) => [column, at]))
  const ranks = limits.map((list) => new Map(Array.from(list, (value, rank) => [value, rank])))
  const isLevels = (node: number) => (levels[feature(node)] ?? 0) > 0
  // Of a set the missing values are the last of its bits.
  const shiftOf = (node: number) => (!isLevels(node) && missingLeft(node) ? 1 : 0)
  const keyOf = (node: number) => places.get(feature(node))! * 2 + shiftOf(node)
  const isUsed = new Uint8Array(columns.length * 2)
  let setCount = 0
  for (let node = 0; node < nodes; node++) {
    if (feature(node) < 0) continue
    isUsed[keyOf(node)] = 1
    if (isLevels(node)) setCount++
  }
  const keys = Array.from(isUsed.keys()).filter((key) => isUsed[key] === 1)
  const byteOf = new Uint32Array(isUsed.length)
  keys.forEach((key, at) => (byteOf[key] = at))
  const { sets, setOf } = setsByNode(trees, setCount)
  return {
    columns,
    limits,
    bytes: keys.map((key) => [key >> 1, key & 1]),
    rule: (node) => {
      const rank = isLevels(node) ? 0 : (ranks[places.get(feature(node))!]!.get(limit(node)) ?? mostLimits)
      return { byte: byteOf[keyOf(node)]!, most: rank + shiftOf(node), set: isLevels(node) ? setOf[node]! : -1 }
    },
    sets,
  }
}

function setsByNode(trees: WalkableTrees, count: number): { readonly sets: Uint8Array; readonly setOf: Uint32Array } {
  const sets = new Uint8Array(count * 32)
  const setOf = new Uint32Array(count > 0 ? trees.nodes : 0)
  let made = 0
  for (let node = 0; node < setOf.length; node++) {
    if ((trees.levels[trees.feature(node)] ?? 0) === 0) continue
    const bits = sets.subarray(made * 32, made * 32 + 32)
    trees.writeSet(node, bits)
    if (trees.missingLeft(node)) bits[31]! |= 128
    setOf[node] = made++
  }
  return { sets, setOf }
}

function limitsByColumn({ nodes, feature, limit, levels }: WalkableTrees): Map<number, Float64Array> | null {
  const found = new Map<number, Set<number>>()
  for (let node = 0; node < nodes; node++) {
    const column = feature(node)
    if (column < 0) continue
    const own = found.get(column) ?? new Set()
    found.set(column, own)
    if ((levels[column] ?? 0) === 0 && limit(node) !== Number.POSITIVE_INFINITY) own.add(limit(node))
    if (own.size > mostLimits) return null
  }
  const places = Float64Array.from({ length: mostLimits }, (_, at) => at + 0.5)
  return new Map([...found].map(([column, own]) => [column, (levels[column] ?? 0) > 0 ? places : Float64Array.from(own).sort()]))
}
