import type { Run, StepRun } from './run.ts'

export interface RunProgress {
  readonly total: number
  /** Steps that have come to an end, reused ones included. */
  readonly ended: number
  readonly reused: number
  readonly failed: number
  /** Part of the run that is done, 0 to 1, counting the share of running steps. */
  readonly share: number
  /** The running step that needs the longest, for the run bar. */
  readonly current: StepRun | null
  readonly secondsLeft: number | null
}

/** How far a run is. Pure. */
export function runProgress(run: Run): RunProgress {
  const steps = run.order.flatMap((node) => run.steps[node] ?? [])
  const running = steps.filter((step) => step.state === 'running')
  const ended = steps.filter((step) => step.state !== 'running' && step.state !== 'queued')
  const current = running.toSorted((a, b) => (b.secondsLeft ?? -1) - (a.secondsLeft ?? -1))[0] ?? null
  const done = ended.length + running.reduce((sum, step) => sum + (step.share ?? 0), 0)
  return {
    total: steps.length,
    ended: ended.length,
    reused: steps.filter((step) => step.state === 'reused').length,
    failed: steps.filter((step) => step.state === 'failed').length,
    share: steps.length === 0 ? 0 : done / steps.length,
    current,
    secondsLeft: current?.secondsLeft ?? null,
  }
}
