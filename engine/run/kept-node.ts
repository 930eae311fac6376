import { splitEnd, type Document } from '../protocol/document.ts'
import { mark } from '../relation/build.ts'
import { keptMissing } from './resolve-problems.ts'
import type { ResolvedNode, ResolveTools, TablePort } from './resolve.ts'

/** The document as it runs: a node whose result is kept reads nothing. */
export function withoutKeptInputs(document: Document): Document {
  if (!Object.values(document.nodes).some(({ kept }) => kept)) return document
  return { ...document, wires: document.wires.filter(({ to }) => !document.nodes[splitEnd(to).node]?.kept) }
}

/**
 * A node with its kept result in the place of what its settings and inputs would give. Its fingerprint is the one of that result, so that what
 * stands behind says truly what it was made of, and is the same when the settings go back to what they were. What is wrong with the settings is a
 * warning: nothing is computed with them. A result that is not there is an error, never silently another one.
 */
export async function keptNode(node: ResolvedNode, tools: Pick<ResolveTools, 'left' | 'table'>): Promise<ResolvedNode> {
  const { kept } = node.node
  const { definition, id } = node
  if (!kept || !definition) return node
  const { fingerprint, at } = kept
  const outputs = new Map<string, TablePort>()
  const isThere = (await tools.left(fingerprint)) === definition.id
  for (const [port, { kind }] of Object.entries(definition.outputs)) {
    if (kind !== 'table' || !isThere) continue
    const table = await tools.table(fingerprint, port)
    outputs.set(port, { relation: table ? mark(table, id, port, `${fingerprint}.${port}`) : null, estimated: false })
  }
  const found = isThere && [...outputs.values()].every(({ relation }) => relation !== null)
  const own = node.problems.map((problem) => (problem.severity === 'error' ? { ...problem, severity: 'warning' as const } : problem))
  return {
    ...node,
    fingerprint,
    configured: true,
    problems: found ? own : [keptMissing(id, at)],
    sources: new Map(),
    outputs,
    notices: [],
    estimated: false,
    kept: { at, changed: node.fingerprint !== fingerprint },
  }
}
