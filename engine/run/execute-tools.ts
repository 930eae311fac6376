import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { BindContext } from '../../nodes/kit/context.ts'
import type { Database } from '../adapters/duckdb/database.ts'
import type { Addition } from '../graph/variant-clone.ts'
import type { EngineEventBody } from '../protocol/event.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import type { Plan } from './plan-run.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'
import type { StepOutcome } from './step-outcome.ts'
import type { RunNodeTask } from './worker-messages.ts'
import type { WorkerPool } from './worker-pool.ts'

/** What a run asks of the engine. */
export interface ExecuteTools {
  readonly db: Database
  readonly store: ArtifactStore
  readonly workers: WorkerPool
  readonly cores: number
  readonly bind: BindContext
  /** A document with the nodes that a study adds. */
  more(resolved: Resolved, addition: Addition, signal: AbortSignal): Promise<Resolved>
  /** The parts of a worker task that the node itself does not know. */
  workerSettings(
    node: ResolvedNode,
  ): Promise<
    Pick<
      RunNodeTask,
      | 'tempFolder'
      | 'keptFolder'
      | 'memoryLimitBytes'
      | 'threads'
      | 'exports'
      | 'requests'
      | 'registered'
      | 'backends'
      | 'backendPlaces'
      | 'crew'
      | 'scriptEntry'
    >
  >
  /** Called with the artifacts of a finished run body, before the step counts as done (registers models, starts endpoints). */
  finished(node: ResolvedNode, outputs: Readonly<Record<string, Artifact>>): Promise<void>
  emit(event: EngineEventBody): void
  log(text: string): void
}

export interface RunRequest {
  readonly runId: string
  readonly resolved: Resolved
  readonly plan: Plan
  readonly signal: AbortSignal
  /** Filled while steps are at work: how to tell one, by its node, that a person has enough of it. */
  readonly askEnough?: Map<string, () => void>
}

export interface ExecutedRun {
  readonly steps: readonly StepOutcome[]
  /**
   * Counts the rows of steps that were computed inside other queries, and gives the steps with what is known then. May be called long after
   * the run, or never; what was counted before the signal is aborted stays. Throws what a query throws.
   */
  count(signal: AbortSignal): Promise<readonly StepOutcome[]>
}
