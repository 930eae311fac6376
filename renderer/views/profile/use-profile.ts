import { useId } from 'react'
import type { Profile } from '../../../engine/protocol/profile.ts'
import type { Text } from '../../../engine/protocol/text.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useRuns } from '../../runs/store.ts'
import { useClient } from '../../session/client.ts'
import { useRequest, type Requested } from '../use-request.ts'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'

export interface Profiling extends Requested<Profile> {
  readonly progress: { readonly share: number; readonly text: Text } | null
}

/** The profile of a port (none: of nothing), asked for again when what flows there changes. `target` null: the column whose role is target; `exact`: all rows are counted, however many. */
export function useProfile(
  pipeline: PipelineDocument | undefined,
  place: PortPlace | null,
  { target, exact }: { readonly target: string | null; readonly exact: boolean },
): Profiling {
  const client = useClient()
  const id = useId()
  const at = useRuns((state) => state.profiling)
  const { node, port, side } = place ?? { node: '', port: '', side: 'out' as const }
  const inspected = pipeline?.inspection?.nodes[node]
  const feeding = side === 'in' ? pipeline?.document.wires.find(({ to }) => to === `${node}.${port}`)?.from.split('.')[0] : undefined
  const fingerprint = feeding === undefined ? inspected?.fingerprint : pipeline?.inspection?.nodes[feeding]?.fingerprint
  const key =
    pipeline && place && inspected ? [pipeline.path, node, port, side, fingerprint ?? '', target ?? '', String(exact)].join('\n') : null
  const requested = useRequest(key, (signal) => {
    if (!pipeline) throw new Error('a profile of no pipeline')
    const { path, document } = pipeline
    return client('profileTable', { path, document, node, port, side, key: id, exact, ...(target !== null && { target }) }, signal)
  })
  return { ...requested, progress: at?.key === id && requested.state === 'loading' ? at : null }
}
