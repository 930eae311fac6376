import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { Relation } from '../relation/relation.ts'
import type { StepRecord } from '../store/artifact-store.ts'
import type { ExecuteTools, RunRequest } from './execute-tools.ts'
import { planRun, type PlannedStep } from './plan-run.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'
import type { RunTables } from './run-tables.ts'
import type { StudyHost } from './run-study.ts'
import type { StepOutcome } from './step-outcome.ts'
import type { WorkerTable } from './worker-messages.ts'

/** What a run lets its studies reach. */
export interface RunParts {
  readonly request: RunRequest
  readonly tools: ExecuteTools
  readonly outcomes: ReadonlyMap<string, StepOutcome>
  readonly tables: RunTables
  readonly artifacts: ReadonlyMap<string, Artifact>
  /** The documents of the nodes that studies have added, by node. */
  readonly scopes: Map<string, Resolved>
  /** Fingerprints of the steps that are computed anew. */
  readonly anew: Set<string>
  schedule(steps: readonly PlannedStep[]): Promise<void>
  workerTable(logical: Relation, node: ResolvedNode): Promise<WorkerTable>
}

/** The hands of a study in a run. */
export function studyHost(run: RunParts, study: ResolvedNode): StudyHost {
  const { tools, tables } = run
  const { runId, signal } = run.request
  const records = new Map<string, StepRecord>()
  const looked = new Set<string>()
  return {
    tools,
    runId,
    signal,
    scope({ id }) {
      const scope = run.scopes.get(id) ?? run.request.resolved
      return { ...scope, nodes: new Map([...scope.nodes].map(([name, node]) => [name, asItIs(node, tables)])) }
    },
    async branch(resolved, targets) {
      // What is computed anew is not taken from earlier runs, inside studies as elsewhere.
      const isAnew = run.anew.has(study.fingerprint)
      for (const [id, { fingerprint }] of resolved.nodes) {
        if (run.request.resolved.nodes.has(id) ? looked.has(id) : isAnew) continue
        looked.add(id)
        const record = fingerprint === '' || records.has(fingerprint) ? null : await tools.store.record(fingerprint)
        if (record) records.set(fingerprint, record)
      }
      const { steps } = planRun({ resolved, targets, from: [], records })
      for (const { node, fingerprint } of steps) {
        if (run.request.resolved.nodes.has(node)) continue
        run.scopes.set(node, resolved)
        if (isAnew) run.anew.add(fingerprint)
      }
      await run.schedule(steps)
    },
    outcome: (node) => run.outcomes.get(node),
    artifact: (end) => run.artifacts.get(end),
    logical: (end) => tables.logical.get(end),
    workerTable: (logical, node) => run.workerTable(logical, node),
    physical: (relation) => tables.physical(relation),
    emit: (event) => tools.emit(event),
  }
}

/** A node with the tables that its step gave in this run. */
function asItIs(node: ResolvedNode, tables: RunTables): ResolvedNode {
  const outputs = [...node.outputs].map(([port, table]) => {
    const relation = tables.logical.get(`${node.id}.${port}`)
    return [port, relation ? { relation, estimated: false } : table] as const
  })
  return { ...node, outputs: new Map(outputs) }
}
