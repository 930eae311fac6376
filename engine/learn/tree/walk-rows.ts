import { roomFrom, soloCrews, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import type { Matrix } from '../matrix.ts'

/** Trees as a walk asks for them. Nodes are numbered within all trees; children come after their parent, the right one just after the left one. */
export interface WalkableTrees {
  /** First node of each tree. */
  readonly starts: readonly number[]
  readonly nodes: number
  /** -1 for a leaf. */
  readonly feature: (node: number) => number
  /** Known values up to it go left: Infinity for all. Not asked of a column of levels. */
  readonly limit: (node: number) => number
  readonly missingLeft: (node: number) => boolean
  readonly left: (node: number) => number
  /** Its place in `values`, in lists of `width`. */
  readonly leaf: (node: number) => number
  readonly values: ArrayLike<number>
  readonly width: number
  /** Sums of a row. A leaf of one value adds to the one that is its tree's turn. */
  readonly outputs: number
  /** Columns of levels: how many; 0 or nothing for numbers. */
  readonly levels: readonly number[]
  /** Of a node that asks a column of levels: writes the bits of those that go left. */
  readonly writeSet: (node: number, bits: Uint8Array) => void
}

/** Sums of the leaves that rows reach, row by row, added tree by tree to `start`. */
export type RowWalk = (x: Matrix, start: ArrayLike<number>, crews?: CrewMaker) => Float64Array

/** Rows from which on threads are worth their start. */
const manyRows = 100_000
/** Rows whose bytes the kernel keeps together. */
const together = 2_048
const chunkBytes = 32e6
const mostLimits = 254

interface Compiled {
  /** Columns that are asked for, and the limits that turn their values into bytes. */
  readonly columns: readonly number[]
  readonly limits: readonly Float64Array[]
  /** Bytes of a row: place in `columns`, and 1 where missing values go left. */
  readonly bytes: readonly (readonly [column: number, shift: number])[]
  readonly nodes: Uint32Array
  readonly leaves: Uint32Array
  readonly starts: Uint32Array
  /** 256 bits for each node that asks for a set: the levels that go left, missing values last. */
  readonly sets: Uint8Array
}

/** A walk by the kernel; null for trees that ask a column for more limits than a byte tells apart. */
export function walkRows(trees: WalkableTrees): RowWalk | null {
  const compiled = compile(trees)
  return compiled && ((x, start, crews = soloCrews) => walk(trees, compiled, { x, start, crews: x.rows < manyRows ? soloCrews : crews }))
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

function compile(trees: WalkableTrees): Compiled | null {
  const byColumn = limitsByColumn(trees)
  if (byColumn === null) return null
  const columns = [...byColumn.keys()]
  const limits = [...byColumn.values()]
  const places = new Map(columns.map((column, at) => [column, at]))
  const ranks = limits.map((list) => new Map(Array.from(list, (limit, rank) => [limit, rank])))
  const bytes: [number, number][] = []
  const byteOf = new Map<number, number>()
  const isLevels = (column: number) => column >= 0 && (trees.levels[column] ?? 0) > 0
  let asked = 0
  for (let node = 0; node < trees.nodes; node++) if (isLevels(trees.feature(node))) asked++
  const sets = new Uint8Array(asked * 32)
  let made = 0
  const nodes = new Uint32Array(trees.nodes * 2)
  const leaves = new Uint32Array(trees.nodes)
  const depth = new Uint32Array(trees.nodes)
  for (let node = 0; node < trees.nodes; node++) {
    const column = trees.feature(node)
    if (column < 0) {
      nodes.set([255 << 16, node * 8], node * 2)
      leaves[node] = trees.leaf(node)
      continue
    }
    const isSet = isLevels(column)
    const shift = !isSet && trees.missingLeft(node) ? 1 : 0
    const place = places.get(column)!
    const key = place * 2 + shift
    let byte = byteOf.get(key)
    if (byte === undefined) {
      byte = bytes.length
      byteOf.set(key, byte)
      bytes.push([place, shift])
    }
    const rank = isSet ? 0 : (ranks[place]!.get(trees.limit(node)) ?? mostLimits)
    nodes.set([byte | ((rank + shift) << 16) | (isSet ? 1 << 24 : 0), trees.left(node) * 8], node * 2)
    if (isSet) {
      const bits = sets.subarray(made * 32, made * 32 + 32)
      trees.writeSet(node, bits)
      if (trees.missingLeft(node)) bits[31]! |= 128
      leaves[node] = made++
    }
    for (const child of [trees.left(node), trees.left(node) + 1]) depth[child] = depth[node]! + 1
  }
  if (bytes.length >= 65_536) return null
  const starts = new Uint32Array(trees.starts.length * 2)
  trees.starts.forEach((start, tree) => {
    let most = 0
    for (let node = start; node < (trees.starts[tree + 1] ?? trees.nodes); node++) most = Math.max(most, depth[node]!)
    starts.set([start * 8, most], tree * 2)
  })
  return { columns, limits, bytes, nodes, leaves, starts, sets }
}

interface Walk {
  readonly x: Matrix
  readonly start: ArrayLike<number>
  readonly crews: CrewMaker
}

function walk(trees: WalkableTrees, compiled: Compiled, { x, start, crews }: Walk): Float64Array {
  const { outputs, width } = trees
  const { columns, bytes } = compiled
  const fit = Math.floor(chunkBytes / 8 / Math.max(1, columns.length) / together) * together
  const chunk = Math.max(together, Math.min(65_536, fit, Math.ceil(x.rows / together) * together))
  const arena = createArena(roomFrom)
  const at = {
    plan: arena.take(64),
    bytes: arena.take(bytes.length * 12),
    starts: arena.take(compiled.starts.byteLength),
    nodes: arena.take(compiled.nodes.byteLength),
    leaves: arena.take(compiled.leaves.byteLength),
    values: arena.take(trees.values.length * 8),
    sets: compiled.sets.length > 0 ? arena.take(compiled.sets.length) : 0,
    limits: compiled.limits.map(() => arena.take(256 * 8)),
    columns: columns.map(() => arena.take(chunk * 8)),
    rooms: Array.from({ length: crews.size }, () => arena.take(together * Math.max(1, bytes.length))),
    sums: arena.take(chunk * outputs * 8),
  }
  const crew = crews.open(arena.bytes)
  try {
    const { buffer } = crew.memory
    const whole = new Uint32Array(buffer)
    const numbers = new Float64Array(buffer)
    const addresses = [at.bytes, at.starts, at.nodes, at.leaves, at.values, at.sets]
    whole.set([bytes.length, trees.starts.length, width, outputs, ...addresses], at.plan / 4)
    bytes.forEach(([column, shift], byte) => whole.set([at.columns[column]!, at.limits[column]!, shift], at.bytes / 4 + byte * 3))
    whole.set(compiled.starts, at.starts / 4)
    whole.set(compiled.nodes, at.nodes / 4)
    whole.set(compiled.leaves, at.leaves / 4)
    numbers.set(trees.values, at.values / 8)
    compiled.limits.forEach((list, column) => {
      const own = at.limits[column]! / 8
      numbers.fill(Number.POSITIVE_INFINITY, own, own + 256).set(list, own)
    })
    if (at.sets > 0) new Uint8Array(buffer, at.sets).set(compiled.sets)
    const sums = new Float64Array(x.rows * outputs)
    for (let from = 0; from < x.rows; from += chunk) {
      const count = Math.min(chunk, x.rows - from)
      columns.forEach((column, place) => numbers.set(x.columns[column]!.subarray(from, from + count), at.columns[place]! / 8))
      const own = numbers.subarray(at.sums / 8, at.sums / 8 + count * outputs)
      for (let i = 0; i < own.length; i++) own[i] = start[i % outputs]!
      const each = Math.ceil(count / crews.size)
      crew.run(
        at.rooms.map((room, part): Task => {
          const [first, last] = [Math.min(count, part * each), Math.min(count, (part + 1) * each)]
          return ['scoreRows', at.plan, first, last, room, at.sums]
        }),
      )
      sums.set(own, from * outputs)
    }
    return sums
  } finally {
    crew.close()
  }
}
