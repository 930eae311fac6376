import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Document } from '../../engine/protocol/document.ts'
import type { Text } from '../../engine/protocol/text.ts'

/** What a node is called: its own title, or that of its type; its type's id for one that this Millrace does not know. */
export function nodeTitle(document: Document, catalogue: ReadonlyMap<string, CatalogueEntry>, id: string): Text {
  const node = document.nodes[id]
  if (node?.title !== undefined) return { en: node.title, fr: node.title }
  return catalogue.get(node?.type ?? '')?.title ?? { en: node?.type ?? id, fr: node?.type ?? id }
}
