import type { MethodOutput } from '../protocol/methods.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { notThere } from './answers.ts'
import type { Engine } from './create-engine.ts'
import { modelViews } from './model-views.ts'

/** What a port holds, as the studio shows it. */
export async function artifactView(engine: Engine, fingerprint: string, port: string): Promise<MethodOutput<'readArtifact'>> {
  const record = await engine.store.record(fingerprint)
  const stored = record?.ports[port]
  if (stored?.kind === 'table') return { kind: 'table', columns: stored.columns.map((column) => ({ ...column })), rows: stored.rows }
  const artifact = stored ? await engine.store.json(fingerprint, port) : null
  if (!artifact)
    throw new ProblemError(
      notThere('artifact-missing', { en: 'This result is not on disk any more.', fr: 'Ce résultat n’est plus sur le disque.' }),
      404,
    )
  switch (artifact.kind) {
    case 'model': {
      const { model } = artifact
      return { kind: 'model', id: model.id, name: model.name, task: model.task, target: model.target.name, views: modelViews(model) }
    }
    case 'metrics':
      return { kind: 'metrics', evaluations: [...artifact.evaluations], duels: [...(artifact.duels ?? [])] }
    case 'report':
      return {
        kind: 'report',
        ...(artifact.groups && { groups: [...artifact.groups] }),
        ...(artifact.monitor && { monitor: artifact.monitor }),
        views: [...artifact.views],
      }
    case 'endpoint':
      return { kind: 'endpoint', name: artifact.endpoint.name }
    case 'table':
      throw new Error('a table artifact without a file')
  }
}
