import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import type { PortCatalogue } from '../port-catalogue.ts'
import { addNode } from './add-node.ts'
import { addWire } from './add-wire.ts'
import { unknownWire } from './command-error.ts'

type InsertOnWire = Extract<Command, { type: 'insert-on-wire' }>

/** Puts a new node into a wire. The wire's place in the order of its input is kept. */
export function insertOnWire(document: Document, command: InsertOnWire, catalogue?: PortCatalogue): Document {
  const { wire, id, node, input, output, position } = command
  const at = document.wires.findIndex((other) => other.from === wire.from && other.to === wire.to)
  if (at < 0) throw unknownWire(wire.from, wire.to)
  const placed = addNode({ ...document, wires: document.wires.toSpliced(at, 1) }, { type: 'add-node', id, node, position })
  const incoming = { from: wire.from, to: `${id}.${input}` }
  const outgoing = { from: `${id}.${output}`, to: wire.to }
  // Both are added as any wire would be, so that what refuses a wire refuses it here, and then put where the old one was.
  const wired = addWire(addWire(placed, incoming, true, catalogue), outgoing, true, catalogue)
  return { ...wired, wires: placed.wires.toSpliced(at, 0, incoming, outgoing) }
}
