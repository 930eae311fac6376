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
  const asking = Array.from({ length: nodes }, (_, node) => node).filter((node) => feature(node) >= 0)
  const keys = [...new Set(asking.map(keyOf))].sort((one, other) => one - other)
  const byteOf = new Map(keys.map((key, at) => [key, at]))
  const setOf = new Map(asking.filter(isLevels).map((node, at) => [node, at]))
  const sets = new Uint8Array(setOf.size * 32)
  setOf.forEach((at, node) => {
    const bits = sets.subarray(at * 32, at * 32 + 32)
    trees.writeSet(node, bits)
    if (missingLeft(node)) bits[31]! |= 128
  })
  return {
    columns,
    limits,
    bytes: keys.map((key) => [key >> 1, key & 1]),
    rule: (node) => {
      const rank = isLevels(node) ? 0 : (ranks[places.get(feature(node))!]!.get(limit(node)) ?? mostLimits)
      return { byte: byteOf.get(keyOf(node))!, most: rank + shiftOf(node), set: setOf.get(node) ?? -1 }
    },
    sets,
  }
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
