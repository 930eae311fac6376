import type { DatabaseTable } from '../../protocol/connection.ts'
import { printServerQuery } from '../../relation/print/database-read.ts'
import type { DatabasePlace } from '../../relation/relation.ts'
import { writeTableName } from '../../../nodes/kit/table-name.ts'
import type { Database } from '../duckdb/database.ts'

const mostTables = 5000

/** The tables and views that this user may read, those of the server itself left out. */
export async function listTables(db: Database, place: Pick<DatabasePlace, 'attached' | 'server'>): Promise<readonly DatabaseTable[]> {
  const rows = await db.rows(`SELECT * FROM ${printServerQuery(place, queries[place.server])}`)
  return rows.map(([schema, table, view]) => ({
    schema: String(schema),
    table: String(table),
    name: writeTableName(String(schema), String(table)),
    view: Number(view) === 1,
  }))
}

const queries: Readonly<Record<DatabasePlace['server'], string>> = {
  postgres: `SELECT n.nspname::text, c.relname::text, c.relkind IN ('v', 'm')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')
AND n.nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
ORDER BY 1, 2 LIMIT ${mostTables}`,
  mysql: `SELECT TABLE_SCHEMA, TABLE_NAME, CASE WHEN TABLE_TYPE LIKE '%VIEW' THEN 1 ELSE 0 END FROM information_schema.TABLES
WHERE TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys') ORDER BY 1, 2 LIMIT ${mostTables}`,
  sqlite: `SELECT 'main', name, type = 'view' FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name LIMIT ${mostTables}`,
}
