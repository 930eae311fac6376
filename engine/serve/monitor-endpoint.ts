import type { Database } from '../adapters/duckdb/database.ts'
import type { Model } from '../learn/model.ts'
import type { MonitorReport } from '../protocol/workspace.ts'
import { requestSource } from './request-table.ts'

export async function monitorEndpoint(db: Database, _model: Model, endpoint: string, logPath: string): Promise<MonitorReport> {
  const source = await requestSource(logPath)
  const [row] = source === null ? [] : await db.rows(`SELECT count(*), min(at) FROM ${source} WHERE status = 200`)
  return {
    endpoint,
    requests: Number(row?.[0] ?? 0),
    since: row?.[1] ? String(row[1]) : null,
    verdict: { en: 'No requests yet.', fr: 'Aucune requête pour l’instant.' },
    features: [],
    predictions: null,
  }
}
