import { splitEnd, type Component, type Document } from '../../protocol/document.ts'

/** What stands inside a component as a document of its own: to be looked at and edited like any other. */
export function insideOf(document: Document, type: string): Document | undefined {
  const component = document.components?.[type]
  if (!component) return undefined
  const { nodes, wires, notes, frames, layout, title } = component
  return { ...document, name: title, nodes, wires, notes, frames, layout }
}

/**
 * The document after what stands inside a component was edited, for all of its uses. Ports and settings of nodes that are gone go with them,
 * and so do the wires to such ports.
 */
export function withInside(document: Document, type: string, inside: Document): Document {
  const before = document.components?.[type]
  if (!before) return document
  const { nodes, wires, notes, frames, layout, name, parameters, components } = inside
  const there = (end: string) => Object.hasOwn(nodes, splitEnd(end).node)
  const component: Component = {
    ...before,
    title: name,
    nodes,
    wires,
    notes,
    frames,
    layout,
    inputs: kept(
      Object.entries(before.inputs).map(([port, input]) => [port, { ...input, to: input.to.filter(there) }]),
      (input) => input.to.length > 0,
    ),
    outputs: kept(Object.entries(before.outputs), (output) => there(output.from)),
    settings: kept(Object.entries(before.settings), (setting) => Object.hasOwn(nodes, setting.node)),
  }
  return setComponent({ ...document, parameters, components: components ?? {} }, type, component)
}

/** Puts another definition in; wires of its uses to ports that it no longer has are taken out. */
export function setComponent(document: Document, type: string, component: Component): Document {
  const broken = (nodes: Document['nodes'], wire: Document['wires'][number]) => {
    const [from, to] = [splitEnd(wire.from), splitEnd(wire.to)]
    return (
      (nodes[from.node]?.type === type && !Object.hasOwn(component.outputs, from.port)) ||
      (nodes[to.node]?.type === type && !Object.hasOwn(component.inputs, to.port))
    )
  }
  return {
    ...document,
    wires: document.wires.some((wire) => broken(document.nodes, wire))
      ? document.wires.filter((wire) => !broken(document.nodes, wire))
      : document.wires,
    components: { ...document.components, [type]: component },
  }
}

function kept<T>(entries: readonly (readonly [string, T])[], test: (value: T) => boolean): Record<string, T> {
  return Object.fromEntries(entries.filter(([, value]) => test(value)))
}
