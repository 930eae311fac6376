import { splitEnd, type Component, type Document, type Wire } from '../../protocol/document.ts'
import { withEnds, withoutEnds } from './component-ends.ts'

/** What stands inside a component as a document of its own, its ports as ends among the nodes: to be looked at and edited like any other. */
export function insideOf(document: Document, type: string): Document | undefined {
  const component = document.components?.[type]
  if (!component) return undefined
  const { notes, frames, title } = component
  return { ...document, name: title, ...withEnds(component), notes, frames }
}

/**
 * The document after what stands inside a component was edited, for all of its uses. Its ports are what the ends among the nodes say; settings
 * of nodes that are gone go with them, and so do the wires to ports that are gone. Throws CommandError.
 */
export function withInside(document: Document, type: string, inside: Document): Document {
  const before = document.components?.[type]
  if (!before) return document
  const { notes, frames, name, parameters, components } = inside
  const graph = withoutEnds(inside)
  const settings = Object.fromEntries(Object.entries(before.settings).filter(([, setting]) => Object.hasOwn(graph.nodes, setting.node)))
  const component: Component = { ...before, title: name, ...graph, notes, frames, settings }
  return setComponent({ ...document, parameters, components: components ?? {} }, type, component)
}

/** Puts another definition in; wires of its uses to ports that it no longer has are taken out. */
export function setComponent(document: Document, type: string, component: Component): Document {
  const left = (graph: Pick<Document, 'nodes' | 'wires'>) => {
    const broken = (wire: Wire) => {
      const [from, to] = [splitEnd(wire.from), splitEnd(wire.to)]
      return (
        (graph.nodes[from.node]?.type === type && !Object.hasOwn(component.outputs, from.port)) ||
        (graph.nodes[to.node]?.type === type && !Object.hasOwn(component.inputs, to.port))
      )
    }
    return graph.wires.some(broken) ? graph.wires.filter((wire) => !broken(wire)) : graph.wires
  }
  const others = Object.entries({ ...document.components, [type]: component }).map(([name, other]): [string, Component] => {
    const wires = left(other)
    return [name, wires === other.wires ? other : { ...other, wires }]
  })
  return { ...document, wires: left(document), components: Object.fromEntries(others) }
}
