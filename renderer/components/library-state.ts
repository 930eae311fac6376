import { componentDigest } from '../../engine/graph/commands/component-digest.ts'
import type { Component } from '../../engine/protocol/document.ts'
import type { LibraryComponent } from '../../engine/protocol/library-methods.ts'

/**
 * How a component of a pipeline stands to that of the workspace: it never was there or is there no more (`alone`), is the newest (`same`), was
 * changed here since (`edited`), is older (`older`), or both of the last (`both`).
 */
export type LibraryState = 'alone' | 'same' | 'edited' | 'older' | 'both'

export function libraryState(component: Component | undefined, entry: LibraryComponent | undefined): LibraryState {
  if (!component?.library || !entry) return 'alone'
  const isEdited = componentDigest(component) !== component.library.digest
  const isOlder = entry.component.version > component.library.version
  if (isOlder) return isEdited ? 'both' : 'older'
  return isEdited ? 'edited' : 'same'
}
