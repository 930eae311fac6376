import { t } from '@lingui/core/macro'
import type { OpenedPipeline } from '../../engine/protocol/workspace.ts'
import { getClient } from '../session/client.ts'
import { useNotices } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { pipelineTabId } from '../session/tab.ts'
import { toast } from '../ui/toasts.ts'
import { getDocument, loadDocument } from '../document/store.ts'
import { uniqueName } from './unique-name.ts'

function show(opened: OpenedPipeline): void {
  loadDocument(opened)
  useSession.getState().openPipeline(opened.path)
  opened.problems.filter((problem) => problem.place.node === undefined).forEach((problem) => useNotices.getState().add(problem))
  if (opened.draft) toast(t`Edits that were not saved are back.`, { icon: 'history' })
}

/** Opens a pipeline of the workspace, or brings it forward when it is open. Throws EngineFailure. */
export async function openPath(path: string): Promise<void> {
  const { tabs, activate } = useSession.getState()
  if (tabs.some((tab) => tab.id === pipelineTabId(path)) && getDocument(path)) return activate(pipelineTabId(path))
  show(await getClient()('openPipeline', { path }))
}

/** Makes an empty pipeline and opens it. A name that is taken gets a number. Returns its path. Throws EngineFailure. */
export async function createPipeline(name: string): Promise<string> {
  const { pipelines } = await getClient()('listPipelines', {})
  const free = uniqueName(
    name,
    pipelines.map((one) => one.name),
  )
  const opened = await getClient()('createPipeline', { name: free })
  show(opened)
  return opened.path
}

/** Copies an example with its data into the workspace, in the language of the studio, and opens the copy. Throws EngineFailure. */
export async function openExample(id: string): Promise<void> {
  show(await getClient()('openExample', { id, language: useSession.getState().language }))
}
