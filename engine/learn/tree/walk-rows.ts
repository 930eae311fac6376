import { mostTasks, roomFrom, soloCrews, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import type { Matrix } from '../matrix.ts'
import { askedBytes } from './asked-bytes.ts'
import { placeParts, rowParts } from './row-parts.ts'
import { placeTrees, treePlan, writeTrees } from './tree-plans.ts'

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

/** Sums of the leaves that rows reach, added tree by tree, told to `take` from the first row to the last. What it was given holds only meanwhile. */
export type RowWalk = (
  rows: {
    readonly x: Matrix
    /** What the sums of a row begin with. */
    readonly start: ArrayLike<number>
    readonly crews?: CrewMaker | undefined
  },
  take: SumsTaker,
) => void

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
  if (asked === null || plan === null) return null
  return ({ x, start, crews = soloCrews }, take) => {
    const maker = x.rows < manyRows ? soloCrews : crews
    const { part, task } = sizes(x.rows, maker.size, { columns: asked.columns.length, together: plan.together })
    const arena = createArena(roomFrom)
    const at = placeTrees(arena, { trees, asked, plan })
    const parts = placeParts(arena, { part, columns: asked.columns, outputs: trees.outputs })
    const rooms = Array.from({ length: Math.ceil(part / task) }, () => arena.take(plan.room))
    const crew = maker.open(arena.bytes)
    try {
      const { buffer } = crew.memory
      writeTrees(buffer, at, { trees, asked, plan, columns: parts.columns })
      const rows = rowParts(buffer, parts, { x, start })
      rows.write(0)
      for (let from = 0; from < x.rows; from += part) {
        const [first, end] = rows.placesOf(from)
        const tasks = rooms.slice(0, Math.ceil((end - first) / task)).map((room, turn): Task => {
          return [plan.kernel, at.plan, first + turn * task, Math.min(end, first + (turn + 1) * task), room, parts.sums]
        })
        crew.run(tasks, () => {
          if (from > 0) take(rows.sumsOf(from - part), from - part)
          rows.write(from + part)
        })
      }
      const last = Math.floor((x.rows - 1) / part) * part
      if (x.rows > 0) take(rows.sumsOf(last), last)
    } finally {
      crew.close()
    }
  }
}

/** The rows of a part and of a task. */
function sizes(
  rows: number,
  workers: number,
  { columns, together }: { readonly columns: number; readonly together: number },
): { readonly part: number; readonly task: number } {
  const whole = (count: number) => Math.max(1, Math.ceil(count / lanes)) * lanes
  const fit = Math.max(fewestOfPart, Math.min(mostOfPart, partBytes / 8 / Math.max(1, columns)))
  const part = Math.min(whole(fit), whole(rows))
  return { part, task: Math.min(together, whole(part / Math.min(mostTasks, workers * tasksEach))) }
}
