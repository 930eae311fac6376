import { exitCode, UsageError } from './exit-code.ts'
import { openPipelineFile } from './open-pipeline.ts'
import { problemLine } from './say-problem.ts'

/** `millrace check FILE`: problems on stdout, worst first. */
export async function checkCommand(options: {
  readonly file: string | undefined
  readonly workspace: string | undefined
  readonly json: boolean
}): Promise<number> {
  if (!options.file) throw new UsageError('millrace check FILE: name a pipeline file')
  const { engine, document, folder, problems } = await openPipelineFile(options.file, options.workspace, (text) =>
    process.stderr.write(`${text}\n`),
  )
  try {
    const resolved = await engine.resolve(document, folder, new AbortController().signal)
    const order = { error: 0, warning: 1, notice: 2 }
    const known = new Set(problems.map((problem) => `${problem.code} ${problem.place.node ?? ''}`))
    const all = [
      ...problems,
      ...[...resolved.problems, ...[...resolved.nodes.values()].flatMap((node) => node.problems)].filter(
        (problem) => !known.has(`${problem.code} ${problem.place.node ?? ''}`),
      ),
      ...(await engine.inputs.look(resolved, new AbortController().signal)),
    ].toSorted((a, b) => order[a.severity] - order[b.severity])
    for (const problem of all) process.stdout.write(`${options.json ? JSON.stringify(problem) : problemLine(problem)}\n`)
    if (all.length === 0) process.stderr.write('no problems\n')
    return all.some((problem) => problem.severity === 'error') ? exitCode.wrong : exitCode.done
  } finally {
    await engine.close()
  }
}
