import { mostTasks, type Crew, type Task } from '../../kernels/crew.ts'
import type { Matrix } from '../matrix.ts'
import type { Arena } from './arena.ts'

/** Features in one block; the last block may have empty places. */
export const blockWidth = 16
/** Bytes of the pairs of one block: 16 features of 256 bins. */
export const blockBytes = blockWidth * 256 * 8

/** Where the bins of a table lie: each column for itself, to split rows and send them down trees, and rows of blocks, to sum them up. */
export interface BinnedRows {
  readonly rows: number
  readonly features: number
  readonly blocks: number
  readonly column: (feature: number) => number
  /** Addresses of all columns, and of the rows of each block. */
  readonly columns: number
  readonly block: (block: number) => number
  /** A byte for each feature: its bins in use, 0 for one that is left out. */
  readonly used: number
}

interface Places extends BinnedRows {
  readonly values: number
  readonly limits: number
}

/** Takes the room for the bins of so many rows. */
export function placeBinnedRows(arena: Arena, { rows, columns: { length: features } }: Matrix, workers: number): Places {
  const blocks = Math.ceil(features / blockWidth)
  const first = Array.from({ length: features }, () => arena.take(rows))
  const block = Array.from({ length: blocks }, () => arena.take(rows * blockWidth))
  return {
    rows,
    features,
    blocks,
    column: (feature) => first[feature] ?? 0,
    columns: arena.take(blocks * blockWidth * 4),
    block: (at) => block[at] ?? 0,
    used: arena.take(blocks * blockWidth),
    values: arena.take(rows * 8 * workers),
    limits: arena.take(256 * 8 * workers),
  }
}

/** Writes the bins. `limits`: those of each column, ascending. */
export function fillBinnedRows(places: Places, x: Matrix, limits: readonly Float64Array[], crew: Crew): void {
  const { buffer } = crew.memory
  const numbers = new Float64Array(buffer)
  const { rows, features, blocks } = places
  for (let first = 0; first < features; first += crew.size) {
    const some = x.columns.slice(first, first + crew.size)
    crew.run(
      some.map((column, at): Task => {
        const values = places.values + at * rows * 8
        const cuts = places.limits + at * 256 * 8
        numbers.set(column, values / 8)
        numbers.fill(Number.POSITIVE_INFINITY, cuts / 8, cuts / 8 + 256)
        numbers.set(limits[first + at] ?? [], cuts / 8)
        return ['binColumn', values, rows, cuts, places.column(first + at)]
      }),
    )
  }
  const addresses = new Uint32Array(buffer, places.columns, blocks * blockWidth)
  for (let feature = 0; feature < features; feature++) addresses[feature] = places.column(feature)
  const parts = Math.max(1, Math.min(Math.floor(mostTasks / blocks), crew.size * 4))
  const each = Math.ceil(rows / parts)
  crew.run(
    Array.from({ length: blocks * parts }, (_, task): Task => {
      const [block, part] = [Math.floor(task / parts), task % parts]
      return [
        'interleave',
        places.columns + block * blockWidth * 4,
        Math.min(rows, part * each),
        Math.min(rows, (part + 1) * each),
        places.block(block),
      ]
    }),
  )
}
