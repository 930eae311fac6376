import type { Arena } from '../boost/arena.ts'
import type { Matrix } from '../matrix.ts'

/** Where the values and sums of two parts of the rows lie, in turn: while those of one are walked, those of the next are written. */
export interface PartPlaces {
  readonly part: number
  readonly outputs: number
  /** By column that is asked for: which of the table, and the address of its values. */
  readonly columns: readonly { readonly column: number; readonly at: number }[]
  readonly sums: number
}

export function placeParts(
  arena: Arena,
  { part, columns, outputs }: { readonly part: number; readonly columns: readonly number[]; readonly outputs: number },
): PartPlaces {
  return {
    part,
    outputs,
    columns: columns.map((column) => ({ column, at: arena.take(2 * part * 8) })),
    sums: arena.take(2 * part * outputs * 8),
  }
}

/** The parts of a table, by the row that each begins with. */
export interface RowParts {
  /** Copies the values of a part, if there is one, and begins its sums. */
  write(from: number): void
  /** The places of its first row and behind its last one. */
  placesOf(from: number): readonly [first: number, end: number]
  sumsOf(from: number): Float64Array
}

export function rowParts(
  buffer: ArrayBufferLike,
  { part, outputs, columns, sums }: PartPlaces,
  { x, start }: { readonly x: Matrix; readonly start: ArrayLike<number> },
): RowParts {
  const numbers = new Float64Array(buffer)
  const placesOf: RowParts['placesOf'] = (from) => {
    const first = ((from / part) % 2) * part
    return [first, first + Math.max(0, Math.min(part, x.rows - from))]
  }
  const sumsOf: RowParts['sumsOf'] = (from) => {
    const [first, end] = placesOf(from)
    return numbers.subarray(sums / 8 + first * outputs, sums / 8 + end * outputs)
  }
  return {
    placesOf,
    sumsOf,
    write(from) {
      const [first, end] = placesOf(from)
      for (const { column, at } of columns) numbers.set(x.columns[column]!.subarray(from, from + end - first), at / 8 + first)
      const own = sumsOf(from)
      for (let i = 0; i < own.length; i++) own[i] = start[i % outputs]!
    },
  }
}
