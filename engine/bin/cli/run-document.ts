import type { Document } from '../../protocol/document.ts'
import type { EngineEvent } from '../../protocol/event.ts'
import type { Engine } from '../create-engine.ts'
import { exitCode } from './exit-code.ts'
import { progressLines } from './progress-lines.ts'
import { problemLine } from './say-problem.ts'

export interface RunDocumentOptions {
  /** Where relative paths of sources start. */
  readonly folder: string
  /** What the record of the run calls the pipeline. */
  readonly pipeline: string
  readonly to: readonly string[]
  readonly from: readonly string[]
  readonly json: boolean
  readonly counts: boolean
}

/** Runs a document to its end and says on the terminal what happens; SIGINT and SIGTERM cancel it. Gives the exit code. */
export async function runDocument(engine: Engine, document: Document, options: RunDocumentOptions): Promise<number> {
  let cancelled = false
  const resolved = await engine.resolve(document, options.folder, new AbortController().signal)
  const lines = progressLines(document, process.stderr)
  const stop = engine.events.follow({ seq: 0, epoch: '' }, (event: EngineEvent) => {
    if (options.json) process.stdout.write(`${JSON.stringify(event)}\n`)
    else lines.take(event)
  })
  const run = await engine.runService.start({
    pipeline: options.pipeline,
    resolved,
    targets: options.to,
    from: options.from,
    counts: options.counts ? 'within' : 'no',
  })
  const interrupt = () => {
    cancelled = true
    engine.runService.cancel(run.id)
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const manifest = await run.finished
  stop()
  if (!cancelled && manifest.outcome === 'done')
    for (const problem of await engine.inputs.look(resolved, new AbortController().signal))
      process.stderr.write(`${problemLine(problem)}\n`)
  if (cancelled || manifest.outcome === 'cancelled') return exitCode.cancelled
  if (manifest.outcome === 'failed') {
    const wrong =
      manifest.steps.every((step) => step.state !== 'executed') && manifest.steps.some((step) => step.problem && step.seconds === null)
    return wrong ? exitCode.wrong : exitCode.failed
  }
  return exitCode.done
}
