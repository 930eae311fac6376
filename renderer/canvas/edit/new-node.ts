// Commands made out of what a person does on the canvas. Pure: document in, command out.
import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'
import type { Document, DocumentNode, Params } from '../../../engine/protocol/document.ts'

export type NodeCatalogue = ReadonlyMap<string, CatalogueEntry>

/** A node of this type as it comes out of the palette: every param at its default. */
export function newNode(entry: CatalogueEntry, params: Params = {}): DocumentNode {
  return { type: entry.id, version: entry.version, params: { ...entry.defaults, ...params } }
}

/** An id that is free among nodes, notes and frames: `filter-rows`, then `filter-rows-2`. */
export function freeId(
  document: Pick<Document, 'nodes' | 'notes' | 'frames'>,
  base: string,
  taken: ReadonlySet<string> = new Set(),
): string {
  const clean = base.replace(/[.\s]+/g, '-')
  const used = (id: string) =>
    Object.hasOwn(document.nodes, id) || Object.hasOwn(document.notes, id) || Object.hasOwn(document.frames, id) || taken.has(id)
  if (!used(clean)) return clean
  for (let number = 2; ; number++) if (!used(`${clean}-${number}`)) return `${clean}-${number}`
}

/** `clean.filter-rows` names its nodes `filter-rows`. */
export function idBase(type: string): string {
  return type.slice(type.indexOf('.') + 1)
}
