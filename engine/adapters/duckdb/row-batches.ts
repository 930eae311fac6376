import type { Cell } from '../../protocol/table.ts'
import { toCell } from '../../relation/to-cell.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import type { Relation } from '../../relation/relation.ts'
import type { Database } from './database.ts'
import { toValue } from './to-value.ts'

/** The rows of a relation in its order, so many at a time; no more than one batch and one chunk of the database are in memory. */
export async function* rowBatches(db: Database, relation: Relation, size: number): AsyncGenerator<readonly (readonly Cell[])[]> {
  let batch: Cell[][] = []
  for await (const chunk of db.chunks(printRelation(relation))) {
    // Asks the database each time.
    const { rowCount } = chunk
    const columns = relation.columns.map((column, index) => {
      const vector = chunk.getColumnVector(index)
      return (row: number) => toCell(toValue(vector.getItem(row)), column.type)
    })
    for (let row = 0; row < rowCount; row++) {
      batch.push(columns.map((read) => read(row)))
      if (batch.length === size) {
        yield batch
        batch = []
      }
    }
  }
  if (batch.length > 0) yield batch
}
