import { join } from 'node:path'
import { openRegistry, type RegistryStore } from '../../store/registry-store.ts'
import { accountName } from '../account-name.ts'
import { existingWorkspace } from './existing-workspace.ts'
import { exitCode, UsageError } from './exit-code.ts'

export interface NamesOptions {
  readonly act: string
  readonly name: string | undefined
  readonly reason: string
  readonly workspace: string | undefined
  readonly json: boolean
}

/** `millrace models names|archive|restore`: the registry, which several programs may have open, so the studio may too. */
export async function namesCommand({ act, name, reason, workspace, json }: NamesOptions): Promise<number> {
  const { models, folder } = await existingWorkspace(workspace)
  const registry = openRegistry(join(models, 'registry.sqlite'), accountName(), () => new Date().toISOString())
  try {
    if (act === 'names') for (const one of registry.list()) process.stdout.write(`${json ? JSON.stringify(one) : line(one)}\n`)
    else archive(registry, { name, archived: act === 'archive', reason, folder })
    return exitCode.done
  } finally {
    registry.close()
  }
}

function line({ name, latest, aliases, archivedAt }: ReturnType<RegistryStore['list']>[number]): string {
  const where = Object.entries(aliases).map(([alias, number]) => `${alias} ${number}`)
  const state = archivedAt === null ? '' : `  (archived on ${archivedAt.slice(0, 10)})`
  return `${name}  versions: ${latest}${where.length > 0 ? `  ${where.join(', ')}` : ''}${state}`
}

interface Wanted extends Pick<NamesOptions, 'name' | 'reason'> {
  readonly archived: boolean
  readonly folder: string
}

function archive(registry: RegistryStore, { name, archived, reason, folder }: Wanted): void {
  if (name === undefined) throw new UsageError(`millrace models ${archived ? 'archive' : 'restore'} NAME: which one?`)
  if (!registry.read(name)) throw new UsageError(`there is no model called "${name}" in ${folder}`)
  if (!registry.archive(name, { archived, reason })) throw new UsageError(`"${name}" is ${archived ? 'archived already' : 'not archived'}`)
  process.stderr.write(archived ? `${name} is put away; millrace models restore ${name} takes it back\n` : `${name} is back\n`)
}
