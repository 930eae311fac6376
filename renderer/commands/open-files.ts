import { EngineFailure } from '../../engine/protocol/client.ts'
import type { Command } from '../../engine/protocol/command.ts'
import { useCatalogue } from '../session/catalogue.ts'
import type { ReadableFile } from '../session/host.ts'
import { useSession } from '../session/store.ts'
import { relativePath } from '../session/relative-path.ts'
import { isPipelineFile } from './file-filters.ts'
import { fileSource } from './file-source.ts'
import { getDocument } from '../document/store.ts'
import { createPipeline, openPath } from './open-pipeline.ts'
import { nameFromFile } from './unique-name.ts'

/** Opens pipelines; makes one new pipeline with a node for each data file. Throws EngineFailure. */
export async function openFiles(files: readonly ReadableFile[] | Promise<readonly ReadableFile[]>): Promise<void> {
  const all = await files
  for (const file of all.filter((one) => isPipelineFile(one.name))) await openPath(file.path)
  const data = all.filter((one) => !isPipelineFile(one.name))
  const [first] = data
  if (!first) return
  // Files may be opened from outside while the studio is still starting.
  if (!useCatalogue.getState().loaded) await useCatalogue.getState().load()
  const catalogue = Object.values(useCatalogue.getState().byType)
  const path = await createPipeline(nameFromFile(first.name))
  const commands = data.flatMap((file, i): Command[] => {
    const node = fileSource(catalogue, relativePath(path, file.path))
    return node ? [{ type: 'add-node', id: `file-${i + 1}`, node, position: { x: 24, y: 40 + i * 132 } }] : []
  })
  if (commands.length === 0) throw new EngineFailure(noSource, 0)
  getDocument(path)?.apply({ type: 'batch', commands }, { en: `add ${first.name}`, fr: `ajouter ${first.name}` })
  // Selected, so that rows are seen at once, and several can be joined or stacked.
  useSession.getState().select({ nodes: commands.flatMap((command) => (command.type === 'add-node' ? [command.id] : [])) })
}

const noSource = {
  code: 'no-file-source',
  severity: 'error',
  place: {},
  text: { en: 'There is no node that reads files.', fr: 'Aucun nœud ne sait lire des fichiers.' },
  action: {
    en: 'The nodes of this installation are incomplete: install it again.',
    fr: 'Les nœuds de cette installation sont incomplets : réinstallez-la.',
  },
} as const
