import { openModelStore } from '../../store/model-store.ts'
import { existingWorkspace } from './existing-workspace.ts'
import { exitCode, UsageError } from './exit-code.ts'

/** `millrace models [ID]`: only reads, so it also works while a studio has the workspace open. */
export async function modelsCommand(options: {
  readonly workspace: string | undefined
  readonly id: string | undefined
  readonly json: boolean
}): Promise<number> {
  const workspace = await existingWorkspace(options.workspace)
  const models = openModelStore(workspace.models)
  if (options.id !== undefined) {
    const model = await models.read(options.id)
    if (!model) throw new UsageError(`there is no model "${options.id}" in ${workspace.folder}`)
    process.stdout.write(`${JSON.stringify(model, null, options.json ? 0 : 1)}\n`)
    return exitCode.done
  }
  for (const entry of await models.list()) {
    if (options.json) process.stdout.write(`${JSON.stringify(entry)}\n`)
    else
      process.stdout.write(
        `${entry.id}  ${entry.createdAt.slice(0, 19).replace('T', ' ')}  ${entry.name}: ${entry.task} of ${entry.target}, ${entry.rows} rows\n`,
      )
  }
  return exitCode.done
}
