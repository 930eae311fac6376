import type { Database } from '../adapters/duckdb/database.ts'
import type { Model } from '../learn/model.ts'
import { emptyReport, watchRequests, type WatchedRow } from '../monitor/watch-requests.ts'
import type { MonitorReport } from '../protocol/workspace.ts'
import { quoteText } from '../relation/print/duckdb-quote.ts'
import { requestSource } from './request-table.ts'

/** The newest answers that are looked at; more would not change the verdict. */
const mostRows = 50_000

/**
 * How the rows that an endpoint answered with this model differ from those that the model learned from. Takes seconds for a wide model
 * and a long log, without a pause: for a worker process.
 */
export async function monitorEndpoint(
  db: Database,
  { endpoint, model, paths }: { readonly endpoint: string; readonly model: Model; readonly paths: readonly string[] },
): Promise<MonitorReport> {
  const source = requestSource(paths)
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
  for (const [, input, output] of rows)
    watch.add({
      input: JSON.parse(String(input)) as WatchedRow['input'],
      output: JSON.parse(String(output)) as WatchedRow['output'],
    })
  return watch.report({ endpoint, since: String(first[0]) })
}
