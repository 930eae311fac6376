import { getDocument } from '../document/store.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { getClient } from '../session/client.ts'
import { activePath, useSession } from '../session/store.ts'
import { getHost } from '../session/use-host.ts'
import { pipelineFilter } from './file-filters.ts'
import { openPath } from './open-pipeline.ts'
import { rebaseFiles } from './rebase-files.ts'

/** Asks for a place, writes the shown pipeline there with all its edits, and opens it. Throws EngineFailure. */
export async function saveAs(): Promise<void> {
  const open = getDocument(activePath(useSession.getState()))
  if (!open) return
  const suggested = `${open.document.name.replaceAll(/[/\\\0]/g, ' ').slice(0, 200)}.millrace`
  const place = await getHost().saveFile(suggested, [pipelineFilter()])
  if (place === null) return
  const { workspace } = await getClient()('status', {})
  const from = /^([A-Za-z]:)?[\\/]/.test(open.path) ? open.path : `${workspace}/${open.path}`
  const folder = from.slice(0, Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\')))
  const document = rebaseFiles(open.document, useCatalogue.getState().byType, folder)
  await getClient()('savePipeline', { path: place, document, revision: null })
  await openPath(place)
}
