import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import { unknownId } from './command-error.ts'

type SetNode = Extract<Command, { type: 'set-node' }>

/** Names a node, switches it off, keeps its result or accepts warnings. A null or empty title gives back the one of its type. */
export function setNode(document: Document, { id, title, disabled, kept, accepted }: SetNode): Document {
  const node = document.nodes[id]
  if (!node) throw unknownId('node', id)
  const edited = { ...node }
  if (title) edited.title = title
  else if (title !== undefined) delete edited.title
  if (disabled) edited.disabled = true
  else if (disabled === false) delete edited.disabled
  if (kept) edited.kept = kept
  else if (kept === null) delete edited.kept
  if (accepted && accepted.length > 0) edited.accepted = accepted
  else if (accepted) delete edited.accepted
  return { ...document, nodes: { ...document.nodes, [id]: edited } }
}
