import { closeDocument } from '../document/store.ts'
import { getClient } from '../session/client.ts'
import { useSession } from '../session/store.ts'
import { pipelineTabId } from '../session/tab.ts'

/** Closes a pipeline and deletes its file and its draft. Throws EngineFailure. */
export async function removePipeline(path: string): Promise<void> {
  const id = pipelineTabId(path)
  const session = useSession.getState()
  if (session.tabs.some((tab) => tab.id === id)) {
    await closeDocument(path)
    session.close(id)
  }
  await getClient()('removePipeline', { path })
}
