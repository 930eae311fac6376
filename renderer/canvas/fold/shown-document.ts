// Frames that are collapsed: what they hold is not drawn, and its wires lead to the frame.
import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'
import { splitEnd, type Document, type DocumentNode, type Wire } from '../../../engine/protocol/document.ts'
import type { NodeCatalogue } from '../edit/new-node.ts'

export interface Shown {
  /** With a node in the place of each collapsed frame and of what it holds. */
  readonly document: Document
  readonly catalogue: NodeCatalogue
  /** The node that stands for a hidden one. */
  readonly standsFor: ReadonlyMap<string, string>
}

/** The id of the node that stands for a collapsed frame where wires are drawn; no node of a pipeline is called so. */
export function foldId(frame: string): string {
  return `frame:${frame}`
}

export function isFoldId(node: string): boolean {
  return node.startsWith('frame:')
}

/** What collapsed frames hide: nodes with the frame that hides them, notes, frames in frames. The outermost one counts. */
export function hiddenBy({ frames }: Pick<Document, 'frames'>): {
  readonly nodes: ReadonlyMap<string, string>
  readonly notes: ReadonlySet<string>
  readonly frames: ReadonlySet<string>
} {
  const within = new Set(Object.values(frames).flatMap(({ collapsed }) => collapsed?.frames ?? []))
  const outer = Object.entries(frames).filter(([id]) => !within.has(id))
  const folded = outer.flatMap(([id, { collapsed }]) => (collapsed ? [{ id, ...collapsed }] : []))
  return {
    nodes: new Map(folded.flatMap(({ id, nodes }) => nodes.map((node) => [node, id] as const))),
    notes: new Set(folded.flatMap(({ notes }) => notes)),
    frames: new Set(folded.flatMap((frame) => frame.frames)),
  }
}

/** The document without the nodes that are hidden: what arrow keys go through. */
export function withoutHidden(document: Document): Document {
  const { nodes: hidden } = hiddenBy(document)
  if (hidden.size === 0) return document
  return { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).filter(([id]) => !hidden.has(id))) }
}

const known = new WeakMap<Document, WeakMap<NodeCatalogue, Shown>>()

/** The document as the canvas draws it; the same one when no frame is collapsed. Pure. */
export function shownDocument(document: Document, catalogue: NodeCatalogue): Shown {
  const before = known.get(document)?.get(catalogue)
  if (before) return before
  const made = fold(document, catalogue)
  known.set(document, (known.get(document) ?? new WeakMap<NodeCatalogue, Shown>()).set(catalogue, made))
  return made
}

interface Ports {
  readonly inputs: Record<string, CatalogueEntry['inputs'][string]>
  readonly outputs: Record<string, CatalogueEntry['outputs'][string]>
}

function fold(document: Document, catalogue: NodeCatalogue): Shown {
  const hidden = hiddenBy(document)
  const folded = Object.entries(document.frames).filter(([id, { collapsed }]) => collapsed && !hidden.frames.has(id))
  if (folded.length === 0) return { document, catalogue, standsFor: new Map() }
  const ports = new Map(folded.map(([id]): [string, Ports] => [id, { inputs: {}, outputs: {} }]))
  // One port for each output that leads in or out, so that its wires run together.
  const end = (own: string, side: 'inputs' | 'outputs', source: string): string => {
    const frame = hidden.nodes.get(splitEnd(own).node)
    if (frame === undefined) return own
    const { node, port } = splitEnd(source)
    const output = catalogue.get(document.nodes[node]?.type ?? '')?.outputs[port]
    const name = source.replace('.', ':')
    const into = ports.get(frame)?.[side]
    if (into) into[name] = { kind: output?.kind ?? 'table', label: output?.label ?? { en: port, fr: port } }
    return `${foldId(frame)}.${name}`
  }
  const seen = new Set<string>()
  const wires = document.wires.flatMap((wire): Wire[] => {
    const [from, to] = [hidden.nodes.get(splitEnd(wire.from).node), hidden.nodes.get(splitEnd(wire.to).node)]
    if (from === undefined && to === undefined) return [wire]
    if (from === to) return []
    const drawn = { from: end(wire.from, 'outputs', wire.from), to: end(wire.to, 'inputs', wire.from) }
    const key = `${drawn.from} ${drawn.to}`
    if (seen.has(key)) return []
    seen.add(key)
    return [drawn]
  })
  const standing = folded.map(([id, { title }]): [string, DocumentNode] => [
    foldId(id),
    { type: foldId(id), version: 1, params: {}, ...(title !== '' && { title }) },
  ])
  const nodes = Object.fromEntries([...Object.entries(document.nodes).filter(([id]) => !hidden.nodes.has(id)), ...standing])
  const layout = { ...document.layout, ...Object.fromEntries(folded.map(([id, { x, y }]) => [foldId(id), { x, y }])) }
  const left = <T>(record: Readonly<Record<string, T>>, gone: (id: string) => boolean) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !gone(id)))
  const isFolded = new Set(folded.map(([id]) => id))
  return {
    document: {
      ...document,
      nodes,
      layout,
      wires,
      notes: left(document.notes, (id) => hidden.notes.has(id)),
      frames: left(document.frames, (id) => hidden.frames.has(id) || isFolded.has(id)),
    },
    catalogue: new Map([...catalogue, ...folded.map(([id]) => [foldId(id), foldEntry(foldId(id), ports.get(id))] as const)]),
    standsFor: new Map([...hidden.nodes].map(([node, frame]) => [node, foldId(frame)])),
  }
}

function foldEntry(id: string, ports: Ports | undefined): CatalogueEntry {
  const none = { en: '', fr: '' }
  return {
    id,
    version: 1,
    category: 'frame',
    family: 'utility',
    icon: 'layers',
    title: none,
    summary: none,
    help: none,
    keywords: { en: [], fr: [] },
    inputs: ports?.inputs ?? {},
    outputs: ports?.outputs ?? {},
    params: {},
    defaults: {},
    examples: [],
  }
}
