import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import { checkNewId } from './check-new-id.ts'

type AddNode = Extract<Command, { type: 'add-node' }>

/** Puts a new node on the canvas. Throws CommandError when the id is taken. */
export function addNode(document: Document, { id, node, position }: AddNode): Document {
  checkNewId(document, id)
  return { ...document, nodes: { ...document.nodes, [id]: node }, layout: { ...document.layout, [id]: position } }
}
