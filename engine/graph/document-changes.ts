import { splitEnd, type Document, type DocumentNode } from '../protocol/document.ts'
import type { Change, DocumentDiff, NodeDiff, WireDiff } from '../protocol/experiment-comparison.ts'

/** With more changes than this the params of a node are one change. */
const most = 8

/**
 * The changes that lead from A to B, each of which can be made by itself, in the order of the pipeline. Wires and nodes that hang together come
 * and go together; wires of a node that was replaced go with it.
 */
export function listChanges(diff: DocumentDiff): Change[] {
  const structures = structuresOf(diff)
  const changes = diff.nodes.flatMap((node): Change[] => {
    const { key, state, params } = node
    if (state === 'replaced') return [{ id: `replace:${key}`, kind: 'replace', nodes: [key] }]
    return params.map(({ param }) => ({ id: `param:${key}.${param}`, kind: 'param', nodes: [key], param }))
  })
  const all = [
    ...diff.settings.map(({ param }): Change => ({ id: `setting:${param}`, kind: 'setting', nodes: [], param })),
    ...changes,
    ...structures.map(({ id, nodes }): Change => ({ id, kind: 'structure', nodes: [...nodes] })),
  ]
  const place = new Map(diff.nodes.map(({ key }, at) => [key, at]))
  const at = ({ nodes }: Change) => (nodes.length === 0 ? -1 : Math.min(...nodes.map((key) => place.get(key) ?? 0)))
  const ordered = all.toSorted((one, other) => at(one) - at(other))
  return ordered.length <= most ? ordered : mergedByNode(ordered)
}

function mergedByNode(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>()
  for (const change of changes) {
    const id = change.kind === 'param' ? `params:${change.nodes[0]}` : change.id
    const { param: _param, ...rest } = change
    if (!merged.has(id)) merged.set(id, change.kind === 'param' ? { ...rest, id } : change)
  }
  return [...merged.values()]
}

interface Structure {
  readonly id: string
  readonly nodes: readonly string[]
  readonly wires: readonly WireDiff[]
}

/** Parts of the graph that came or went: connected by the nodes that did, and by the port that other wires now lead to. */
function structuresOf({ nodes, wires }: DocumentDiff): Structure[] {
  const states = new Map(nodes.map(({ key, state }) => [key, state]))
  const isOwn = (key: string) => states.get(key) === 'added' || states.get(key) === 'removed'
  const parent = new Map<string, string>()
  const root = (name: string): string => {
    const up = parent.get(name)
    return up === undefined || up === name ? name : root(up)
  }
  const join = (one: string, other: string) => parent.set(root(one), root(other))
  const changed = wires.filter(({ state }) => state !== 'same')
  const names = (wire: WireDiff) => {
    const ends = [splitEnd(wire.from).node, splitEnd(wire.to).node]
    return [`wire ${wire.from}>${wire.to}`, `port ${wire.to}`, ...ends.filter(isOwn).map((key) => `node ${key}`)]
  }
  for (const { key } of nodes) if (isOwn(key)) join(`node ${key}`, `node ${key}`)
  for (const wire of changed) {
    const [first = '', ...others] = names(wire)
    for (const other of others) join(first, other)
  }
  const groups = new Map<string, { nodes: string[]; wires: WireDiff[] }>()
  const groupOf = (name: string) => {
    const found = groups.get(root(name)) ?? { nodes: [], wires: [] }
    groups.set(root(name), found)
    return found
  }
  for (const { key } of nodes) if (isOwn(key)) groupOf(`node ${key}`).nodes.push(key)
  for (const wire of changed) groupOf(`wire ${wire.from}>${wire.to}`).wires.push(wire)
  return [...groups.values()]
    .map((group) => ({ ...group, touched: [...new Set([...group.nodes, ...group.wires.map(({ to }) => splitEnd(to).node)])] }))
    .map(({ nodes: own, wires: moved, touched }) => ({
      id: `structure:${touched[0]}`,
      nodes: own.length > 0 ? own : touched,
      wires: moved,
    }))
}

export interface TwoDocuments {
  readonly a: Document
  readonly b: Document
  readonly diff: DocumentDiff
}

/** A with some of the changes (ids of `listChanges`), under A's ids; with all of them it does what B does. */
export function applyChanges({ a, b, diff }: TwoDocuments, ids: ReadonlySet<string>): Document {
  const byKey = new Map(diff.nodes.map((node) => [node.key, node]))
  // A node of B that A has not must not take the id of another one of A.
  const ownId = (node: NodeDiff) => node.ids[0] ?? node.key
  const end = (text: string) => {
    const { node, port } = splitEnd(text)
    const found = byKey.get(node)
    return `${found ? ownId(found) : node}.${port}`
  }
  const nodes: Record<string, DocumentNode> = { ...a.nodes }
  let wires = [...a.wires]
  const layout = { ...a.layout }
  for (const node of diff.nodes) {
    const [idA, idB] = node.ids
    const [one, other] = [idA === null ? undefined : a.nodes[idA], idB === null ? undefined : b.nodes[idB]]
    if (!one || !other || idA === null) continue
    if (node.state === 'replaced') {
      if (ids.has(`replace:${node.key}`)) nodes[idA] = other
      continue
    }
    const wanted = node.params.filter(({ param }) => ids.has(`param:${node.key}.${param}`) || ids.has(`params:${node.key}`))
    if (wanted.length > 0) nodes[idA] = wanted.reduce((node_, { param }) => withParam(node_, other, param), one)
  }
  for (const { id, nodes: own, wires: moved } of structuresOf(diff)) {
    if (!ids.has(id)) continue
    for (const key of own) {
      const node = byKey.get(key)
      const idB = node?.ids[1] ?? null
      const added = idB === null ? undefined : b.nodes[idB]
      if (added && node?.state === 'added') {
        nodes[key] = added
        const place = b.layout[key]
        if (place) layout[key] = place
      } else if (node?.state === 'removed') {
        delete nodes[key]
        delete layout[key]
      }
    }
    const gone = new Set(moved.filter(({ state }) => state === 'removed').map(({ from, to }) => `${end(from)}>${end(to)}`))
    wires = wires.filter(({ from, to }) => !gone.has(`${from}>${to}`))
    for (const { from, to, state } of moved) if (state === 'added') wires.push({ from: end(from), to: end(to) })
  }
  const parameters = { ...a.parameters }
  for (const { param } of diff.settings) {
    if (!ids.has(`setting:${param}`) || !param.startsWith('@')) continue
    const name = param.slice(1)
    const value = b.parameters[name]
    if (value) parameters[name] = value
    else delete parameters[name]
  }
  return { ...a, seed: ids.has('setting:seed') ? b.seed : a.seed, parameters, nodes, wires, layout }
}

/** The node with one param as the other has it: its value, what it is bound to, or whether it is switched off. */
function withParam(node: DocumentNode, other: DocumentNode, param: string): DocumentNode {
  if (param === 'disabled' && other.params[param] === undefined && node.params[param] === undefined) {
    const { disabled: _disabled, ...rest } = node
    return other.disabled === true ? { ...rest, disabled: true } : rest
  }
  const { [param]: _old, ...params } = node.params
  const { [param]: _bound, ...bind } = node.bind ?? {}
  const [value, name] = [other.params[param], other.bind?.[param]]
  const { bind: _all, ...rest } = node
  const kept = { ...bind, ...(name !== undefined && { [param]: name }) }
  return {
    ...rest,
    version: other.version,
    params: { ...params, ...(value !== undefined && { [param]: value }) },
    ...(Object.keys(kept).length > 0 && { bind: kept }),
  }
}
