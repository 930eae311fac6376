import { createHash } from 'node:crypto'
import { printServerQuery } from '../../relation/print/database-read.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import type { DatabasePlace } from '../../relation/relation.ts'
import type { Value } from '../../relation/types.ts'
import type { Database } from '../duckdb/database.ts'

export interface Probe {
  /** Changes when the server says that rows were written. */
  readonly stamp: string
  /** Rows as the server estimates them; null when it does not say. */
  readonly rows: number | null
}

/**
 * What a server says of changes without reading a row. PostgreSQL counts rows written per table (its figures may come up to ten seconds late);
 * MariaDB notes the second of the last write. For views and queries the figures of the whole database stand in: a write anywhere makes them
 * new. What these figures do not know (foreign tables, MySQL's cached ones) is read anew when a person asks for it.
 */
export async function probeServer(db: Database, place: Pick<DatabasePlace, 'attached' | 'server' | 'from'>): Promise<Probe> {
  const ask = async (sql: string): Promise<readonly Value[]> => {
    const [row] = await db.rows(`SELECT * FROM ${printServerQuery(place, sql)}`)
    return row ?? []
  }
  const own = 'table' in place.from ? await ask(tableQuery(place.server, place.from)) : []
  const [kind, rows, ...facts] = own
  const isTable = kind === 'r' || kind === 'm' || kind === 'BASE TABLE'
  const told = isTable ? facts : await ask(wholeQuery(place.server))
  return { stamp: hash(told), rows: isTable && rows !== null && Number(rows) >= 0 ? Number(rows) : null }
}

function tableQuery(server: DatabasePlace['server'], { schema, table }: { readonly schema: string; readonly table: string }): string {
  if (server === 'postgres')
    return `SELECT c.relkind::text, c.reltuples::bigint, c.oid::bigint, pg_relation_filenode(c.oid)::bigint, s.n_tup_ins, s.n_tup_upd, s.n_tup_del
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
WHERE n.nspname = ${quoteText(schema)} AND c.relname = ${quoteText(table)}`
  return `SELECT TABLE_TYPE, TABLE_ROWS, CAST(CREATE_TIME AS CHAR), CAST(UPDATE_TIME AS CHAR), ${unsettled('UPDATE_TIME')}
FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${mysqlText(schema)} AND TABLE_NAME = ${mysqlText(table)}`
}

function wholeQuery(server: DatabasePlace['server']): string {
  if (server === 'postgres')
    return `SELECT tup_inserted, tup_updated, tup_deleted, stats_reset::text FROM pg_stat_database WHERE datname = current_database()`
  return `SELECT COUNT(*), CAST(MAX(CREATE_TIME) AS CHAR), CAST(MAX(UPDATE_TIME) AS CHAR), ${unsettled('MAX(UPDATE_TIME)')}
FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()`
}

/** In the second of a write another write would go unseen: until it is over, every look is a new one. */
function unsettled(time: string): string {
  return `CASE WHEN TIMESTAMPDIFF(SECOND, ${time}, NOW()) < 2 THEN CAST(SYSDATE(6) AS CHAR) ELSE '' END`
}

/** As bytes, so that a backslash in a name is nothing but a backslash. */
function mysqlText(text: string): string {
  return `CONVERT(X'${Buffer.from(text, 'utf8').toString('hex')}' USING utf8mb4)`
}

function hash(facts: readonly Value[]): string {
  return createHash('sha256')
    .update(facts.map((fact) => (fact === null ? '\0' : String(fact))).join('\n'))
    .digest('hex')
    .slice(0, 24)
}
