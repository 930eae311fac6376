// The mirror of what the engine does: one current run per pipeline, the health of the engine, what changed in the workspace.
import type { Problem } from '../../engine/protocol/problem.ts'
import type { Text } from '../../engine/protocol/text.ts'

export type StepState = 'queued' | 'running' | 'done' | 'reused' | 'failed' | 'skipped' | 'cancelled'

export interface CurvePoint {
  readonly name: string
  readonly step: number
  readonly value: number
}

/** A node in a run. */
export interface StepRun {
  readonly node: string
  readonly fingerprint: string
  readonly state: StepState
  /** Part done, 0 to 1; null while it cannot be known. */
  readonly share: number | null
  /** Rows handled so far while it runs. */
  readonly rowsDone?: number
  readonly rowsPerSecond?: number
  readonly secondsLeft: number | null
  readonly note?: Text
  /** Rows by output port, once done. */
  readonly rows?: Readonly<Record<string, number>>
  readonly seconds: number | null
  readonly memoryBytes: number | null
  readonly inside?: string
  /** It is a result that was kept: the time it was made at. */
  readonly kept?: string
  readonly summary?: Text
  readonly notices: readonly Text[]
  readonly problem?: Problem
  /** The node because of which this one was skipped. */
  readonly because?: string
  /** Points of its curves in the order of their coming. */
  readonly points: readonly CurvePoint[]
  /** Where it is computed, and whether it can be told to end with what there is. */
  readonly device?: string
  readonly canStop?: boolean
}

/** `lost`: the engine ended while it ran. */
export type RunState = 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled' | 'lost'

export interface Run {
  readonly runId: string
  readonly pipeline: string
  readonly startedAt: string
  readonly state: RunState
  /** Nodes in an order in which they can be done. */
  readonly order: readonly string[]
  readonly steps: Readonly<Record<string, StepRun>>
  readonly seconds: number | null
  readonly executed: number
  readonly reused: number
  /** What went wrong with the run as a whole: its record could not be written, say. */
  readonly problem?: Problem
}

export interface EngineHealth {
  readonly connection: 'connecting' | 'open' | 'lost' | 'refused'
  /** How often another life of the engine has answered since the page was opened. */
  readonly restarts: number
  readonly memoryBytes: number | null
  readonly cacheBytes: number | null
  readonly running: number
  readonly queued: number
}

export type WorkspacePart = 'pipelines' | 'runs' | 'models' | 'endpoints' | 'files' | 'components' | 'findings'

/** Everything that is told by the event stream. */
export interface EngineMirror {
  /** The latest run by path of its pipeline. */
  readonly byPath: Readonly<Record<string, Run>>
  readonly engine: EngineHealth
  /** Rises with each change of that part of the workspace: what was read before is old then. */
  readonly versions: Readonly<Record<WorkspacePart, number>>
  readonly endpointVersions: Readonly<Record<string, number>>
  /** How far the latest profile is, with the key under which it was asked for. */
  readonly profiling: { readonly key: string; readonly share: number; readonly text: Text } | null
}

export const emptyMirror: EngineMirror = {
  byPath: {},
  engine: { connection: 'connecting', restarts: 0, memoryBytes: null, cacheBytes: null, running: 0, queued: 0 },
  versions: { pipelines: 0, runs: 0, models: 0, endpoints: 0, files: 0, components: 0, findings: 0 },
  endpointVersions: {},
  profiling: null,
}
