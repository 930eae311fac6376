import { useRuns } from '../../runs/store.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { useDock } from '../dock-state.ts'

/** The runs of a pipeline, latest first, and the one that is chosen: the latest unless a person chose another. */
export function useRunRecord(path: string | null) {
  const version = useRuns(
    (state) => `${state.versions.runs} ${path === null ? '' : `${state.byPath[path]?.runId} ${state.byPath[path]?.state}`}`,
  )
  const list = useAnswer('listRuns', path === null ? null : { pipeline: path }, version)
  const wished = useDock((state) => state.run)
  const runs = list.data?.runs ?? []
  const chosen = runs.find(({ id }) => id === wished) ?? runs[0]
  const record = useAnswer('readRun', chosen ? { runId: chosen.id } : null, version)
  return {
    runs,
    chosen,
    record: record.data && record.data.run.id === chosen?.id ? record.data : undefined,
    problem: list.problem ?? record.problem,
    loading: list.loading,
  }
}
