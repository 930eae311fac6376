import { splitEnd, type Document, type Wire } from '../../engine/protocol/document.ts'
import type { Inspection } from '../../engine/protocol/inspection.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import { staleCauses } from './stale-cause.ts'

// Facts that many nodes read: worked out once for each document or inspection, kept as long as that object lives.

function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const value = known.get(key)
    if (value !== undefined) return value
    const made = make(key)
    known.set(key, made)
    return made
  }
}

/** Ends that have a wire. */
export const wiredEnds = remembered((wires: readonly Wire[]): ReadonlySet<string> => new Set(wires.flatMap((wire) => [wire.from, wire.to])))

/** Nodes straight before a node, by its id. */
export const nodesBefore = remembered((wires: readonly Wire[]): ReadonlyMap<string, readonly string[]> => {
  const before = new Map<string, string[]>()
  for (const wire of wires) {
    const to = splitEnd(wire.to).node
    before.set(to, [...(before.get(to) ?? []), splitEnd(wire.from).node])
  }
  return before
})

const problemsOf = remembered((inspection: Inspection): ReadonlyMap<string, readonly Problem[]> => {
  const byNode = new Map<string, Problem[]>()
  for (const problem of inspection.problems) {
    const { node } = problem.place
    if (node !== undefined) byNode.set(node, [...(byNode.get(node) ?? []), problem])
  }
  return byNode
})

const none: readonly Problem[] = []

export function problemsAt(inspection: Inspection | null, node: string): readonly Problem[] {
  return inspection ? (problemsOf(inspection).get(node) ?? none) : none
}

interface Staleness {
  readonly document: Document
  readonly seen: ReadonlySet<string>
  readonly causes: ReadonlyMap<string, string>
}

const staleness = new WeakMap<Inspection, Staleness>()

/** The changed node that made this one stale; undefined when it is that one itself. */
export function staleCause(document: Document, inspection: Inspection | null, seen: ReadonlySet<string>, node: string): string | undefined {
  if (!inspection) return undefined
  const known = staleness.get(inspection)
  if (known?.document.wires === document.wires && known.seen === seen) return known.causes.get(node)
  const stale = new Set(Object.keys(document.nodes).filter((id) => seen.has(id) && !inspection.nodes[id]?.fresh))
  const causes = staleCauses(document, stale)
  staleness.set(inspection, { document, seen, causes })
  return causes.get(node)
}
