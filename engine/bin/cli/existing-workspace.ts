import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openWorkspace, type Workspace } from '../../store/workspace.ts'
import { UsageError } from './exit-code.ts'

/** The workspace that a command only looks into: one that is there, never made. */
export async function existingWorkspace(folder: string | undefined): Promise<Workspace> {
  const root = resolve(folder ?? '.')
  const found = await stat(join(root, '.millrace')).catch(() => null)
  if (!found?.isDirectory()) throw new UsageError(`${root} is no workspace; name one with --workspace`)
  return openWorkspace(root)
}
