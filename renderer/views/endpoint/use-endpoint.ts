import { useRuns } from '../../runs/store.ts'
import { useAnswer } from '../../session/use-answer.ts'

/** An endpoint of the workspace as it is now; undefined while it is asked for and when there is none of that name. */
export function useEndpoint(name: string) {
  const version = useRuns((state) => `${state.versions.endpoints}.${state.endpointVersions[name] ?? 0}`)
  const { data, problem, loading, reload } = useAnswer('listEndpoints', {}, version)
  return { endpoint: data?.endpoints.find((entry) => entry.name === name), problem, loading, reload, version }
}
