import { mostTasks, roomFrom, soloCrews, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import type { Matrix } from '../matrix.ts'
import { askedBytes, type AskedBytes } from './asked-bytes.ts'
import { rulerBytes, writeRuler } from './ruler.ts'
import { treePlan, type TreePlan } from './tree-plans.ts'

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

/** Takes the sums of rows, row by row, that begin with row `from`. */
export type SumsTaker = (sums: Float64Array, from: number) => void

interface RowsToWalk {
  readonly x: Matrix
  /** What the sums of a row begin with. */
  readonly start: ArrayLike<number>
  readonly crews?: CrewMaker | undefined
}

/** Sums of the leaves that rows reach, added tree by tree, told to `take` from the first row to the last. What it was given holds only meanwhile. */
export type RowWalk = (rows: RowsToWalk, take: SumsTaker) => void

/** Rows from which on threads are worth their start. */
const manyRows = 100_000
/** Of a part of the rows: bytes of its values, which are copied while the part before is walked, and how many tasks it is for each thread. */
const partBytes = 4e6
const [fewestOfPart, mostOfPart] = [512, 65_536]
const tasksEach = 8
/** Rows that a kernel counts up together. */
const lanes = 64

/** A walk by the kernels; null for trees that ask a column for more limits than a byte tells apart. */
export function walkRows(trees: WalkableTrees): RowWalk | null {
  const asked = askedBytes(trees)
  const plan = asked && treePlan(trees, asked)
  return (
    plan &&
    (({ x, start, crews = soloCrews }, take) =>
      walk({ trees, asked, plan }, { x, start, crews: x.rows < manyRows ? soloCrews : crews }, take))
  )
}

interface Walkable {
  readonly trees: WalkableTrees
  readonly asked: AskedBytes
  readonly plan: TreePlan
}

/** The rows of a part and of a task. */
function sizes({ asked, plan }: Walkable, rows: number, workers: number): { readonly part: number; readonly task: number } {
  const fit = Math.max(fewestOfPart, Math.min(mostOfPart, partBytes / 8 / Math.max(1, asked.columns.length)))
  const whole = (count: number) => Math.max(1, Math.ceil(count / lanes)) * lanes
  const part = Math.min(whole(fit), whole(rows))
  const task = whole(part / Math.min(mostTasks, workers * tasksEach))
  return { part, task: Math.min(plan.together, task) }
}

function walk(walkable: Walkable, { x, start, crews }: Required<RowsToWalk> & { readonly crews: CrewMaker }, take: SumsTaker): void {
  const { trees, asked, plan } = walkable
  const { outputs, width } = trees
  const { columns, bytes } = asked
  const { part, task } = sizes(walkable, x.rows, crews.size)
  const tasks = Math.ceil(part / task)
  const arena = createArena(roomFrom)
  const at = {
    plan: arena.take(64),
    bytes: arena.take(bytes.length * 12),
    starts: arena.take(plan.starts.byteLength),
    nodes: arena.take(plan.nodes.byteLength),
    leaves: typeof plan.leaves === 'number' ? plan.leaves : arena.take(plan.leaves.byteLength),
    values: arena.take(plan.values.length * 8),
    sets: asked.sets.length > 0 ? arena.take(asked.sets.length) : 0,
    rulers: asked.limits.map(() => arena.take(rulerBytes)),
    // Twice: while rows of one part are walked, those of the next are written.
    columns: columns.map(() => arena.take(2 * part * 8)),
    sums: arena.take(2 * part * outputs * 8),
    rooms: Array.from({ length: tasks }, () => arena.take(plan.room)),
  }
  const crew = crews.open(arena.bytes)
  try {
    const { buffer } = crew.memory
    const whole = new Uint32Array(buffer)
    const numbers = new Float64Array(buffer)
    const addresses = [at.bytes, at.starts, at.nodes, at.leaves, at.values, at.sets]
    whole.set([bytes.length, trees.starts.length, width, outputs, ...addresses], at.plan / 4)
    bytes.forEach(([column, shift], byte) => {
      const again = bytes[byte - 1]?.[0] === column
      whole.set([again ? 0 : at.columns[column]!, at.rulers[column]!, shift], at.bytes / 4 + byte * 3)
    })
    whole.set(plan.starts, at.starts / 4)
    whole.set(plan.nodes, at.nodes / 4)
    if (typeof plan.leaves !== 'number') whole.set(plan.leaves, at.leaves / 4)
    numbers.set(plan.values, at.values / 8)
    asked.limits.forEach((limits, column) => writeRuler(buffer, at.rulers[column]!, limits))
    if (at.sets > 0) new Uint8Array(buffer, at.sets).set(asked.sets)
    const rowsOf = (from: number) => Math.min(part, x.rows - from)
    const placeOf = (from: number) => ((from / part) % 2) * part
    const sumsOf = (from: number) => {
      const first = at.sums / 8 + placeOf(from) * outputs
      return numbers.subarray(first, first + rowsOf(from) * outputs)
    }
    const write = (from: number) => {
      columns.forEach((column, place) =>
        numbers.set(x.columns[column]!.subarray(from, from + rowsOf(from)), at.columns[place]! / 8 + placeOf(from)),
      )
      const own = sumsOf(from)
      for (let i = 0; i < own.length; i++) own[i] = start[i % outputs]!
    }
    if (x.rows > 0) write(0)
    for (let from = 0; from < x.rows; from += part) {
      const [first, end] = [placeOf(from), placeOf(from) + rowsOf(from)]
      const rooms = at.rooms.slice(0, Math.ceil((end - first) / task))
      crew.run(
        rooms.map((room, turn): Task => {
          return [plan.kernel, at.plan, first + turn * task, Math.min(end, first + (turn + 1) * task), room, at.sums]
        }),
        () => {
          if (from > 0) take(sumsOf(from - part), from - part)
          if (from + part < x.rows) write(from + part)
        },
      )
    }
    const last = (Math.ceil(x.rows / part) - 1) * part
    if (x.rows > 0) take(sumsOf(last), last)
  } finally {
    crew.close()
  }
}
