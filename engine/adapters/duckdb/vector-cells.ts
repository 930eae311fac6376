import duckdb from '@duckdb/node-bindings'
import type { DuckDBDataChunk } from '@duckdb/node-api'

/**
 * The cells of a DOUBLE column of a chunk where DuckDB holds them: a view that lasts as long as the chunk.
 * Missing cells hold anything. The vectors of the package above take three times as long: they ask for types and validity first.
 */
export function doublesOf(chunk: DuckDBDataChunk, column: number, rows: number): Float64Array {
  const bytes = bytesOf(chunk, column, rows * Float64Array.BYTES_PER_ELEMENT)
  return new Float64Array(bytes.buffer, bytes.byteOffset, rows)
}

/** The same of a UBIGINT column: two words for each row, the lower first. */
export function wordsOf(chunk: DuckDBDataChunk, column: number, rows: number): Uint32Array {
  const bytes = bytesOf(chunk, column, rows * 2 * Uint32Array.BYTES_PER_ELEMENT)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, rows * 2)
}

function bytesOf(chunk: DuckDBDataChunk, column: number, length: number): Uint8Array {
  return duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk.chunk, column), length)
}
