import type { Database } from '../adapters/duckdb/database.ts'
import type { Model } from '../learn/model.ts'
import { emptyReport, watchRequests, type WatchedRow } from '../monitor/watch-requests.ts'
import type { MonitorReport } from '../protocol/workspace.ts'
import { requestSource } from './request-table.ts'

/** The newest answers that are looked at; more would not change the verdict. */
const mostRows = 50_000
const batch = 500

/** How the rows that an endpoint answered differ from those that its model learned from. */
export async function monitorEndpoint(db: Database, model: Model, endpoint: string, logPath: string): Promise<MonitorReport> {
  const source = await requestSource(logPath)
  if (source === null) return emptyReport(endpoint)
  const [count] = await db.rows(`SELECT count(*), min(at) FROM ${source} WHERE status = 200`)
  const total = Number(count?.[0] ?? 0)
  if (total === 0) return emptyReport(endpoint)
  const watch = watchRequests(model, 1)
  const rows = await db.rows(
    `SELECT input::VARCHAR, output::VARCHAR FROM ${source} WHERE status = 200 LIMIT ${mostRows} OFFSET ${Math.max(0, total - mostRows)}`,
  )
  for (let at = 0; at < rows.length; at += batch) {
    for (const [input, output] of rows.slice(at, at + batch))
      watch.add({ input: JSON.parse(String(input)) as WatchedRow['input'], output: JSON.parse(String(output)) as WatchedRow['output'] })
    // Answering others must not wait for a long log.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return watch.report({ endpoint, since: String(count?.[1] ?? '') })
}
