import type { FairnessMeasure } from '../../protocol/artifact.ts'
import type { RecordedGaps, RunEvaluation, RunRecord } from '../../protocol/experiment-record.ts'
import type { ArtifactStore } from '../../store/artifact-store.ts'
import type { RunManifest } from '../../store/run-store.ts'
import type { Resolved, ResolvedNode } from '../resolve.ts'
import { energyOf, type PowerFacts } from './energy.ts'

/** A run that has ended, and what it used. */
export interface EndedRun {
  readonly manifest: RunManifest
  readonly resolved: Resolved
  readonly use: PowerFacts & { readonly cpuSeconds: number; readonly machineCpuSeconds: number | null }
}

export interface DescribeTools {
  readonly store: Pick<ArtifactStore, 'record' | 'json'>
  readonly versions: RunRecord['versions']
  readonly environment: RunRecord['environment']
}

/**
 * What a run leaves besides its manifest: what it read, every model and evaluation among its artifacts (those that were reused too), on which
 * machine and at which cost.
 */
export async function describeRun({ manifest, resolved, use }: EndedRun, tools: DescribeTools): Promise<RunRecord> {
  const ended = manifest.steps.filter(({ state }) => state === 'executed' || state === 'reused')
  const sources: RunRecord['sources'] = []
  const models = new Map<string, RunRecord['models'][number]>()
  const evaluations: RunRecord['evaluations'] = []
  const fairness: RunRecord['fairness'] = []
  const artifacts: RunRecord['artifacts'] = []
  for (const { node: id, fingerprint, title } of ended) {
    const node = resolved.nodes.get(id)
    if (!node) continue
    if (node.definition?.body === 'read') {
      // Further ports tell of rows that could not be read.
      const columns = node.outputs.get(Object.keys(node.definition.outputs)[0] ?? '')?.relation?.columns ?? []
      sources.push({
        node: id,
        title: sourceName(node) ?? title,
        content: node.stamp ?? '',
        columns: columns.map(({ name, type }) => ({ name, type })),
      })
    }
    const stored = await tools.store.record(fingerprint)
    for (const [port, { kind }] of Object.entries(stored?.ports ?? {})) {
      const bytes = stored?.files?.[`${port}.${kind === 'table' ? 'parquet' : 'json'}`] ?? 0
      const artifact = kind === 'table' ? null : await tools.store.json(fingerprint, port)
      artifacts.push({ node: id, port, kind: artifact?.kind ?? 'table', fingerprint, bytes })
      const rows = rowsAt(node, resolved)
      if (artifact?.kind === 'model' && !models.has(artifact.model.id)) {
        const { model } = artifact
        const { name, learner, task, trained } = model
        const told = { name, learner, task, target: model.target.name, features: model.features.length }
        models.set(model.id, {
          node: id,
          id: model.id,
          ...told,
          rows: trained.rows,
          seconds: trained.seconds,
          bytes,
          trainedOn: trainedRows(node, resolved),
        })
      }
      if (artifact?.kind === 'metrics')
        for (const { model, node: made, task, target, rows: judged, figures, verdict } of artifact.evaluations) {
          const evaluation = { model, node: made, task, target, rows: judged, figures, verdict }
          evaluations.push({ node: id, model: modelOf(evaluation, ended, models), judgedOn: rows, evaluation })
        }
      if (artifact?.kind === 'report' && artifact.groups) {
        const model = await modelAt(node, { resolved, store: tools.store })
        for (const { by, outcome, measures } of artifact.groups)
          fairness.push({ node: id, model, by: [...by], outcome, gaps: gapsOf(measures) })
      }
    }
  }
  const seconds = manifest.seconds ?? 0
  const peaks = ended.flatMap(({ state, memoryBytes }) => (state === 'executed' && memoryBytes !== null ? [memoryBytes] : []))
  const memoryBytes = peaks.length > 0 ? Math.max(...peaks) : null
  const { cores } = tools.environment
  return {
    versions: tools.versions,
    environment: tools.environment,
    seed: manifest.seed,
    parameters: { ...manifest.parameters },
    sources,
    models: [...models.values()],
    evaluations,
    fairness,
    artifacts,
    cost: {
      seconds,
      cpuSeconds: use.cpuSeconds,
      memoryBytes,
      energy: energyOf({ seconds, cores, memoryBytes: memoryBytes ?? 0, ...use }, use),
    },
  }
}

/** What a source without a title of its own is called: the file, folder, table or sample that it reads; undefined where it names none. */
function sourceName({ node, params }: ResolvedNode): string | undefined {
  if (node.title !== undefined) return node.title
  const named = ['table', 'path', 'name'].map((param) => params?.[param]).find((value) => typeof value === 'string' && value !== '')
  return typeof named === 'string' ? named.split(/[\\/]/).findLast((part) => part !== '') : undefined
}

/** The rows that a node reads: what comes in at its port `table`. */
function rowsAt(node: ResolvedNode, resolved: Resolved): RunEvaluation['judgedOn'] {
  const [source] = node.sources.get('table') ?? []
  const fingerprint = source && resolved.nodes.get(source.node)?.fingerprint
  return source && fingerprint ? { node: source.node, port: source.port, fingerprint } : null
}

/** The rows that a model learned from: those that its node reads; of models put together, those of the first of them. */
function trainedRows(node: ResolvedNode, resolved: Resolved): RunEvaluation['judgedOn'] {
  const own = rowsAt(node, resolved)
  const [part] = ['model', 'models'].flatMap((port) => node.sources.get(port) ?? [])
  const behind = part && resolved.nodes.get(part.node)
  return own ?? (behind ? trainedRows(behind, resolved) : null)
}

/** Id of the model that comes in at a node's port `model`; null without one. */
async function modelAt(
  node: ResolvedNode,
  { resolved, store }: { readonly resolved: Resolved; readonly store: DescribeTools['store'] },
): Promise<string | null> {
  const [source] = node.sources.get('model') ?? []
  const fingerprint = source && resolved.nodes.get(source.node)?.fingerprint
  const artifact = source && fingerprint ? await store.json(fingerprint, source.port) : null
  return artifact?.kind === 'model' ? artifact.model.id : null
}

function gapsOf(measures: readonly FairnessMeasure[]): RecordedGaps['gaps'] {
  return measures.flatMap(({ id, label, value, interval, kind, worst }) =>
    kind === 'difference' ? [{ id, label, value, interval, worst }] : [],
  )
}

/** Models are called by the fingerprint of the step that made them, which an evaluation names; one of the registry by what made it once. */
function modelOf({ node }: RunEvaluation['evaluation'], steps: RunManifest['steps'], models: ReadonlyMap<string, unknown>): string | null {
  return models.has(node) || steps.some(({ fingerprint }) => fingerprint === node) ? node : null
}
