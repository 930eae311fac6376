import type { Crew, Task } from '../../kernels/crew.ts'
import type { Arena } from '../boost/arena.ts'
import type { Matrix } from '../matrix.ts'

/** Where the bins of a table lie, column by column: a byte for each value, 255 for a missing one. */
export interface BinnedColumns {
  readonly rows: number
  readonly features: number
  readonly column: (feature: number) => number
  /** Addresses of all columns, with places up to a multiple of 16. */
  readonly columns: number
}

export interface ColumnPlaces extends BinnedColumns {
  readonly values: number
  readonly limits: number
}

/** Values that are looked up together: a whole column of a long table would need as much room again for each worker. */
const chunk = 65_536

/** Takes the room for the bins of so many rows and columns. */
export function placeBinnedColumns(
  arena: Arena,
  { rows, features }: { readonly rows: number; readonly features: number },
  workers: number,
): ColumnPlaces {
  const first = arena.take(rows * features)
  return {
    rows,
    features,
    column: (feature) => first + feature * rows,
    columns: arena.take(Math.ceil(features / 16) * 64),
    values: arena.take(Math.min(rows, chunk) * 8 * workers),
    limits: arena.take(256 * 8 * workers),
  }
}

/** Writes the bins. `limits`: those of each column, ascending. `order`: the row of the matrix that each row is; null: they are as they stand. */
export function fillBinnedColumns(
  places: ColumnPlaces,
  { x, limits, order }: { readonly x: Matrix; readonly limits: readonly Float64Array[]; readonly order: Int32Array | null },
  crew: Crew,
): void {
  const { buffer } = crew.memory
  const numbers = new Float64Array(buffer)
  const { rows, features } = places
  const room = Math.min(rows, chunk)
  const pieces = Math.ceil(rows / chunk)
  const write = (piece: number, worker: number): Task => {
    const feature = Math.floor(piece / pieces)
    const from = (piece % pieces) * chunk
    const count = Math.min(chunk, rows - from)
    const values = places.values + worker * room * 8
    const cuts = places.limits + worker * 256 * 8
    const column = x.columns[feature]!
    if (order === null) numbers.set(column.subarray(from, from + count), values / 8)
    else for (let i = 0; i < count; i++) numbers[values / 8 + i] = column[order[from + i]!]!
    numbers.fill(Number.POSITIVE_INFINITY, cuts / 8, cuts / 8 + 256)
    numbers.set(limits[feature] ?? [], cuts / 8)
    return ['binColumn', values, count, cuts, places.column(feature) + from]
  }
  for (let first = 0; first < features * pieces; first += crew.size)
    crew.run(Array.from({ length: Math.min(crew.size, features * pieces - first) }, (_, worker) => write(first + worker, worker)))
  const addresses = new Uint32Array(buffer, places.columns, Math.ceil(features / 16) * 16).fill(0)
  for (let feature = 0; feature < features; feature++) addresses[feature] = places.column(feature)
}
