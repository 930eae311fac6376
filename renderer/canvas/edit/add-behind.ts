import type { Command } from '../../../engine/protocol/command.ts'
import type { Document, Params } from '../../../engine/protocol/document.ts'
import type { Side } from '../geometry.ts'
import { addNode, type Addition } from './add-node.ts'
import { insertNode, insertPorts } from './insert-node.ts'
import type { NodeCatalogue } from './new-node.ts'

/** The port whose table a person looks at. */
export interface PortPlace {
  readonly node: string
  readonly port: string
  readonly side: Side
}

export interface NodeBehind {
  readonly type: string
  readonly params: Params
  /** It never goes into a wire: it makes another table than what reads the port needs. */
  readonly apart?: boolean | undefined
}

/**
 * A node behind a port: in the wire that comes out of it (or goes into it), else beside it. All that read the port read the new node from
 * then on. Undefined when the catalogue has no such node or it does not fit.
 */
export function addBehind(
  document: Document,
  catalogue: NodeCatalogue,
  { node, port, side }: PortPlace,
  { type, params, apart = false }: NodeBehind,
): Addition | undefined {
  const entry = catalogue.get(type)
  if (!entry || !document.nodes[node]) return undefined
  const end = `${node}.${port}`
  const wires = document.wires.filter((wire) => (side === 'out' ? wire.from : wire.to) === end)
  const [first, ...others] = wires
  const inWire = first && !apart && insertNode(document, catalogue, first, { entry, params })
  if (!first || !inWire) {
    const from = side === 'out' ? end : apart ? first?.from : undefined
    return from === undefined ? undefined : addNode({ document, catalogue, entry, join: { end: from, side: 'out' }, params })
  }
  const ports = insertPorts(document, catalogue, first, entry)
  const commands = others.map((wire): Command => ({
    type: 'connect',
    wire: { from: `${inWire.id}.${ports?.output ?? ''}`, to: wire.to },
    replace: true,
  }))
  return commands.length === 0 ? inWire : { ...inWire, command: { type: 'batch', commands: [inWire.command, ...commands] } }
}
