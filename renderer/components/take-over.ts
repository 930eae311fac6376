import { setComponent } from '../../engine/graph/commands/component-inside.ts'
import { dropUnused } from '../../engine/graph/commands/dissolve-component.ts'
import type { Document } from '../../engine/protocol/document.ts'
import type { LibraryComponent } from '../../engine/protocol/library-methods.ts'
import { carryComponents, componentsUsed } from '../canvas/edit/carry-components.ts'
import { linked } from './bring-library.ts'

/**
 * The document with the workspace's version of a component in the place of its own, for all of its uses. What stood inside the old one and is used
 * no more goes with it; wires to ports that are gone are taken out.
 */
export function takeOver(document: Document, type: string, entry: LibraryComponent): Document {
  const there = document.components ?? {}
  const before = there[type]
  if (!before) return document
  const { added, typeOf } = carryComponents(there, entry.needs)
  const nodes = Object.fromEntries(Object.entries(entry.component.nodes).map(([id, node]) => [id, { ...node, type: typeOf(node.type) }]))
  const fresh = linked({ ...entry, component: { ...entry.component, nodes } })
  const after = setComponent({ ...document, components: { ...there, ...added } }, type, fresh)
  return Object.keys(componentsUsed(there, before.nodes)).reduce(dropUnused, after)
}
