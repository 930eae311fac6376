import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import type { PortCatalogue } from '../port-catalogue.ts'
import { addWire } from './add-wire.ts'
import { checkNewId } from './check-new-id.ts'
import { takenId } from './command-error.ts'

type Paste = Extract<Command, { type: 'paste' }>

/** Puts copied nodes and notes in under ids that are new here, then their wires. */
export function paste(document: Document, { nodes, wires, notes, layout }: Paste, catalogue?: PortCatalogue): Document {
  for (const id of Object.keys(nodes)) checkNewId(document, id)
  for (const id of Object.keys(notes)) if (Object.hasOwn(document.notes, id)) throw takenId(id)
  const places = Object.entries(layout).filter(([id]) => Object.hasOwn(nodes, id))
  const placed: Document = {
    ...document,
    nodes: { ...document.nodes, ...nodes },
    notes: { ...document.notes, ...notes },
    layout: { ...document.layout, ...Object.fromEntries(places) },
  }
  return wires.reduce((into, wire) => addWire(into, wire, true, catalogue), placed)
}
