import type { Database } from '../adapters/duckdb/database.ts'
import type { RequestRow } from '../protocol/workspace.ts'
import { quoteText } from '../relation/print/duckdb-quote.ts'

const columns = "columns = {'at': 'VARCHAR', ms: 'DOUBLE', status: 'BIGINT', model: 'VARCHAR', input: 'JSON', output: 'JSON'}"

/** The log of an endpoint (its files, oldest first) as something to select from; null while nothing was answered. */
export function requestSource(paths: readonly string[]): string | null {
  return paths.length > 0 ? `read_json([${paths.map(quoteText).join(', ')}], format = 'newline_delimited', ${columns})` : null
}

/** Rows that were scored, newest first. */
export async function readRequests(
  db: Database,
  paths: readonly string[],
  limit: number,
  offset: number,
): Promise<{ total: number; requests: RequestRow[] }> {
  const source = requestSource(paths)
  if (source === null) return { total: 0, requests: [] }
  const [count] = await db.rows(`SELECT count(*) FROM ${source}`)
  const total = Number(count?.[0] ?? 0)
  const from = Math.max(0, total - offset - limit)
  const rows = await db.rows(
    `SELECT "at", ms, status, input::VARCHAR, output::VARCHAR FROM ${source} LIMIT ${Math.max(0, total - offset - from)} OFFSET ${from}`,
  )
  return {
    total,
    requests: rows.toReversed().map(([at, ms, status, input, output]) => ({
      at: String(at),
      ms: Number(ms),
      status: Number(status),
      input: JSON.parse(String(input)) as RequestRow['input'],
      output: output === null ? null : (JSON.parse(String(output)) as RequestRow['output']),
    })),
  }
}
