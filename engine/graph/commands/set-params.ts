import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import { unknownId } from './command-error.ts'

type SetParams = Extract<Command, { type: 'set-params' }>

/** Sets some params of a node; those in `remove` go back to what the node takes them to be. */
export function setParams(document: Document, { id, params, remove }: SetParams): Document {
  const node = document.nodes[id]
  if (!node) throw unknownId('node', id)
  const gone = new Set(remove)
  const merged = Object.fromEntries(Object.entries({ ...node.params, ...params }).filter(([name]) => !gone.has(name)))
  return { ...document, nodes: { ...document.nodes, [id]: { ...node, params: merged } } }
}
