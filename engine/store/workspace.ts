import { basename, join, resolve } from 'node:path'
import { makeFolder } from './make-folder.ts'

/** The folders of a workspace (absolute). What a person looks at has a plain name; what can be thrown away is under `.millrace`. */
export interface Workspace {
  readonly folder: string
  readonly name: string
  readonly data: string
  readonly runs: string
  readonly models: string
  readonly components: string
  readonly endpoints: string
  readonly logs: string
  readonly drafts: string
  readonly artifacts: string
  readonly converted: string
  readonly spill: string
}

/** Opens a folder as a workspace, creating what is missing. Runs nothing. Throws ProblemError `folder-unusable`. */
export async function openWorkspace(folder: string): Promise<Workspace> {
  const root = resolve(folder)
  const hidden = join(root, '.millrace')
  const workspace: Workspace = {
    folder: root,
    name: basename(root),
    data: join(root, 'data'),
    runs: join(root, 'runs'),
    models: join(root, 'models'),
    components: join(root, 'components'),
    endpoints: join(root, 'endpoints'),
    logs: join(root, 'logs'),
    drafts: join(hidden, 'drafts'),
    artifacts: join(hidden, 'artifacts'),
    converted: join(hidden, 'converted'),
    spill: join(hidden, 'spill'),
  }
  for (const path of [root, workspace.runs, workspace.drafts, workspace.artifacts, workspace.converted, workspace.spill])
    await makeFolder(path)
  return workspace
}
