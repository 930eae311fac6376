import type { ExecuteTools, RunRequest } from './execute-tools.ts'
import type { ResolvedNode } from './resolve.ts'
import { throttledProgress } from './throttled-progress.ts'
import type { RunNodeResult, RunNodeTask } from './worker-messages.ts'

/** What flows into a node, and where it writes tables (empty where it writes none). */
interface WorkerInputs extends Pick<RunNodeTask, 'tables' | 'artifacts' | 'studied'> {
  readonly folder: string
}

interface InWorker extends RunNodeResult {
  readonly memoryBytes: number
  /** The files that it was told to write. */
  readonly exports: readonly string[]
}

/** Whether a run does the body of this node in a worker process. */
export function needsWorker({ definition, node, kept }: ResolvedNode): boolean {
  if (!definition || node.disabled || kept) return false
  return 'run' in definition || ('fit' in definition && definition.learnsIn === 'worker')
}

/** Does the body of a node in a worker process and passes on what it says meanwhile. Throws what the worker pool throws. */
export async function runInWorker(
  node: ResolvedNode,
  { tables, artifacts, folder, studied }: WorkerInputs,
  { request, tools }: { readonly request: RunRequest; readonly tools: ExecuteTools },
): Promise<InWorker> {
  const { signal, resolved, runId, askEnough } = request
  const progress = throttledProgress(runId, node.id, tools.emit)
  const settings = await tools.workerSettings(node)
  const task: RunNodeTask = {
    kind: 'run-node',
    type: node.definition?.id ?? '',
    params: node.params ?? {},
    node: node.id,
    title: node.node.title ?? node.definition?.title.en ?? '',
    fingerprint: node.fingerprint,
    seed: resolved.document.seed,
    tables,
    artifacts,
    ...(studied !== undefined && { studied }),
    outputFolder: folder,
    ...settings,
  }
  const { result, memoryBytes } = await tools.workers
    .run(task, signal, {
      onMessage: (message) => {
        if (message.type === 'progress') progress.share(message.share, 0, message.note)
        else if (message.type === 'points')
          tools.emit({ type: 'step.partial', runId, node: node.id, points: [...message.points], ...message.watched })
        else tools.log(`${node.id}: ${message.text}`)
      },
      started: (tell) => askEnough?.set(node.id, () => tell({ kind: 'enough' })),
    })
    .finally(() => askEnough?.delete(node.id))
  return { ...(result as RunNodeResult), memoryBytes, exports: Object.values(settings.exports) }
}
