import type { Database } from '../adapters/duckdb/database.ts'
import type { Model } from '../learn/model.ts'
import { emptyReport, watchRequests, type WatchedRow } from '../monitor/watch-requests.ts'
import type { MonitorReport } from '../protocol/workspace.ts'
import { quoteText } from '../relation/print/duckdb-quote.ts'
import { requestSource } from './request-table.ts'

/** The newest answers that are looked at; more would not change the verdict. */
const mostRows = 50_000
const batch = 500

/** How the rows that an endpoint answered with this model differ from those that the model learned from. */
export async function monitorEndpoint(db: Database, model: Model, endpoint: string, logPath: string): Promise<MonitorReport> {
  const source = await requestSource(logPath)
  if (source === null) return emptyReport(endpoint)
  const answered = `${source} WHERE status = 200 AND model = ${quoteText(model.id)}`
  const [count] = await db.rows(`SELECT count(*) FROM ${answered}`)
  const total = Number(count?.[0] ?? 0)
  const rows = await db.rows(
    `SELECT "at", input::VARCHAR, output::VARCHAR FROM ${answered} LIMIT ${mostRows} OFFSET ${Math.max(0, total - mostRows)}`,
  )
  const [first] = rows
  if (!first) return emptyReport(endpoint)
  const watch = watchRequests(model, 1)
  for (let at = 0; at < rows.length; at += batch) {
    for (const [, input, output] of rows.slice(at, at + batch))
      watch.add({
        input: JSON.parse(String(input)) as WatchedRow['input'],
        output: JSON.parse(String(output)) as WatchedRow['output'],
      })
    // Answering others must not wait for a long log.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return watch.report({ endpoint, since: String(first[0]) })
}
