// What can be said of a document by looking at it: order, problems, fingerprints, the plan of a run. Pure.

import { splitEnd, type Wire } from '../protocol/document.ts'

export interface Topology {
  /** Node ids so that every wire goes forward; nodes of a cycle are left out. Ties in the document's order. */
  readonly order: readonly string[]
  /** Nodes on a cycle or behind one. */
  readonly cyclic: readonly string[]
  readonly incoming: ReadonlyMap<string, readonly Wire[]>
  readonly outgoing: ReadonlyMap<string, readonly Wire[]>
}

/** Orders the nodes (Kahn 1962). Wires to nodes that are not there are ignored. */
export function topology(document: { readonly nodes: Readonly<Record<string, unknown>>; readonly wires: readonly Wire[] }): Topology {
  const ids = Object.keys(document.nodes)
  const incoming = new Map<string, Wire[]>(ids.map((id) => [id, []]))
  const outgoing = new Map<string, Wire[]>(ids.map((id) => [id, []]))
  for (const wire of document.wires) {
    const from = splitEnd(wire.from).node
    const to = splitEnd(wire.to).node
    if (!incoming.has(from) || !incoming.has(to)) continue
    outgoing.get(from)?.push(wire)
    incoming.get(to)?.push(wire)
  }
  const waiting = new Map(ids.map((id) => [id, incoming.get(id)?.length ?? 0]))
  const ready = ids.filter((id) => waiting.get(id) === 0)
  const order: string[] = []
  for (let at = 0; at < ready.length; at++) {
    const id = ready[at] as string
    order.push(id)
    for (const wire of outgoing.get(id) ?? []) {
      const next = splitEnd(wire.to).node
      const left = (waiting.get(next) ?? 0) - 1
      waiting.set(next, left)
      if (left === 0) ready.push(next)
    }
  }
  const ordered = new Set(order)
  return { order, cyclic: ids.filter((id) => !ordered.has(id)), incoming, outgoing }
}

/** The nodes that are reached from `starts` against (`up`) or along (`down`) the wires, with the starts themselves. */
export function reach(topology: Topology, starts: readonly string[], direction: 'up' | 'down'): Set<string> {
  const seen = new Set<string>()
  const stack = [...starts]
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const wires = direction === 'up' ? topology.incoming.get(id) : topology.outgoing.get(id)
    for (const wire of wires ?? []) stack.push(splitEnd(direction === 'up' ? wire.from : wire.to).node)
  }
  return seen
}
