import { mostTasks, type Crew, type Task } from '../../kernels/crew.ts'
import type { Matrix } from '../matrix.ts'
import { fillBinnedColumns, placeBinnedColumns, type BinnedColumns, type ColumnPlaces } from '../tree/binned-columns.ts'
import type { Arena } from './arena.ts'

/** Features in one block; the last block may have empty places. */
const blockWidth = 16
/** Features whose rows lie side by side: a line of memory. */
const stripWidth = 64

/** Where the bins of a table lie: each column for itself, to split rows and send them down trees, and rows of strips, to sum them up. */
export interface BinnedRows extends BinnedColumns {
  readonly blocks: number
  readonly strips: readonly { readonly at: number; readonly features: number }[]
  /** A byte for each feature: its bins, and those in use, 0 for one that is left out. */
  readonly bins: number
  readonly used: number
  /** A byte for each feature: what its splits may be (LeafwiseGrower's `kinds`). */
  readonly kinds: number
}

/** Takes the room for the bins of so many rows. */
export function placeBinnedRows(
  arena: Arena,
  size: { readonly rows: number; readonly features: number },
  workers: number,
): BinnedRows & ColumnPlaces {
  const blocks = Math.ceil(size.features / blockWidth)
  const strips = Array.from({ length: Math.ceil(size.features / stripWidth) }, (_, strip) => {
    const features = Math.min(stripWidth, size.features - strip * stripWidth)
    return { at: arena.take(size.rows * Math.ceil(features / blockWidth) * blockWidth), features }
  })
  const bytes = () => arena.take(blocks * blockWidth)
  return { ...placeBinnedColumns(arena, size, workers), blocks, strips, bins: bytes(), used: bytes(), kinds: bytes() }
}

/** Writes the bins. `limits`: those of each column, ascending. `order`: the row of the matrix that each row is; null: they are as they stand. */
export function fillBinnedRows(
  places: BinnedRows & ColumnPlaces,
  filled: { readonly x: Matrix; readonly limits: readonly Float64Array[]; readonly order: Int32Array | null },
  crew: Crew,
): void {
  fillBinnedColumns(places, filled, crew)
  const { rows, blocks } = places
  const parts = Math.max(1, Math.min(Math.floor(mostTasks / blocks), crew.size * 4))
  const each = Math.ceil(rows / parts)
  const tasks = Array.from({ length: blocks * parts }, (_, task): Task => {
    const [block, part] = [Math.floor(task / parts), task % parts]
    const strip = places.strips[Math.floor((block * blockWidth) / stripWidth)]
    const [from, to] = [Math.min(rows, part * each), Math.min(rows, (part + 1) * each)]
    const at = (strip?.at ?? 0) + ((block * blockWidth) % stripWidth)
    const stride = Math.ceil((strip?.features ?? 0) / blockWidth) * blockWidth
    return ['interleave', places.columns + block * blockWidth * 4, from, to, at, stride]
  })
  for (let at = 0; at < tasks.length; at += mostTasks) crew.run(tasks.slice(at, at + mostTasks))
  new Uint8Array(crew.memory.buffer, places.bins, filled.limits.length).set(filled.limits.map((limits) => limits.length + 1))
}
