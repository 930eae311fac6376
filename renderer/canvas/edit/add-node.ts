import { canConnect } from '../../../engine/graph/can-connect.ts'
import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'
import type { Command } from '../../../engine/protocol/command.ts'
import type { Document, Params, Position, Wire } from '../../../engine/protocol/document.ts'
import type { Text } from '../../../engine/protocol/text.ts'
import { columnPitch, freePlace, nodeHeight, nodeWidth, placeOf, type Side } from '../geometry.ts'
import { freeId, idBase, newNode, type NodeCatalogue } from './new-node.ts'

/** What a new node is wired to: one end of a wire, or any port of a node that fits. */
export type Join = { readonly end: string; readonly side: Side } | { readonly node: string }

export interface AddNode {
  readonly document: Document
  readonly catalogue: NodeCatalogue
  readonly entry: CatalogueEntry
  /** Top left corner; without it the node goes beside the one that it is joined to. */
  readonly at?: Position
  readonly join?: Join
  readonly params?: Params
}

export interface Addition {
  readonly command: Command
  readonly id: string
  readonly label: Text
}

/** A new node, wired when something fits. A node beside another goes to its right when it is fed by it, to its left when it feeds it. */
export function addNode({ document, catalogue, entry, at, join, params }: AddNode): Addition {
  const id = freeId(document, idBase(entry.id))
  const node = newNode(entry, params)
  const place = (position: Position): Command => ({ type: 'add-node', id, node, position })
  const label = { en: `add ${entry.title.en}`, fr: `ajouter ${entry.title.fr}` }
  const wire = join && joiningWire(applyCommand(document, place({ x: 0, y: 0 })).document, catalogue, id, join)
  const beside = join && (('node' in join && join.node) || ('end' in join && join.end.slice(0, join.end.indexOf('.'))) || undefined)
  const left = wire !== undefined && wire.from.startsWith(`${id}.`)
  const besideAt = beside ? placeOf(document, beside) : { x: 0, y: 0 }
  const position = at ?? freePlace(document, { x: besideAt.x + (left ? -columnPitch : columnPitch), y: besideAt.y })
  if (!wire) return { command: place(position), id, label }
  return { command: { type: 'batch', commands: [place(position), { type: 'connect', wire, replace: true }] }, id, label }
}

/** The wire between a node that was just put in and what it is joined to. Inputs that have a wire are left alone unless one was named. */
function joiningWire(document: Document, catalogue: NodeCatalogue, id: string, join: Join): Wire | undefined {
  const wired = new Set(document.wires.map((wire) => wire.to))
  const ends = (node: string, side: Side) => {
    const entry = catalogue.get(document.nodes[node]?.type ?? '')
    return Object.keys((side === 'in' ? entry?.inputs : entry?.outputs) ?? {}).map((port) => `${node}.${port}`)
  }
  const fits = (from: string, to: string) => canConnect(document, catalogue, from, to).ok
  if ('end' in join) {
    if (join.side === 'out') {
      const to = ends(id, 'in').find((end) => fits(join.end, end))
      return to === undefined ? undefined : { from: join.end, to }
    }
    const from = ends(id, 'out').find((end) => fits(end, join.end))
    return from === undefined ? undefined : { from, to: join.end }
  }
  for (const from of ends(join.node, 'out')) {
    const to = ends(id, 'in').find((end) => fits(from, end))
    if (to !== undefined) return { from, to }
  }
  for (const to of ends(join.node, 'in')) {
    const from = wired.has(to) ? undefined : ends(id, 'out').find((end) => fits(end, to))
    if (from !== undefined) return { from, to }
  }
  return undefined
}

/**
 * A new node that is fed by several nodes, the upper ones first: a join of two tables. Each gives what fits the next free input; undefined
 * when one of them finds none.
 */
export function addNodeAfter(
  { document, catalogue, entry }: Pick<AddNode, 'document' | 'catalogue' | 'entry'>,
  nodes: readonly string[],
): Addition | undefined {
  const places = new Map(nodes.map((id) => [id, placeOf(document, id)]))
  const y = (id: string) => places.get(id)?.y ?? 0
  const x = (id: string) => places.get(id)?.x ?? 0
  const ordered = nodes.toSorted((a, b) => y(a) - y(b) || x(a) - x(b))
  const middle = (y(ordered[0] ?? '') + y(ordered.at(-1) ?? '')) / 2
  const position = freePlace(document, { x: Math.max(...nodes.map(x)) + columnPitch, y: middle })
  const added = addNode({ document, catalogue, entry, at: position })
  const commands: Command[] = [added.command]
  let after = applyCommand(document, added.command).document
  for (const node of ordered) {
    const wire = freeWire(after, catalogue, node, { id: added.id, entry })
    if (!wire) return undefined
    const connect: Command = { type: 'connect', wire, replace: false }
    commands.push(connect)
    after = applyCommand(after, connect, catalogue).document
  }
  return { ...added, command: { type: 'batch', commands } }
}

/** A wire from a node to an input of another that takes one more. */
function freeWire(
  document: Document,
  catalogue: NodeCatalogue,
  from: string,
  to: { readonly id: string; readonly entry: CatalogueEntry },
): Wire | undefined {
  const wired = new Set(document.wires.map((wire) => wire.to))
  const outputs = Object.keys(catalogue.get(document.nodes[from]?.type ?? '')?.outputs ?? {}).map((port) => `${from}.${port}`)
  const inputs = Object.entries(to.entry.inputs).flatMap(([port, { many }]) => {
    const end = `${to.id}.${port}`
    return many === true || !wired.has(end) ? [end] : []
  })
  for (const out of outputs) {
    const end = inputs.find((input) => canConnect(document, catalogue, out, input).ok)
    if (end !== undefined) return { from: out, to: end }
  }
  return undefined
}

/** The place of a node whose middle is at a point. */
export function centredAt(point: Position): Position {
  return { x: point.x - nodeWidth / 2, y: point.y - nodeHeight / 2 }
}

/** The nodes that could be wired to an end, in the order of the catalogue. */
export function compatibleEntries(document: Document, catalogue: NodeCatalogue, end: string, side: Side): readonly CatalogueEntry[] {
  const node = end.slice(0, end.indexOf('.'))
  const port = end.slice(end.indexOf('.') + 1)
  const own = catalogue.get(document.nodes[node]?.type ?? '')
  const kind = (side === 'out' ? own?.outputs : own?.inputs)?.[port]?.kind
  return [...catalogue.values()].filter((entry) =>
    Object.values<Pick<CatalogueEntry['outputs'][string], 'kind'>>(side === 'out' ? entry.inputs : entry.outputs).some(
      (other) => other.kind === kind,
    ),
  )
}
