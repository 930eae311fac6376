import type { Document } from '../../protocol/document.ts'
import { ProblemError } from '../../protocol/problem-error.ts'
import type { Text } from '../../protocol/text.ts'
import type { ArtifactStore } from '../../store/artifact-store.ts'
import type { Resolved } from '../resolve.ts'
import type { RunService } from '../run-service.ts'

export interface ReplayOptions {
  readonly engine: {
    readonly store: Pick<ArtifactStore, 'record' | 'json'>
    readonly replays: RunService
    resolve(document: Document, folder: string, signal: AbortSignal): Promise<Resolved>
  }
  folderOf(document: Document): string
  /** The node that evaluates, and the one whose model is meant; null: the best. */
  place(document: Document): { readonly evaluation: string; readonly learner: string | null }
  readonly figure: string
  readonly signal: AbortSignal
}

/** Runs a document as far as its evaluation, unseen and with what is cached, and reads a figure. A text says why there is none. */
export function replayedFigure(options: ReplayOptions): (document: Document) => Promise<number | Text> {
  const { engine, signal } = options
  return async (document) => {
    signal.throwIfAborted()
    const { evaluation, learner } = options.place(document)
    const resolved = await engine.resolve(document, options.folderOf(document), signal)
    const node = resolved.nodes.get(evaluation)
    if (!node) return { en: 'The node that evaluates is not in it.', fr: 'Le nœud qui évalue n’y est pas.' }
    try {
      const { id, finished } = await engine.replays.start({ pipeline: '', resolved, targets: [evaluation], from: [], counts: 'no' })
      const cancel = () => engine.replays.cancel(id)
      signal.addEventListener('abort', cancel, { once: true })
      const { steps } = await finished
      signal.removeEventListener('abort', cancel)
      signal.throwIfAborted()
      const failed = steps.find(({ problem }) => problem)?.problem
      if (failed) return failed.text
    } catch (error) {
      if (error instanceof ProblemError) return error.problem.text
      throw error
    }
    const wanted = learner === null ? undefined : resolved.nodes.get(learner)?.fingerprint
    const values = await figuresOf(options, node.fingerprint)
    const own = values.find(({ model }) => model === wanted) ?? best(values)
    return own?.value ?? { en: 'It has no such figure.', fr: 'Il n’a pas cette mesure.' }
  }
}

interface Judged {
  readonly model: string
  readonly value: number
  readonly lower: boolean
}

async function figuresOf({ engine: { store }, figure }: ReplayOptions, fingerprint: string): Promise<Judged[]> {
  const record = await store.record(fingerprint)
  const artifacts = await Promise.all(
    Object.entries(record?.ports ?? {}).flatMap(([port, { kind }]) => (kind === 'json' ? [store.json(fingerprint, port)] : [])),
  )
  return artifacts.flatMap((artifact) =>
    artifact?.kind === 'metrics'
      ? artifact.evaluations.flatMap(({ node, figures }) => {
          const found = figures.find(({ id }) => id === figure)
          return found && found.value !== null ? [{ model: node, value: found.value, lower: found.better === 'lower' }] : []
        })
      : [],
  )
}

function best(values: readonly Judged[]): Judged | undefined {
  return values.toSorted((one, other) => (one.lower ? one.value - other.value : other.value - one.value))[0]
}
