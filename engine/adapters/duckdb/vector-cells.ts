import duckdb from '@duckdb/node-bindings'
import type { DuckDBDataChunk } from '@duckdb/node-api'

/**
 * Copies the cells of a DOUBLE column of a chunk to `into` from `at` on; missing ones are NaN. The vectors of the package above take
 * longer, for they ask for types first; to have the query say NaN takes a nanosecond a cell.
 */
export function copyDoubles(chunk: DuckDBDataChunk, column: number, into: Float64Array, { at, rows }: Place): void {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column)
  const bytes = duckdb.vector_get_data(vector, rows * Float64Array.BYTES_PER_ELEMENT)
  into.set(new Float64Array(bytes.buffer, bytes.byteOffset, rows), at)
  const words = Math.ceil(rows / 32)
  // A bit for each row, 0 where it is missing; nothing where none is, whatever the types of the package say.
  const mask: Uint8Array | null = duckdb.vector_get_validity(vector, words * Uint32Array.BYTES_PER_ELEMENT)
  if (mask === null) return
  const present = new Uint32Array(mask.buffer, mask.byteOffset, words)
  for (let word = 0; word < words; word++) {
    const last = Math.min(32, rows - word * 32)
    for (let missing = ~(present[word] as number); missing !== 0; missing &= missing - 1) {
      const bit = 31 - Math.clz32(missing & -missing)
      if (bit >= last) break
      into[at + word * 32 + bit] = Number.NaN
    }
  }
}

/** Rows of a chunk and where they begin in the whole. */
export interface Place {
  readonly at: number
  readonly rows: number
}

/** The cells of a UBIGINT column of a chunk, none missing: two words for each row, the lower first; a view that lasts as long as the chunk. */
export function wordsOf(chunk: DuckDBDataChunk, column: number, rows: number): Uint32Array {
  const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk.chunk, column), rows * BigUint64Array.BYTES_PER_ELEMENT)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, rows * 2)
}
