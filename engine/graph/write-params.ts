import type { Command } from '../protocol/command.ts'
import type { Component, Document, DocumentNode, Params } from '../protocol/document.ts'
import { setComponent } from './commands/component-inside.ts'
import { difference } from './commands/difference.ts'
import { expandComponents, type Expanded } from './expand-components.ts'

export interface WrittenParams {
  readonly commands: readonly Command[]
  /** Params that are written, over all nodes. */
  readonly settings: number
}

type Value = Params[string]

/**
 * The commands that give params to nodes of the flat document (`use/inner`). One that a use sets itself is set there; any other is changed inside
 * the component, when all uses agree: what would break another use is left as it is.
 */
export function writeParams(document: Document, changes: ReadonlyMap<string, Params>): WrittenParams {
  const expanded = expandComponents(document)
  const own = new Map<string, Record<string, Value>>()
  const inside = new Map<string, Record<string, Value>>()
  let settings = 0
  const put = (into: Map<string, Record<string, Value>>, key: string, param: string, value: Value) => {
    const known = into.get(key) ?? {}
    if (!Object.hasOwn(known, param)) settings++
    into.set(key, { ...known, [param]: value })
  }
  for (const [id, params] of changes)
    for (const [param, value] of Object.entries(params)) {
      const holder = holderOf({ id, param }, document, expanded)
      if (!holder.type) put(own, holder.id, holder.param, value)
      else if (allAgree(holder, value, { document, expanded, changes })) put(inside, `${holder.type}/${holder.inner}`, holder.param, value)
    }
  let after = document
  for (const [place, params] of inside) {
    const [type = '', id = ''] = place.split('/')
    const component = after.components?.[type]
    const node = component?.nodes[id]
    if (!component || !node) continue
    const nodes = { ...component.nodes, [id]: { ...node, params: { ...node.params, ...params } } }
    after = setComponent(after, type, { ...component, nodes })
  }
  const commands = [...own].map(([id, params]): Command => ({ type: 'set-params', id, params, remove: [] }))
  return { commands: after === document ? commands : [difference(document, after), ...commands], settings }
}

interface Place {
  readonly id: string
  readonly param: string
}

interface Holder extends Place {
  /** The component in which the value stands, and its node there; absent for a node of the pipeline itself. */
  readonly type?: string
  readonly inner?: string
}

/** Where the value of a param stands that counts for a flat node: at the outermost use that gives one, or at the node. */
function holderOf({ id, param }: Place, document: Document, { uses }: Expanded): Holder {
  const slash = id.lastIndexOf('/')
  if (slash < 0) return { id, param }
  const [use, inner] = [id.slice(0, slash), id.slice(slash + 1)]
  const type = uses.get(use)?.component ?? ''
  const component = document.components?.[type]
  const given = nodeAt(use, document, uses)
  const [setting] = Object.entries(component?.settings ?? {}).find(
    ([name, shown]) => shown.node === inner && shown.param === param && given?.params[name] !== undefined,
  ) ?? [undefined]
  return setting === undefined ? { id, param, type, inner } : holderOf({ id: use, param: setting }, document, { document, uses })
}

function nodeAt(id: string, document: Document, uses: Expanded['uses']): DocumentNode | undefined {
  const slash = id.lastIndexOf('/')
  const around: Document | Component | undefined =
    slash < 0 ? document : document.components?.[uses.get(id.slice(0, slash))?.component ?? '']
  return around?.nodes[id.slice(slash + 1)]
}

/** Whether every use that reads this value of the component is to have the new one. */
function allAgree(
  { type, inner, param }: Holder,
  value: Value,
  world: { readonly document: Document; readonly expanded: Expanded; readonly changes: ReadonlyMap<string, Params> },
): boolean {
  const { document, expanded, changes } = world
  return [...expanded.uses].every(([use, { component }]) => {
    if (component !== type) return true
    const id = `${use}/${inner}`
    const holder = holderOf({ id, param }, document, expanded)
    return holder.id !== id || JSON.stringify(changes.get(id)?.[param]) === JSON.stringify(value)
  })
}
