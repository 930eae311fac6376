import { componentOf, splitEnd, type Component, type Document, type DocumentNode, type Wire } from '../protocol/document.ts'

/** One use of a component, by the id of its node. Ends are `NODE.PORT` of the flat document. */
export interface ComponentUse {
  readonly component: string
  readonly inputs: ReadonlyMap<string, readonly string[]>
  readonly outputs: ReadonlyMap<string, string>
  /** The nodes that stand inside, at any depth: `use/inner`. */
  readonly inside: readonly string[]
}

export interface Expanded {
  readonly document: Document
  readonly uses: ReadonlyMap<string, ComponentUse>
}

/** Components in components: deeper than this is a circle. */
const deepest = 8

interface Graph {
  readonly nodes: Readonly<Record<string, DocumentNode>>
  readonly wires: readonly Wire[]
}

/**
 * The document without components: each use is replaced by what stands inside, under the ids `use/inner`, with the values that the use gives
 * to the settings. Everything that plans and runs sees this one, so that steps are cached, shown and recorded as any others. The same document
 * is given back when it uses none.
 */
export function expandComponents(document: Document): Expanded {
  const uses = new Map<string, ComponentUse>()
  if (!Object.values(document.nodes).some((node) => componentOf(node, document))) return { document, uses }
  const nodes: Record<string, DocumentNode> = {}
  const wires: Wire[] = []

  const place = (graph: Graph, prefix: string, depth: number): void => {
    for (const [id, node] of Object.entries(graph.nodes)) {
      const flat = prefix + id
      const component = depth < deepest ? componentOf(node, document) : undefined
      if (!component) {
        nodes[flat] = node
        continue
      }
      const before = Object.keys(nodes).length
      place({ nodes: withSettings(component, node), wires: component.wires }, `${flat}/`, depth + 1)
      const inner = (end: string) => `${flat}/${end}`
      uses.set(flat, {
        component: node.type,
        inputs: new Map(Object.entries(component.inputs).map(([port, { to }]) => [port, to.map(inner)])),
        outputs: new Map(Object.entries(component.outputs).flatMap(([port, { from }]) => (from === null ? [] : [[port, inner(from)]]))),
        inside: Object.keys(nodes).slice(before),
      })
    }
    for (const wire of graph.wires) wires.push({ from: prefix + wire.from, to: prefix + wire.to })
  }
  place(document, '', 0)

  // What leads to a component leads to the nodes behind its port, through as many components as lie between.
  const sources = (end: string): string => {
    const { node, port } = splitEnd(end)
    const inner = uses.get(node)?.outputs.get(port)
    return inner === undefined ? end : sources(inner)
  }
  const targets = (end: string): readonly string[] => {
    const { node, port } = splitEnd(end)
    const inner = uses.get(node)?.inputs.get(port)
    return inner === undefined ? [end] : inner.flatMap(targets)
  }
  const flatWires = wires.flatMap(({ from, to }) => targets(to).map((end) => ({ from: sources(from), to: end })))
  const resolved = new Map(
    [...uses].map(([id, use]) => [
      id,
      {
        ...use,
        inputs: new Map([...use.inputs].map(([port, ends]) => [port, ends.flatMap(targets)])),
        outputs: new Map([...use.outputs].map(([port, end]) => [port, sources(end)])),
      },
    ]),
  )
  return { document: { ...document, nodes, wires: flatWires }, uses: resolved }
}

/** The nodes inside, with what a use says of the settings; a use that is off switches all of them off. */
function withSettings(component: Component, use: DocumentNode): Readonly<Record<string, DocumentNode>> {
  const nodes: Record<string, DocumentNode> = { ...component.nodes }
  for (const [name, { node: id, param }] of Object.entries(component.settings)) {
    const node = nodes[id]
    if (!node) continue
    const value = use.params[name]
    const bound = use.bind?.[name]
    nodes[id] = {
      ...node,
      ...(value !== undefined && { params: { ...node.params, [param]: value } }),
      ...(bound !== undefined && { bind: { ...node.bind, [param]: bound } }),
    }
  }
  if (!use.disabled) return nodes
  return Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, { ...node, disabled: true }]))
}
