import { splitEnd, type Document } from '../protocol/document.ts'

/** Whether a wire between two nodes would lead back to where it starts. A node wired to itself is a cycle. */
export function makesCycle(document: Document, from: string, to: string): boolean {
  if (from === to) return true
  const next = new Map<string, string[]>()
  for (const wire of document.wires) {
    const source = splitEnd(wire.from).node
    const list = next.get(source)
    if (list) list.push(splitEnd(wire.to).node)
    else next.set(source, [splitEnd(wire.to).node])
  }
  const seen = new Set([to])
  const stack = [to]
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    for (const after of next.get(id) ?? []) {
      if (after === from) return true
      if (seen.has(after)) continue
      seen.add(after)
      stack.push(after)
    }
  }
  return false
}
