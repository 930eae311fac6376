import type { RunFigure, RunRow } from '../protocol/experiment-methods.ts'
import type { Annotation, RunEvaluation, RunRecord } from '../protocol/experiment-record.ts'
import type { RunManifest } from './run-store.ts'

/** All that lies in the folder of a run. */
export interface KeptRun {
  readonly manifest: RunManifest
  readonly record: RunRecord | null
  readonly annotation: Annotation
}

/** A run as lists show it; its number is given by the list. */
export function runRow({ manifest, record, annotation }: KeptRun, going: boolean): Omit<RunRow, 'number'> {
  const { id, pipeline, startedAt, seconds, outcome, steps, seed } = manifest
  return {
    ...annotation,
    id,
    pipeline,
    startedAt,
    seconds,
    outcome: outcome === 'running' && !going ? 'lost' : outcome,
    executed: steps.filter(({ state }) => state === 'executed').length,
    reused: steps.filter(({ state }) => state === 'reused').length,
    seed,
    models: [...new Set(record?.models.map(({ name }) => name))],
    figures: bestFigures(record?.evaluations.map(({ evaluation }) => evaluation) ?? []),
    params: paramsOf(manifest),
    memoryBytes: record?.cost.memoryBytes ?? null,
    wattHours: record?.cost.energy.wattHours ?? null,
    modelBytes: record && record.models.length > 0 ? Math.max(...record.models.map(({ bytes }) => bytes)) : null,
  }
}

/** Of each figure the best one among the models that were judged. */
function bestFigures(evaluations: readonly RunEvaluation['evaluation'][]): RunRow['figures'] {
  const best: Record<string, RunFigure> = {}
  for (const { model, figures } of evaluations)
    for (const { id, label, value, interval, format, better } of figures) {
      if (value === null || !Number.isFinite(value)) continue
      const before = best[id]
      if (before && (better === 'lower' ? before.value <= value : before.value >= value)) continue
      best[id] = { label, value, interval: interval ?? null, format, better: better ?? null, model }
    }
  return best
}

const longest = 200

function paramsOf({ document, parameters = {} }: RunManifest): Record<string, string> {
  const found: Record<string, string> = { seed: String(document.seed) }
  for (const [name, value] of Object.entries(parameters)) found[`@${name}`] = String(value)
  for (const [id, { params }] of Object.entries(document.nodes))
    for (const [param, value] of Object.entries(params))
      found[`${id}.${param}`] = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, longest)
  return found
}
