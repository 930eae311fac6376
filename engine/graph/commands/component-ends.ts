import {
  portKindSchema,
  splitEnd,
  type Component,
  type Document,
  type DocumentNode,
  type Position,
  type Wire,
} from '../../protocol/document.ts'
import { CommandError } from './command-error.ts'

/** The only port of an end. */
export const endPort = 'port'

type Kind = Component['inputs'][string]['kind']

/** The type of the node that stands for a port of a component where its inside is edited: `port.input-table`. */
export function endType(side: 'input' | 'output', kind: Kind): string {
  return `port.${side}-${kind}`
}

/** What an end stands for; undefined for any other node. */
export function endOf(type: string): { readonly side: 'input' | 'output'; readonly kind: Kind } | undefined {
  const found = /^port\.(input|output)-(.+)$/.exec(type)
  const kind = portKindSchema.safeParse(found?.[2])
  return found && kind.success ? { side: found[1] === 'input' ? 'input' : 'output', kind: kind.data } : undefined
}

type Graph = Pick<Document, 'nodes' | 'wires' | 'layout'>

const [stepX, stepY] = [272, 96]

/** The nodes of a component with its ports as nodes beside them, each with the wires that lead through it. */
export function withEnds({ nodes, wires, layout, inputs, outputs }: Component): Graph {
  const places = Object.keys(nodes).map((id) => layout[id] ?? { x: 0, y: 0 })
  const xs = places.map(({ x }) => x)
  const top = Math.min(...places.map(({ y }) => y), ...(places.length === 0 ? [0] : []))
  const ends: Record<string, DocumentNode> = {}
  const at: Record<string, Position> = {}
  const put = (id: string, node: DocumentNode, x: number) => {
    const beside = Object.values(at).filter((place) => place.x === x).length
    ends[id] = node
    at[id] = layout[id] ?? { x, y: top + beside * stepY }
  }
  const through: Wire[] = []
  for (const [port, { label, kind, to }] of Object.entries(inputs)) {
    const id = endId(nodes, 'in', port)
    put(
      id,
      { type: endType('input', kind), version: 1, title: label, params: {} },
      Math.min(...xs, ...(xs.length === 0 ? [0] : [])) - stepX,
    )
    for (const end of to) through.push({ from: `${id}.${endPort}`, to: end })
  }
  for (const [port, { label, kind, from }] of Object.entries(outputs)) {
    const id = endId(nodes, 'out', port)
    put(
      id,
      { type: endType('output', kind), version: 1, title: label, params: {} },
      Math.max(...xs, ...(xs.length === 0 ? [0] : [])) + stepX,
    )
    if (from !== null) through.push({ from, to: `${id}.${endPort}` })
  }
  return { nodes: { ...nodes, ...ends }, wires: [...wires, ...through], layout: { ...layout, ...at } }
}

/** The other way: what ends and their wires say of the ports. Throws CommandError for a wire from an input straight to an output. */
export function withoutEnds({ nodes, wires, layout }: Graph): Pick<Component, 'nodes' | 'wires' | 'layout' | 'inputs' | 'outputs'> {
  const inner = Object.fromEntries(Object.entries(nodes).filter(([, { type }]) => !endOf(type)))
  const inputs: Component['inputs'] = {}
  const outputs: Component['outputs'] = {}
  for (const [id, { type, title }] of Object.entries(nodes)) {
    const end = endOf(type)
    if (!end) continue
    const name = portName(id)
    const label = title ?? name
    const own = `${id}.${endPort}`
    if (end.side === 'input')
      inputs[name] = { label, kind: end.kind, to: wires.flatMap(({ from, to }) => (from === own ? [innerEnd(to, inner)] : [])) }
    else outputs[name] = { label, kind: end.kind, from: wires.find(({ to }) => to === own)?.from ?? null }
  }
  const isInner = (end: string) => Object.hasOwn(inner, splitEnd(end).node)
  return { nodes: inner, wires: wires.filter(({ from, to }) => isInner(from) && isInner(to)), layout, inputs, outputs }
}

/** The port that an end stands for: its id, which a node inside may have taken for itself. */
function portName(id: string): string {
  return id.replace(/^(?:in|out):/, '')
}

function endId(nodes: Document['nodes'], side: 'in' | 'out', port: string): string {
  return Object.hasOwn(nodes, port) ? `${side}:${port}` : port
}

function innerEnd(end: string, inner: Document['nodes']): string {
  if (Object.hasOwn(inner, splitEnd(end).node)) return end
  throw new CommandError('wire-refused', {
    en: 'An input cannot lead straight to an output: put a node between them.',
    fr: 'Une entrée ne peut mener directement à une sortie : placez un nœud entre elles.',
  })
}
