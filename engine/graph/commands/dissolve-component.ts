import { componentOf, splitEnd, type Document, type DocumentNode } from '../../protocol/document.ts'

/**
 * The document with the nodes of a component in the place of one of its uses, under ids that are free (`freeId` gives them), with the values
 * of the use. The component itself stays, for its other uses; the last use takes it along. Gives the new ids.
 */
export function dissolveComponent(
  document: Document,
  use: string,
  freeId: (wanted: string, taken: ReadonlySet<string>) => string,
): { readonly document: Document; readonly nodes: readonly string[] } {
  const node = document.nodes[use]
  const component = node && componentOf(node, document)
  if (!node || !component) return { document, nodes: [] }
  const taken = new Set<string>()
  const ids = new Map(
    Object.keys(component.nodes).map((id) => {
      const free = freeId(id, taken)
      taken.add(free)
      return [id, free]
    }),
  )
  const end = (inner: string) => {
    const { node: id, port } = splitEnd(inner)
    return `${ids.get(id) ?? id}.${port}`
  }
  const inside = new Map<string, DocumentNode>(Object.entries(component.nodes))
  for (const [name, { node: id, param }] of Object.entries(component.settings)) {
    const own = inside.get(id)
    if (!own) continue
    const [value, bound] = [node.params[name], node.bind?.[name]]
    inside.set(id, {
      ...own,
      ...(value !== undefined && { params: { ...own.params, [param]: value } }),
      ...(bound !== undefined && { bind: { ...own.bind, [param]: bound } }),
    })
  }
  const wires = document.wires.flatMap((wire) => {
    const [from, to] = [splitEnd(wire.from), splitEnd(wire.to)]
    const source = from.node === use ? (component.outputs[from.port]?.from ?? undefined) : undefined
    const start = from.node === use ? (source === undefined ? [] : [end(source)]) : [wire.from]
    const ends = to.node === use ? (component.inputs[to.port]?.to ?? []).map(end) : [wire.to]
    return start.flatMap((one) => ends.map((other) => ({ from: one, to: other })))
  })
  const places = Object.entries(component.layout).flatMap(([id, place]) => (ids.has(id) ? [place] : []))
  const middle = (axis: 'x' | 'y') => (places.length === 0 ? 0 : places.reduce((sum, at) => sum + at[axis], 0) / places.length)
  const at = document.layout[use] ?? { x: 0, y: 0 }
  const moved = (axis: 'x' | 'y', value: number) => Math.round((value + at[axis] - middle(axis)) / 8) * 8
  const { [use]: _use, ...others } = document.nodes
  const { [use]: _place, ...layout } = document.layout
  for (const [id, place] of Object.entries(component.layout))
    if (ids.has(id)) layout[ids.get(id) ?? id] = { x: moved('x', place.x), y: moved('y', place.y) }
  const nodes = {
    ...others,
    ...Object.fromEntries([...inside].map(([id, own]) => [ids.get(id) ?? id, node.disabled ? { ...own, disabled: true } : own])),
  }
  const inner = component.wires.map((wire) => ({ from: end(wire.from), to: end(wire.to) }))
  return {
    document: dropUnused({ ...document, nodes, layout, wires: [...wires, ...inner] }, node.type),
    nodes: [...ids.values()],
  }
}

/** The document without the definition of a component that nothing uses any more. */
export function dropUnused(document: Document, type: string): Document {
  const { components = {} } = document
  const used = [document.nodes, ...Object.values(components).map((component) => component.nodes)]
  if (used.some((nodes) => Object.values(nodes).some((node) => node.type === type))) return document
  const { [type]: _gone, ...others } = components
  return { ...document, components: others }
}
