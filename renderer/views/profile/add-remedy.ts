import type { Command } from '../../../engine/protocol/command.ts'
import type { Document } from '../../../engine/protocol/document.ts'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import { addNode, type Addition } from '../../canvas/edit/add-node.ts'
import { insertNode, insertPorts } from '../../canvas/edit/insert-node.ts'
import type { NodeCatalogue } from '../../canvas/edit/new-node.ts'

export interface ProfiledPort {
  readonly node: string
  readonly port: string
  readonly side: 'in' | 'out'
}

/**
 * The node of a remedy behind the profiled port: in the wire that comes out of it (or goes into it), else beside it. All that read the port
 * read the new node from then on. Undefined when the catalogue has no such node or it does not fit.
 */
export function addRemedy(
  document: Document,
  catalogue: NodeCatalogue,
  { node, port, side }: ProfiledPort,
  remedy: ProfileWarning['remedy'],
): Addition | undefined {
  const entry = catalogue.get(remedy.type)
  if (!entry || !document.nodes[node]) return undefined
  const end = `${node}.${port}`
  const wires = document.wires.filter((wire) => (side === 'out' ? wire.from : wire.to) === end)
  const [first, ...others] = wires
  const inWire = first && insertNode(document, catalogue, first, entry)
  if (!first || !inWire) {
    if (side === 'in') return undefined
    return addNode({ document, catalogue, entry, join: { end, side: 'out' }, params: remedy.params })
  }
  const ports = insertPorts(document, catalogue, first, entry)
  const commands: Command[] = [
    inWire.command,
    { type: 'set-params', id: inWire.id, params: remedy.params, remove: [] },
    ...others.map((wire): Command => ({
      type: 'connect',
      wire: { from: `${inWire.id}.${ports?.output ?? ''}`, to: wire.to },
      replace: true,
    })),
  ]
  return { ...inWire, command: { type: 'batch', commands } }
}

/** Whether the pipeline has a node that does what the remedy would do. */
export function isMended(document: Document, remedy: ProfileWarning['remedy']): boolean {
  return Object.values(document.nodes).some(
    ({ type, params, disabled }) =>
      type === remedy.type &&
      disabled !== true &&
      Object.entries(remedy.params).every(([name, value]) => JSON.stringify(params[name]) === JSON.stringify(value)),
  )
}
