import { canConnect, type Connectable } from '../../../engine/graph/can-connect.ts'
import { splitEnd, type Document, type Wire } from '../../../engine/protocol/document.ts'
import type { NodeCatalogue } from '../edit/new-node.ts'
import { placeOf, type Side } from '../geometry.ts'

/** The wire from the held end to another one. */
export function wireBetween(held: string, side: Side, other: string): Wire {
  return side === 'out' ? { from: held, to: other } : { from: other, to: held }
}

export function withoutWire(document: Document, wire: Wire | null): Document {
  if (!wire) return document
  return { ...document, wires: document.wires.filter((other) => other.from !== wire.from || other.to !== wire.to) }
}

/** Every port on the other side, with what it says to a wire from the held end. Pure. */
export function linkTargets(document: Document, catalogue: NodeCatalogue, held: string, side: Side): ReadonlyMap<string, Connectable> {
  const targets = new Map<string, Connectable>()
  for (const [id, node] of Object.entries(document.nodes)) {
    const entry = catalogue.get(node.type)
    for (const port of Object.keys((side === 'out' ? entry?.inputs : entry?.outputs) ?? {})) {
      const { from, to } = wireBetween(held, side, `${id}.${port}`)
      targets.set(`${id}.${port}`, canConnect(document, catalogue, from, to))
    }
  }
  return targets
}

/** The ends that take the wire, nearest node first. Free inputs come before those whose wire would be replaced. */
export function nearestTargets(document: Document, targets: ReadonlyMap<string, Connectable>, held: string): readonly string[] {
  const origin = placeOf(document, splitEnd(held).node)
  const wired = new Set(document.wires.map((wire) => wire.to))
  const distance = (end: string) => {
    const { x, y } = placeOf(document, splitEnd(end).node)
    return Math.hypot(x - origin.x, y - origin.y) + (wired.has(end) ? 100_000 : 0)
  }
  return [...targets]
    .filter(([, answer]) => answer.ok)
    .map(([end]) => end)
    .toSorted((a, b) => distance(a) - distance(b))
}

/** The port of a node at which a wire that is let go over its body ends: the first that takes it, else the first at all. */
export function portOfBody(targets: ReadonlyMap<string, Connectable>, node: string): string | null {
  const ends = [...targets].filter(([end]) => splitEnd(end).node === node)
  return (ends.find(([, answer]) => answer.ok) ?? ends[0])?.[0] ?? null
}
