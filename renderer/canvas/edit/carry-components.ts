import type { Component, Document } from '../../../engine/protocol/document.ts'

export type Components = Readonly<Record<string, Component>>

/** The components that nodes use, with those that stand inside them. */
export function componentsUsed(components: Components, nodes: Document['nodes'], found: Record<string, Component> = {}): Components {
  for (const { type } of Object.values(nodes)) {
    const component = Object.hasOwn(components, type) ? components[type] : undefined
    if (!component || Object.hasOwn(found, type)) continue
    found[type] = component
    componentsUsed(components, component.nodes, found)
  }
  return found
}

export interface Carried {
  /** What has to be added to the document. */
  readonly added: Components
  /** What a type of the clip is called there. */
  readonly typeOf: (type: string) => string
}

/** Brings components into a document: one that is there already is used, another of the same name gets a free one. */
export function carryComponents(there: Components, brought: Components): Carried {
  const names = new Map<string, string>()
  const taken = new Set(Object.keys(there))
  for (const [type, component] of Object.entries(brought)) {
    const same = Object.hasOwn(there, type) && JSON.stringify(there[type]) === JSON.stringify(component)
    let name = type
    for (let number = 2; !same && taken.has(name); number++) name = `${type}-${number}`
    names.set(type, name)
    taken.add(name)
  }
  const typeOf = (type: string) => names.get(type) ?? type
  const added = Object.entries(brought).flatMap(([type, component]): [string, Component][] => {
    if (Object.hasOwn(there, typeOf(type))) return []
    const nodes = Object.fromEntries(Object.entries(component.nodes).map(([id, node]) => [id, { ...node, type: typeOf(node.type) }]))
    return [[typeOf(type), { ...component, nodes }]]
  })
  return { added: Object.fromEntries(added), typeOf }
}
