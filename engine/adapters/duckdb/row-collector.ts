import type { RowCollector } from '../../../nodes/kit/context.ts'
import { scan } from '../../relation/build.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import type { Column } from '../../relation/types.ts'
import type { Database } from './database.ts'

/** Writes each piece as a Parquet file beside the others, so that memory holds one piece whatever the number of rows. */
export function rowCollector(db: Database, path: string): RowCollector {
  const paths: string[] = []
  let columns: readonly Column[] = []
  return {
    async add(pieces) {
      if ((pieces[0]?.values.length ?? 0) === 0) return
      columns = pieces.map(({ name, type }) => ({ name, type }))
      await db.createTable(
        'collected',
        pieces.map((piece, index) => ({ ...piece, name: `c${index}` })),
      )
      const file = `${path}-${paths.length}.parquet`
      await db.execute(`COPY collected TO ${quoteText(file)} (FORMAT parquet)`)
      paths.push(file)
    },
    relation() {
      if (paths.length === 0) return null
      const physical = columns.map((column, index) => ({ name: `c${index}`, duckdb: duckdbType(column.type) }))
      return scan({ format: 'parquet', paths, physical }, columns)
    },
  }
}
