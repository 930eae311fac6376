import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Document } from '../../engine/protocol/document.ts'
import { fileParams } from './file-source.ts'

const absolute = /^([A-Za-z]:[\\/]|[\\/])/

/**
 * The document for a place in another folder: paths of files, which start from the folder of the pipeline, are written out from `folder`,
 * where it lay until now. Absolute paths, addresses and empty ones stay.
 */
export function rebaseFiles(document: Document, byType: Readonly<Record<string, CatalogueEntry>>, folder: string): Document {
  const nodes = Object.entries(document.nodes).map(([id, node]) => {
    const entry = byType[node.type]
    const moved = (entry ? fileParams(entry) : []).flatMap(({ name }) => {
      const path = node.params[name]
      const stays = typeof path !== 'string' || path === '' || absolute.test(path) || path.includes('://')
      return stays ? [] : [[name, `${folder}/${path}`] as const]
    })
    return [id, { ...node, params: { ...node.params, ...Object.fromEntries(moved) } }] as const
  })
  return { ...document, nodes: Object.fromEntries(nodes) }
}
