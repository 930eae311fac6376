import type { EngineEvent } from '../../protocol/event.ts'
import { exitCode, UsageError } from './exit-code.ts'
import { openPipelineFile, setParams } from './open-pipeline.ts'
import { progressLines } from './progress-lines.ts'
import { problemLine } from './say-problem.ts'

export interface RunOptions {
  readonly file: string | undefined
  readonly workspace: string | undefined
  readonly to: readonly string[]
  readonly from: readonly string[]
  readonly set: readonly string[]
  readonly json: boolean
  readonly counts: boolean
}

/** `millrace run FILE`: events as NDJSON on stdout with --json; otherwise a line for each step on stderr. */
export async function runCommand(options: RunOptions): Promise<number> {
  if (!options.file) throw new UsageError('millrace run FILE: name a pipeline file')
  const opened = await openPipelineFile(options.file, options.workspace, (text) => process.stderr.write(`${text}\n`))
  const { engine } = opened
  let cancelled = false
  try {
    for (const problem of opened.problems) process.stderr.write(`${problemLine(problem)}\n`)
    if (opened.problems.some((problem) => problem.severity === 'error')) return exitCode.wrong
    const document = setParams(opened.document, options.set)
    const resolved = await engine.resolve(document, opened.folder, new AbortController().signal)
    const lines = progressLines(document, process.stderr)
    const stop = engine.events.follow({ seq: 0, epoch: '' }, (event: EngineEvent) => {
      if (options.json) process.stdout.write(`${JSON.stringify(event)}\n`)
      else lines.take(event)
    })
    const run = await engine.runService.start({
      pipeline: opened.file,
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
  } finally {
    await engine.close()
  }
}
