import { mostTasks, type Crew, type Task } from '../../kernels/crew.ts'
import type { Matrix } from '../matrix.ts'
import { fillBinnedColumns, placeBinnedColumns, type BinnedColumns, type ColumnPlaces } from '../tree/binned-columns.ts'
import type { Arena } from './arena.ts'

/** Features in one block; the last block may have empty places. */
export const blockWidth = 16
/** Bytes of the pairs of one block: 16 features of 256 bins. */
export const blockBytes = blockWidth * 256 * 8

/** Where the bins of a table lie: each column for itself, to split rows and send them down trees, and rows of blocks, to sum them up. */
export interface BinnedRows extends BinnedColumns {
  readonly blocks: number
  readonly block: (block: number) => number
  /** A byte for each feature: its bins in use, 0 for one that is left out. */
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
  const block = Array.from({ length: blocks }, () => arena.take(size.rows * blockWidth))
  return {
    ...placeBinnedColumns(arena, size, workers),
    blocks,
    block: (at) => block[at] ?? 0,
    used: arena.take(blocks * blockWidth),
    kinds: arena.take(blocks * blockWidth),
  }
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
    return [
      'interleave',
      places.columns + block * blockWidth * 4,
      Math.min(rows, part * each),
      Math.min(rows, (part + 1) * each),
      places.block(block),
    ]
  })
  for (let at = 0; at < tasks.length; at += mostTasks) crew.run(tasks.slice(at, at + mostTasks))
}
