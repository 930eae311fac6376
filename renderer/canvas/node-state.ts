import type { DocumentNode } from '../../engine/protocol/document.ts'
import type { NodeInspection } from '../../engine/protocol/inspection.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { StepRun } from '../runs/run.ts'

export interface DoneResult {
  readonly rows: Readonly<Record<string, number>> | undefined
  /** Null when it was computed inside another step, or reused without having been timed. */
  readonly seconds: number | null
  readonly summary: Text | undefined
}

/** What a node shows of itself. */
export type NodeState =
  | { readonly status: 'ready'; readonly waitsFor?: string }
  | { readonly status: 'off'; readonly problem?: Problem }
  | { readonly status: 'queued'; readonly after?: string }
  | {
      readonly status: 'running'
      readonly share: number | null
      readonly note: Text | undefined
      readonly rows: number | undefined
      readonly secondsLeft: number | null
    }
  | { readonly status: 'done'; readonly result: DoneResult }
  | { readonly status: 'warned'; readonly result: DoneResult | null; readonly problem: Problem }
  /** `cause`: the node whose change made it old; absent when it was this one. */
  | { readonly status: 'stale'; readonly cause?: string }
  | { readonly status: 'error'; readonly problem: Problem }
  | { readonly status: 'disabled' }
  | { readonly status: 'bypass' }

export type NodeStatus = NodeState['status']

export interface NodeFacts {
  readonly node: DocumentNode
  /** A disabled node hands its table on. */
  readonly passes: boolean
  readonly inspection: NodeInspection | undefined
  /** Problems at this node. */
  readonly problems: readonly Problem[]
  /** A run goes on. */
  readonly active: boolean
  readonly step: StepRun | undefined
  /** While it is queued: the first node straight before it that is not done yet. */
  readonly after: string | undefined
  /** Its result was seen earlier, and something changed since then. */
  readonly wasFresh: boolean
  /** The changed node that it comes from; undefined for itself. */
  readonly cause: string | undefined
}

/** The state of a node out of what is known of it: the run that goes on, then its problems, then its results. Pure. */
export function nodeState(facts: NodeFacts): NodeState {
  const { node, passes, inspection, problems, active, step, after } = facts
  if (node.disabled) return { status: passes ? 'bypass' : 'disabled' }
  if (active && step?.state === 'running') {
    const { share, note, rowsDone: rows, secondsLeft } = step
    return { status: 'running', share, note, rows, secondsLeft }
  }
  if (active && step?.state === 'queued') return { status: 'queued', ...(after !== undefined && { after }) }
  const error = problems.find((problem) => problem.severity === 'error')
  if (inspection && !inspection.configured) return { status: 'off', ...(error && { problem: error }) }
  if (error) return { status: 'error', problem: error }
  const current = step && (!inspection || inspection.fingerprint === step.fingerprint || step.fingerprint === '') ? step : undefined
  if (current?.state === 'failed' && current.problem) return { status: 'error', problem: current.problem }
  const result = resultOf(inspection, current)
  const warning = problems.find((problem) => problem.severity === 'warning')
  if (warning) return { status: 'warned', result, problem: warning }
  if (result) return { status: 'done', result }
  if (facts.wasFresh) return { status: 'stale', ...(facts.cause !== undefined && { cause: facts.cause }) }
  if (current?.state === 'skipped' && current.because !== undefined) return { status: 'ready', waitsFor: current.because }
  return { status: 'ready' }
}

function resultOf(inspection: NodeInspection | undefined, step: StepRun | undefined): DoneResult | null {
  if (step?.state === 'done' || step?.state === 'reused') {
    const known = inspection?.result
    return {
      rows: step.rows ?? known?.rows,
      seconds: step.seconds ?? known?.seconds ?? null,
      summary: step.summary ?? known?.summary,
    }
  }
  if (!inspection?.fresh) return null
  const { rows, seconds = null, summary } = inspection.result ?? {}
  return { rows, seconds, summary }
}
