import { openRunStore } from '../../store/run-store.ts'
import { existingWorkspace } from './existing-workspace.ts'
import { runEntry } from '../run-entry.ts'
import { exitCode, UsageError } from './exit-code.ts'
import { problemLine } from './say-problem.ts'

/** `millrace runs [ID]`: only reads, so it also works while a studio has the workspace open. */
export async function runsCommand(options: {
  readonly workspace: string | undefined
  readonly id: string | undefined
  readonly json: boolean
}): Promise<number> {
  const workspace = await existingWorkspace(options.workspace)
  const runs = openRunStore(workspace.runs)
  if (options.id !== undefined) {
    const found = await runs.read(options.id)
    if (!found) throw new UsageError(`there is no run "${options.id}" in ${workspace.folder}`)
    if (options.json) process.stdout.write(`${JSON.stringify(found.manifest)}\n`)
    else
      for (const step of found.manifest.steps) {
        process.stdout.write(
          `${step.state.padEnd(9)} ${step.node}: ${step.title}  ${step.seconds === null ? '' : `${step.seconds.toFixed(2)} s`}\n`,
        )
        if (step.problem) process.stdout.write(`          ${problemLine(step.problem)}\n`)
      }
    return exitCode.done
  }
  for (const manifest of await runs.list()) {
    const entry = runEntry(manifest, [])
    if (options.json) process.stdout.write(`${JSON.stringify(entry)}\n`)
    else
      process.stdout.write(
        `${entry.id}  ${entry.outcome.padEnd(9)} ${String(entry.executed).padStart(3)} computed ${String(entry.reused).padStart(3)} reused  ${entry.seconds === null ? '' : `${entry.seconds.toFixed(2)} s`}  ${entry.pipeline}\n`,
      )
  }
  return exitCode.done
}
