import { printServerQuery } from '../../relation/print/database-read.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import type { AbandonedStatement, Database } from '../duckdb/database.ts'
import type { Attachments } from './attachments.ts'

/**
 * A driver waits for the first rows of its server, whatever is asked of it meanwhile: the server itself has to be told to stop. Of the statements of
 * this engine's sessions those are stopped that began while the cancelled one was running; while another one that is wanted reads the same
 * database, none is. Gives what failed to `log`.
 */
export function cancelOnServers(db: Database, attachments: Attachments, log: (text: string) => void): void {
  db.onAbandoned((statement) => {
    for (const name of new Set(statement.sql.match(/db_[0-9a-f]{24}/g) ?? []))
      if (!statement.others.some((other) => other.includes(name)))
        stop(name, statement).catch((error: unknown) => log(`a server did not stop a query: ${String(error)}`))
  })

  async function stop(name: string, statement: AbandonedStatement): Promise<void> {
    const server = attachments.serverOf(name)
    if (server === 'postgres') await db.rows(`SELECT * FROM ${printServerQuery({ attached: name, server }, postgresStop(name, statement))}`)
    if (server !== 'mysql') return
    const found = await db.rows(`SELECT * FROM ${printServerQuery({ attached: name, server }, mysqlFind(statement))}`)
    const ids = found.map(([id]) => Number(id)).filter((id) => Number.isSafeInteger(id))
    if (ids.length === 0) return
    await attachments.asWriter(name, async (writer) => {
      for (const id of ids) await db.execute(`CALL mysql_execute(${quoteText(writer)}, ${quoteText(`KILL QUERY ${id}`)})`)
    })
  }
}

/** Seconds that the clocks of a statement here and there may differ by: it is planned here before the server hears of it. */
const slack = 0.5

function postgresStop(name: string, { age, sinceCancelled }: AbandonedStatement): string {
  const seconds = 'extract(epoch FROM clock_timestamp() - query_start)'
  return `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = ${quoteText(name)} AND state = 'active'
AND pid <> pg_backend_pid() AND ${seconds} BETWEEN ${sinceCancelled.toFixed(3)} AND ${(age + slack).toFixed(3)}`
}

/** MySQL keeps no name of a session: those of this account from this machine are ours. It counts whole seconds: a query that has just begun is 0 old. */
function mysqlFind({ age, sinceCancelled }: AbandonedStatement): string {
  const host = `SUBSTRING_INDEX(HOST, ':', 1)`
  return `SELECT ID FROM information_schema.PROCESSLIST WHERE USER = SUBSTRING_INDEX(CURRENT_USER(), '@', 1) AND COMMAND IN ('Query', 'Execute')
AND ID <> CONNECTION_ID() AND INFO LIKE 'SELECT %' AND TIME BETWEEN ${Math.floor(sinceCancelled)} AND ${Math.ceil(age + slack)}
AND ${host} = (SELECT ${host} FROM information_schema.PROCESSLIST WHERE ID = CONNECTION_ID())`
}
