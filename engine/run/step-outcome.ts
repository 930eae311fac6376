import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { Problem } from '../protocol/problem.ts'
import type { StoredPort } from '../store/artifact-store.ts'

type StepState = 'executed' | 'reused' | 'failed' | 'skipped' | 'cancelled'

/** How a step of a run ended. */
export interface StepOutcome {
  readonly node: string
  readonly fingerprint: string
  readonly state: StepState
  readonly seconds: number | null
  readonly memoryBytes: number | null
  readonly rows?: Readonly<Record<string, number>>
  readonly problem?: Problem
  /** It is a result that was kept: the time it was made at. */
  readonly kept?: string
}

/** What a step gave, before it is recorded. */
export interface StepResult {
  readonly ports: Readonly<Record<string, StoredPort>>
  readonly rows: Readonly<Record<string, number>>
  readonly artifacts: Readonly<Record<string, Artifact>>
  readonly memoryBytes: number | null
  readonly state: unknown
  readonly exports: readonly string[]
}
