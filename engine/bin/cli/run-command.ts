import { exitCode, UsageError } from './exit-code.ts'
import { openPipelineFile, setParams } from './open-pipeline.ts'
import { runDocument } from './run-document.ts'
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
  const { engine, folder, file: pipeline } = opened
  try {
    for (const problem of opened.problems) process.stderr.write(`${problemLine(problem)}\n`)
    if (opened.problems.some((problem) => problem.severity === 'error')) return exitCode.wrong
    return await runDocument(engine, setParams(opened.document, options.set), { ...options, folder, pipeline })
  } finally {
    await engine.close()
  }
}
