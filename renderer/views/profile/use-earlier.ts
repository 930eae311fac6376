import type { MethodOutput } from '../../../engine/protocol/methods.ts'
import type { Profile } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useClient } from '../../session/client.ts'
import { useRequest, type Requested } from '../use-request.ts'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'

type Entry = MethodOutput<'listEarlierProfiles'>['earlier'][number]

export interface Earlier {
  readonly earlier: readonly Entry[]
  /** What the table was when somebody last looked at its profile, where it is something else now. */
  readonly changed: Entry | null
  /** The profile of the one that was chosen. */
  readonly found: Requested<Profile>
}

/** What a port gave before, and the profile of one of these; asked for once the profile of today is there. */
export function useEarlier(
  pipeline: PipelineDocument | undefined,
  { node, port, side }: PortPlace,
  profile: Profile | null,
  id: string | null,
): Earlier {
  const client = useClient()
  const key = pipeline && profile ? ['earlier', pipeline.path, node, port, side, profile.seconds].join('\n') : null
  const input = () => {
    if (!pipeline) throw new Error('earlier profiles of no pipeline')
    return { path: pipeline.path, document: pipeline.document, node, port, side }
  }
  const { value } = useRequest(key, (signal) => client('listEarlierProfiles', input(), signal))
  const found = useRequest(key === null || id === null ? null : `${key}\n${id}`, (signal) =>
    client('readEarlierProfile', { ...input(), id: id ?? '' }, signal),
  )
  const earlier = value?.earlier ?? []
  return { earlier, changed: earlier.find(({ from }) => from === 'profile') ?? null, found }
}
