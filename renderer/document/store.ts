import { create } from 'zustand'
import type { OpenedPipeline } from '../../engine/protocol/workspace.ts'
import { useActivePath } from '../session/store.ts'
import { followEngine } from './follow-engine.ts'
import { pipelineActions, type KeptPipeline } from './pipeline-actions.ts'
import { openedState, type PipelineDocument } from './pipeline-document.ts'

export interface Documents {
  readonly byPath: Readonly<Record<string, PipelineDocument>>
}

/** Every open pipeline by its path. */
export const useDocuments = create<Documents>()(() => ({ byPath: {} }))

const kept = new Map<string, KeptPipeline>()

/** Writes the draft of a pipeline now when one is waiting to be written. */
export function writeDraft(path: string): void {
  kept.get(path)?.flush()
}

/** Takes a pipeline that the engine opened; one that was open under this path is replaced. */
export function loadDocument(opened: OpenedPipeline): void {
  followEngine(kept)
  kept.get(opened.path)?.stop()
  const { path } = opened
  const pipeline = pipelineActions({
    get: () => useDocuments.getState().byPath[path],
    set: (change) =>
      useDocuments.setState(({ byPath }) => {
        const before = byPath[path]
        return before ? { byPath: { ...byPath, [path]: { ...before, ...change } } } : {}
      }),
  })
  kept.set(path, pipeline)
  useDocuments.setState(({ byPath }) => ({ byPath: { ...byPath, [path]: { ...openedState(opened), ...pipeline.actions } } }))
  pipeline.inspectNow()
}

/** Lets a pipeline go. Edits that were not saved are first written to its draft. */
export async function closeDocument(path: string): Promise<void> {
  const pipeline = kept.get(path)
  kept.delete(path)
  await pipeline?.finish()
  useDocuments.setState(({ byPath }) => ({ byPath: Object.fromEntries(Object.entries(byPath).filter(([open]) => open !== path)) }))
}

export function getDocument(path: string | null): PipelineDocument | undefined {
  return path === null ? undefined : useDocuments.getState().byPath[path]
}

export function useDocument(path: string | null): PipelineDocument | undefined {
  return useDocuments((state) => (path === null ? undefined : state.byPath[path]))
}

/** The pipeline of the active tab. */
export function useActiveDocument(): PipelineDocument | undefined {
  return useDocument(useActivePath())
}
