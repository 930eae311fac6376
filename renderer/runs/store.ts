import { create } from 'zustand'
import type { Document } from '../../engine/protocol/document.ts'
import type { ParameterValue } from '../../engine/protocol/parameter.ts'
import type { EngineEvent } from '../../engine/protocol/event.ts'
import { getClient } from '../session/client.ts'
import { withUses } from '../components/inside-view.ts'
import { reduceConnection, reduceEvent } from './reduce-event.ts'
import { emptyMirror, type EngineMirror, type Run, type StepRun } from './run.ts'

export interface StartRun {
  readonly path: string
  readonly document: Document
  /** Empty or absent: all nodes. */
  readonly targets?: readonly string[]
  /** Everything downstream of these is computed anew. */
  readonly from?: readonly string[]
  /** Other values of parameters, for this run. */
  readonly values?: Readonly<Record<string, ParameterValue>>
}

export interface Runs extends EngineMirror {
  /** Throws EngineFailure with the problem when the engine refuses. */
  startRun(start: StartRun): Promise<string>
  cancelRun(path: string): Promise<void>
  /** Many events are one change of the store, so that React renders once. */
  take(events: readonly EngineEvent[]): void
  takeConnection(state: 'open' | 'lost' | 'refused' | 'restarted'): void
}

export const useRuns = create<Runs>()((set, get) => ({
  ...emptyMirror,
  startRun: async ({ path, document, targets = [], from = [], values = {} }) => {
    const { runId } = await getClient()('startRun', { path, document, targets: [...targets], from: [...from], values })
    return runId
  },
  cancelRun: async (path) => {
    const run = get().byPath[path]
    if (run?.state !== 'running') return
    set(({ byPath }) => ({ byPath: { ...byPath, [path]: { ...run, state: 'cancelling' } } }))
    await getClient()('cancelRun', { runId: run.runId })
  },
  take: (events) => set((state) => usesIn(events.reduce<EngineMirror>(reduceEvent, state), state)),
  takeConnection: (connection) => set((state) => reduceConnection(state, connection)),
}))

/** Runs that changed get a step for each use of a component. */
function usesIn(mirror: EngineMirror, before: EngineMirror): EngineMirror {
  const changed = Object.entries(mirror.byPath).filter(([path, run]) => before.byPath[path] !== run)
  if (changed.length === 0) return mirror
  return { ...mirror, byPath: { ...mirror.byPath, ...Object.fromEntries(changed.map(([path, run]) => [path, withUses(run)])) } }
}

export function useRun(path: string | null): Run | undefined {
  return useRuns((state) => (path === null ? undefined : state.byPath[path]))
}

/** The state of one node in the latest run of its pipeline. */
export function useStep(path: string | null, node: string): StepRun | undefined {
  return useRuns((state) => (path === null ? undefined : state.byPath[path]?.steps[node]))
}
