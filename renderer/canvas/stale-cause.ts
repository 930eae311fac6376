import { splitEnd, type Document } from '../../engine/protocol/document.ts'

/**
 * For each stale node the changed node that made it so: the nearest one upstream whose own neighbours are all fresh. A node that is such
 * a one itself has no entry. Pure.
 */
export function staleCauses(document: Document, stale: ReadonlySet<string>): ReadonlyMap<string, string> {
  const before = new Map<string, string[]>()
  for (const wire of document.wires) {
    const to = splitEnd(wire.to).node
    const from = splitEnd(wire.from).node
    if (stale.has(from)) before.set(to, [...(before.get(to) ?? []), from])
  }
  const causes = new Map<string, string>()
  for (const id of stale) {
    const cause = rootOf(id, before)
    if (cause !== id) causes.set(id, cause)
  }
  return causes
}

/** Breadth first, so that the nearest comes first; a cycle ends at a node that was seen. */
function rootOf(id: string, before: ReadonlyMap<string, readonly string[]>): string {
  const seen = new Set([id])
  let row: readonly string[] = [id]
  while (row.length > 0) {
    const root = row.find((one) => (before.get(one) ?? []).length === 0)
    if (root !== undefined) return root
    row = row.flatMap((one) => before.get(one) ?? []).filter((one) => !seen.has(one))
    row.forEach((one) => seen.add(one))
  }
  return id
}
