import type { Model } from '../learn/model.ts'
import type { MonitorReport } from '../protocol/workspace.ts'
import { readValue, type JsonValue } from '../relation/read-value.ts'
import type { Column } from '../relation/types.ts'
import { driftReport } from './drift-report.ts'
import { monitorReport } from './monitor-report.ts'
import { readProfile } from './read-profile.ts'
import { windowCounter, type CellValue } from './window-counts.ts'

/** The entry of a model's reference profile that holds its score. */
export const scoreName = 'score of the model'

/** One row that an endpoint answered. */
export interface WatchedRow {
  readonly input: Readonly<Record<string, JsonValue>>
  readonly output: Readonly<Record<string, JsonValue>>
}

/** Compares what an endpoint was asked with what its model learned from. */
export interface RequestWatch {
  add(row: WatchedRow): void
  report(about: { readonly endpoint: string; readonly since: string | null }): MonitorReport
}

/** Throws LearnProblem `bad-model` when the model has no reference profile. */
export function watchRequests(model: Model, seed: number): RequestWatch {
  const profile = readProfile(model.reference)
  const counter = windowCounter(profile)
  const columns = new Map((model.recipe.stages[0]?.columns ?? []).map((column) => [column.name, column]))
  const readers = profile.features.map((feature) =>
    feature.name === scoreName
      ? (row: WatchedRow) => scoreOf(model, row.output)
      : (row: WatchedRow) => cellOf(row.input[feature.name], columns.get(feature.name), feature.kind),
  )
  const yesNo = new Set([...columns.values()].filter(({ type }) => type === 'bool').map(({ name }) => name))
  let rows = 0
  return {
    add(row) {
      rows++
      counter.add(readers.map((read) => read(row)))
    },
    report({ endpoint, since }) {
      if (rows === 0) return emptyReport(endpoint)
      return monitorReport(driftReport(profile, counter.features, { seed, predictions: scoreName, yesNo }), {
        endpoint,
        since,
        predictions: scoreName,
      })
    },
  }
}

export function emptyReport(endpoint: string): MonitorReport {
  return {
    endpoint,
    requests: 0,
    since: null,
    verdict: {
      en: 'No requests yet: there is nothing to compare. Send one on the page of the endpoint, then run this node again.',
      fr: 'Aucune requête pour l’instant : rien à comparer. Envoyez-en une depuis la page du point d’accès, puis exécutez de nouveau ce nœud.',
    },
    features: [],
    predictions: null,
  }
}

function scoreOf(model: Model, output: WatchedRow['output']): CellValue {
  if (model.task === 'regression') return typeof output['prediction'] === 'number' ? output['prediction'] : null
  const probabilities = output['probabilities']
  if (typeof probabilities !== 'object' || probabilities === null || Array.isArray(probabilities)) return null
  const value = (probabilities as Readonly<Record<string, JsonValue>>)[model.positive ?? model.classes[0] ?? '']
  return typeof value === 'number' ? value : null
}

function cellOf(json: JsonValue | undefined, column: Column | undefined, kind: 'number' | 'category'): CellValue {
  const value = json === undefined || !column ? null : (readValue(json, column.type) ?? null)
  if (value === null) return null
  if (kind === 'category') return String(value)
  return column?.type === 'timestamp' ? Number(value as bigint) / 1e6 : Number(value)
}
