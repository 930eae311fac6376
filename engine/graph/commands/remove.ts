import type { Command } from '../../protocol/command.ts'
import { splitEnd, type Document, type Wire } from '../../protocol/document.ts'
import { makesCycle } from '../makes-cycle.ts'
import type { PortCatalogue } from '../port-catalogue.ts'
import { unknownId, unknownWire } from './command-error.ts'

type Remove = Extract<Command, { type: 'remove' }>

/** Takes nodes with their wires, notes, frames and single wires out. `reconnect` joins what came into a node with what went out of it. */
export function remove(document: Document, command: Remove, catalogue?: PortCatalogue): Document {
  const { nodes, wires, notes, frames, reconnect } = command
  for (const id of nodes) if (!Object.hasOwn(document.nodes, id)) throw unknownId('node', id)
  for (const id of notes) if (!Object.hasOwn(document.notes, id)) throw unknownId('note', id)
  for (const id of frames) if (!Object.hasOwn(document.frames, id)) throw unknownId('frame', id)
  const gone = new Set(wires.map((wire) => `${wire.from}>${wire.to}`))
  for (const wire of wires) if (!document.wires.some((other) => sameWire(other, wire))) throw unknownWire(wire.from, wire.to)
  let left: Document = { ...document, wires: document.wires.filter((wire) => !gone.has(`${wire.from}>${wire.to}`)) }
  for (const id of nodes) left = { ...left, wires: wiresWithout(left, id, reconnect, catalogue) }
  return {
    ...left,
    nodes: without(document.nodes, nodes),
    layout: without(document.layout, nodes),
    notes: without(document.notes, notes),
    frames: without(document.frames, frames),
    wires: left.wires.length === document.wires.length && gone.size === 0 ? document.wires : left.wires,
  }
}

function sameWire(a: Wire, b: Wire): boolean {
  return a.from === b.from && a.to === b.to
}

/** The wires without those of a node. When joining, each wire that went out is taken over by the first that came in and carries the same kind. */
function wiresWithout(document: Document, id: string, reconnect: boolean, catalogue?: PortCatalogue): Wire[] {
  const incoming = document.wires.filter((wire) => splitEnd(wire.to).node === id)
  const rest = document.wires.filter((wire) => splitEnd(wire.to).node !== id && splitEnd(wire.from).node !== id)
  return document.wires.flatMap((wire) => {
    if (splitEnd(wire.to).node === id) return []
    if (splitEnd(wire.from).node !== id) return [wire]
    if (!reconnect) return []
    const heir = incoming.find((other) => sameKind(document, other.from, wire.from, catalogue))
    if (!heir) return []
    const joined = { from: heir.from, to: wire.to }
    const loops = makesCycle({ ...document, wires: rest }, splitEnd(joined.from).node, splitEnd(joined.to).node)
    return loops || rest.some((other) => sameWire(other, joined)) ? [] : [joined]
  })
}

function sameKind(document: Document, a: string, b: string, catalogue?: PortCatalogue): boolean {
  const kind = (end: string) => {
    const { node, port } = splitEnd(end)
    return catalogue?.get(document.nodes[node]?.type ?? '')?.outputs[port]?.kind
  }
  return kind(a) === kind(b)
}

function without<T>(record: Record<string, T>, ids: readonly string[]): Record<string, T> {
  if (!ids.some((id) => Object.hasOwn(record, id))) return record
  const gone = new Set(ids)
  return Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)))
}
