import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import type { Value } from '../../relation/types.ts'
import { toValue } from './to-value.ts'

/** Cells that are converted before others get their turn: a few milliseconds. */
const cellsAtOnce = 20_000

/** The rows of a result as plain values. Lets go of the event loop between pieces, so that a wide answer holds up no other. */
export async function toRows(result: DuckDBMaterializedResult): Promise<Value[][]> {
  const rows: Value[][] = []
  const width = result.columnCount
  let converted = 0
  for (let index = 0; index < result.chunkCount; index++) {
    const chunk = result.getChunk(index)
    // Asks the database each time.
    const { rowCount } = chunk
    const first = rows.length
    for (let row = 0; row < rowCount; row++) rows.push(new Array<Value>(width).fill(null))
    for (let column = 0; column < width; column++) {
      const vector = chunk.getColumnVector(column)
      for (let row = 0; row < rowCount; row++) (rows[first + row] as Value[])[column] = toValue(vector.getItem(row))
      converted += rowCount
      if (converted >= cellsAtOnce) {
        converted = 0
        await new Promise((done) => setImmediate(done))
      }
    }
  }
  return rows
}
