import { DuckDBBigIntVector, DuckDBDateVector, DuckDBDoubleVector, DuckDBTimestampVector } from '@duckdb/node-api'
import type { DuckDBMaterializedResult } from '@duckdb/node-api'

/** What is not missing of a column, in row order: numbers as they are, dates in days, timestamps in microseconds, both since 1970. */
export type PresentValues = Float64Array | BigInt64Array

/** The columns of a result of BIGINT, DOUBLE, DATE and TIMESTAMP. Lets go of the event loop after each chunk. */
export async function presentValues(result: DuckDBMaterializedResult): Promise<PresentValues[]> {
  const rows = result.rowCount
  const columns = result.columnTypes().map((type) => {
    const name = String(type)
    return { values: name === 'BIGINT' || name === 'TIMESTAMP' ? new BigInt64Array(rows) : new Float64Array(rows), count: 0 }
  })
  for (let index = 0; index < result.chunkCount; index++) {
    const chunk = result.getChunk(index)
    // Asks the database each time.
    const { rowCount } = chunk
    for (const [place, column] of columns.entries()) {
      const vector = chunk.getColumnVector(place)
      const { values } = column
      if (values instanceof Float64Array) {
        if (vector instanceof DuckDBDoubleVector)
          for (let row = 0; row < rowCount; row++) {
            const value = vector.getItem(row)
            if (value !== null) values[column.count++] = value
          }
        else if (vector instanceof DuckDBDateVector)
          for (let row = 0; row < rowCount; row++) {
            const value = vector.getItem(row)
            if (value !== null) values[column.count++] = value.days
          }
        else throw new Error(`unexpected vector ${vector.constructor.name}`)
      } else if (vector instanceof DuckDBBigIntVector)
        for (let row = 0; row < rowCount; row++) {
          const value = vector.getItem(row)
          if (value !== null) values[column.count++] = value
        }
      else if (vector instanceof DuckDBTimestampVector)
        for (let row = 0; row < rowCount; row++) {
          const value = vector.getItem(row)
          if (value !== null) values[column.count++] = value.micros
        }
      else throw new Error(`unexpected vector ${vector.constructor.name}`)
    }
    await new Promise((done) => setImmediate(done))
  }
  return columns.map(({ values, count }) => values.subarray(0, count))
}
