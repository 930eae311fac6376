import type { Problem } from '../protocol/problem.ts'

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
}
