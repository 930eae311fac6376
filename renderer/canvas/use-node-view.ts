import { useMemo } from 'react'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { DocumentNode } from '../../engine/protocol/document.ts'
import type { NodeInspection } from '../../engine/protocol/inspection.ts'
import { useDocuments, type Documents } from '../document/store.ts'
import { useRuns, type Runs } from '../runs/store.ts'
import { useCatalogueEntry } from '../session/catalogue.ts'
import { nodesBefore, problemsAt, staleCause } from './document-facts.ts'
import { nodeState, type NodeState } from './node-state.ts'

export interface NodeView {
  readonly node: DocumentNode
  readonly entry: CatalogueEntry | undefined
  readonly inspection: NodeInspection | undefined
  readonly state: NodeState
}

/** Everything that a node shows; undefined for one that has just been removed. Changes only when something of this node does. */
export function useNodeView(path: string, id: string): NodeView | undefined {
  const open = (state: Documents) => state.byPath[path]
  const node = useDocuments((state) => open(state)?.document.nodes[id])
  const entry = useCatalogueEntry(node?.type)
  const inspection = useDocuments((state) => open(state)?.inspection?.nodes[id])
  const problems = useDocuments((state) => problemsAt(open(state)?.inspection ?? null, id))
  const wasFresh = useDocuments((state) => open(state)?.seen.has(id) ?? false)
  const cause = useDocuments((state) => {
    const pipeline = open(state)
    return pipeline && staleCause(pipeline.document, pipeline.inspection, pipeline.seen, id)
  })
  const before = useDocuments((state) => nodesBefore(open(state)?.document.wires ?? nothing).get(id) ?? nothing)
  const step = useRuns((state) => state.byPath[path]?.steps[id])
  const active = useRuns((state) => isActive(state, path))
  const after = useRuns((state) => (isActive(state, path) ? firstOpen(state, path, before) : undefined))
  return useMemo(() => {
    if (!node) return undefined
    const state = nodeState({ node, passes: passesOn(entry), inspection, problems, active, step, after, wasFresh, cause })
    return { node, entry, inspection, state }
  }, [node, entry, inspection, problems, active, step, after, wasFresh, cause])
}

const nothing: readonly never[] = []

function isActive(state: Runs, path: string): boolean {
  const run = state.byPath[path]?.state
  return run === 'running' || run === 'cancelling'
}

function firstOpen(state: Runs, path: string, before: readonly string[]): string | undefined {
  const steps = state.byPath[path]?.steps
  return before.find((id) => steps?.[id]?.state === 'queued' || steps?.[id]?.state === 'running')
}

/** A disabled node hands its first table on to its first table output, when it has both. */
function passesOn(entry: CatalogueEntry | undefined): boolean {
  const tables = (ports: Readonly<Record<string, { kind: string }>> = {}) => Object.values(ports).some((port) => port.kind === 'table')
  return tables(entry?.inputs) && tables(entry?.outputs)
}
