import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'
import type { Command } from '../../../engine/protocol/command.ts'
import { splitEnd, type Document, type Params, type Position, type Wire } from '../../../engine/protocol/document.ts'
import type { Text } from '../../../engine/protocol/text.ts'
import { columnPitch, nodeBox, nodeWidth, overlaps, placeOf, snap } from '../geometry.ts'
import type { Addition } from './add-node.ts'
import { freeId, idBase, newNode, type NodeCatalogue } from './new-node.ts'

export interface InsertPorts {
  readonly input: string
  readonly output: string
}

/** The ports through which a node would sit in a wire; undefined when it cannot. */
export function insertPorts(document: Document, catalogue: NodeCatalogue, wire: Wire, entry: CatalogueEntry): InsertPorts | undefined {
  const from = splitEnd(wire.from)
  const to = splitEnd(wire.to)
  const given = catalogue.get(document.nodes[from.node]?.type ?? '')?.outputs[from.port]?.kind
  const wanted = catalogue.get(document.nodes[to.node]?.type ?? '')?.inputs[to.port]?.kind
  const input = Object.entries(entry.inputs).find(([, port]) => port.kind === given)?.[0]
  const output = Object.entries(entry.outputs).find(([, port]) => port.kind === wanted)?.[0]
  return input === undefined || output === undefined ? undefined : { input, output }
}

/** A new node in the middle of a wire. What comes after moves one column to the right when there is no room. Undefined when it does not fit. */
export function insertNode(
  document: Document,
  catalogue: NodeCatalogue,
  wire: Wire,
  { entry, params }: { readonly entry: CatalogueEntry; readonly params?: Params },
): Addition | undefined {
  const ports = insertPorts(document, catalogue, wire, entry)
  if (!ports) return undefined
  const id = freeId(document, idBase(entry.id))
  const { position, shift } = placeInWire(document, wire)
  const insert: Command = { type: 'insert-on-wire', wire, id, node: newNode(entry, params), ...ports, position }
  return {
    id,
    command: shift ? { type: 'batch', commands: [shift, insert] } : insert,
    label: { en: `insert ${entry.title.en}`, fr: `insérer ${entry.title.fr}` },
  }
}

/** A node that is there already and has no wires, put into a wire where it lies. */
export function insertExisting(
  document: Document,
  catalogue: NodeCatalogue,
  wire: Wire,
  id: string,
): { readonly command: Command; readonly label: Text } | undefined {
  const entry = catalogue.get(document.nodes[id]?.type ?? '')
  const free = document.wires.every((other) => splitEnd(other.from).node !== id && splitEnd(other.to).node !== id)
  const ports = entry && free ? insertPorts(document, catalogue, wire, entry) : undefined
  if (!entry || !ports) return undefined
  const commands: Command[] = [
    { type: 'disconnect', wire },
    { type: 'connect', wire: { from: wire.from, to: `${id}.${ports.input}` }, replace: true },
    { type: 'connect', wire: { from: `${id}.${ports.output}`, to: wire.to }, replace: true },
  ]
  return { command: { type: 'batch', commands }, label: { en: `insert ${entry.title.en}`, fr: `insérer ${entry.title.fr}` } }
}

interface PlaceInWire {
  readonly position: Position
  readonly shift?: Command
}

function placeInWire(document: Document, wire: Wire): PlaceInWire {
  const from = placeOf(document, splitEnd(wire.from).node)
  const target = splitEnd(wire.to).node
  const to = placeOf(document, target)
  const y = to.y
  const room = to.x - (from.x + nodeWidth)
  if (room >= 2 * columnPitch - nodeWidth || to.x <= from.x)
    return { position: { x: snap(from.x + columnPitch), y: to.x <= from.x ? from.y : snap((from.y + to.y) / 2) } }
  const positions = pushed(document, target, snap(columnPitch * 2 - nodeWidth - room))
  return { position: { x: snap(from.x + columnPitch), y }, shift: { type: 'move', positions } }
}

/** The target of a wire and whatever it would then cover, to the right by one step: other rows stay where they are. */
function pushed(document: Document, target: string, step: number): Record<string, Position> {
  const moved = new Map<string, Position>()
  const waiting = [target]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (moved.has(id)) continue
    const { x, y } = placeOf(document, id)
    moved.set(id, { x: x + step, y })
    const box = { ...nodeBox({ x, y }), width: nodeWidth + step + columnPitch - nodeWidth - 1 }
    for (const other of Object.keys(document.nodes))
      if (placeOf(document, other).x > x && overlaps(box, nodeBox(placeOf(document, other)))) waiting.push(other)
  }
  return Object.fromEntries(moved)
}
