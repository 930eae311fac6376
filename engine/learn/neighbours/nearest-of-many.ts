import { roomFrom, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { gemmRoom } from '../../kernels/gemm-tasks.ts'
import { createArena } from '../boost/arena.ts'
import type { Matrix } from '../matrix.ts'
import type { KdTree, Neighbours } from './kd-tree.ts'

/** Points of a task, and tasks at once. */
const [pointsEach, tasksAtOnce] = [256, 16]
const productsRoom = pointsEach * 128 * 4
/** Half the gap between two 32-bit numbers about 1. */
const rounding = 2 ** -24
/** A point further out than so many times the rows would leave 32 bits. */
const mostLength = 1e9

/** In fewer columns the tree passes by most rows; measured, 20,000 and 100,000 rows in 2 to 28 columns. */
const [mostByTree, mostOfFew] = [5, 10]
const rowsOfFew = 50_000
const mostFloats = 2 ** 28

/** Whether many points find their neighbours among these rows sooner by `nearestOfMany` than by the tree. */
export function isQuickerByKernels({ rows, columns: { length: width } }: Matrix): boolean {
  return width > mostByTree && (width > mostOfFew || rows <= rowsOfFew) && rows * (width + 1) <= mostFloats
}

interface Asked {
  /** As the tree was built from them, by straight distances. */
  readonly rows: Matrix
  readonly tree: KdTree
  readonly count: number
  readonly crews: CrewMaker
}

/**
 * What `tree.nearest` gives for each point, to the bit. Kernels look at all rows in 32 bits and keep some more than were asked for; these are
 * measured again in 64. Where rounding, bounded from above, might have lost a row (rows as near as the last one are many), the tree is asked.
 * `take` gets the neighbours point after point; points with a gap are left out.
 */
export function nearestOfMany(points: Matrix, { rows, tree, count, crews }: Asked, take: (at: number, near: Neighbours) => void): void {
  const width = rows.columns.length
  const depth = width + 1
  const keep = Math.min(rows.rows, count + Math.max(8, count >> 2))
  const { centres, factor } = frameOf(rows)
  const arena = createArena(roomFrom)
  const all = arena.take(rows.rows * depth * 4)
  const tasks = Math.min(tasksAtOnce, Math.ceil(points.rows / pointsEach))
  const some = arena.take(tasks * pointsEach * depth * 4)
  const scores = arena.take(tasks * pointsEach * keep * 4)
  const places = arena.take(tasks * pointsEach * keep * 4)
  const rooms = Array.from({ length: tasks }, () => arena.take(gemmRoom + productsRoom))
  const crew = crews.open(arena.bytes)
  try {
    const singles = new Float32Array(crew.memory.buffer)
    const whole = new Int32Array(crew.memory.buffer)
    for (let slot = 0, to = all / 4; slot < rows.rows; slot++) {
      let squares = 0
      for (let j = 0; j < width; j++) {
        const value = (rows.columns[j]![tree.places[slot]!]! - centres[j]!) * factor
        squares += value * value
        singles[to++] = value
      }
      singles[to++] = -squares / 2
    }
    const lengths = new Float64Array(tasks * pointsEach)
    const point = new Float64Array(width)
    for (let from = 0; from < points.rows; from += lengths.length) {
      const present = Math.min(lengths.length, points.rows - from)
      for (let i = 0, to = some / 4; i < present; i++) {
        let squares = 0
        for (let j = 0; j < width; j++) {
          const value = (points.columns[j]![from + i]! - centres[j]!) * factor
          squares += value * value
          singles[to++] = value
        }
        singles[to++] = 1
        lengths[i] = Math.sqrt(squares)
      }
      crew.run(
        Array.from({ length: Math.ceil(present / pointsEach) }, (_, task): Task => {
          const first = task * pointsEach
          const [own, kept] = [Math.min(pointsEach, present - first), first * keep * 4]
          const at = some + first * depth * 4
          return ['nearestRows', at, own, all, rows.rows, depth, keep, scores + kept, places + kept, rooms[task]!, gemmRoom]
        }),
      )
      for (let i = 0; i < present; i++) {
        const length = lengths[i]!
        if (Number.isNaN(length)) continue
        for (let j = 0; j < width; j++) point[j] = points.columns[j]![from + i]!
        const first = places / 4 + i * keep
        const slots = whole.subarray(first, first + keep)
        const isIn = length < mostLength && slots.every((slot) => slot >= 0)
        const near = isIn ? tree.nearestAmong(point, slots, count) : null
        const least = singles[scores / 4 + i * keep]!
        const farthest = (near?.distances.at(-1) ?? 0) * factor
        const isWhole =
          near !== null && (keep === rows.rows || least + errorOf(length, farthest, depth) < (length ** 2 - farthest ** 2) / 2)
        take(from + i, isWhole ? near : tree.nearest(point, count))
      }
    }
  } finally {
    crew.close()
  }
}

/** Means of the columns, and a power of two that brings what is left of the rows to 1 at most. */
function frameOf({ columns, rows }: Matrix): { readonly centres: Float64Array; readonly factor: number } {
  let most = 0
  const centres = Float64Array.from(columns, (column) => {
    let sum = 0
    for (let row = 0; row < rows; row++) sum += column[row]! / rows
    for (let row = 0; row < rows; row++) most = Math.max(most, Math.abs(column[row]! - sum))
    return sum
  })
  return { centres, factor: most > 0 ? 2 ** -Math.ceil(Math.log2(most)) : 1 }
}

/**
 * By how much p·r - |r|²/2 in 32 bits may be off, at most, for a row that could be nearer than `farthest`: such a row is no longer than the point and
 * this distance together (Higham 2002, 3.1: a sum of n products is off by n roundings of its sum of sizes).
 */
function errorOf(length: number, farthest: number, depth: number): number {
  const longest = length + farthest
  return (depth + 8) * (rounding * (length * longest + longest ** 2 / 2) + 1e-37)
}
