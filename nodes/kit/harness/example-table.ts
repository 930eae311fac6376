// For tests only: runs any node on small literal tables with a real DuckDB, without the engine around it.

import type { Database } from '../../../engine/adapters/duckdb/database.ts'
import { values } from '../../../engine/relation/build.ts'
import { literalOf } from '../../../engine/relation/literal-value.ts'
import { printRelation } from '../../../engine/relation/print/duckdb.ts'
import type { Relation } from '../../../engine/relation/relation.ts'
import type { ExampleTable } from '../define-node.ts'

/** A relation that holds the rows of an example. */
export function relationOf(table: ExampleTable): Relation {
  return values(table.columns, table.rows)
}

/** The rows of a relation, computed by DuckDB, as an example would write them. */
export async function tableOf(db: Database, relation: Relation): Promise<ExampleTable> {
  const rows = await db.rows(printRelation(relation))
  return {
    columns: relation.columns,
    rows: rows.map((row) => row.map((value, index) => literalOf(relation.columns[index]?.type ?? 'text', value))),
  }
}
