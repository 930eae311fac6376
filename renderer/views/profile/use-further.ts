import type { MethodOutput } from '../../../engine/protocol/methods.ts'
import type { Profile } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useClient } from '../../session/client.ts'
import { useRequest, type Requested } from '../use-request.ts'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'

export interface FurtherWanted {
  readonly target: string | null
  readonly exact: boolean
  /** False: nobody waits for it any more; its process ends. */
  readonly on: boolean
}

/** Quick model, unusual rows and series of a profile that is there; asked for once it has been shown. */
export function useFurther(
  pipeline: PipelineDocument | undefined,
  { node, port, side }: PortPlace,
  profile: Profile | null,
  { target, exact, on }: FurtherWanted,
): Requested<MethodOutput<'profileFurther'>> {
  const client = useClient()
  const key =
    pipeline && profile && on && profile.rows > 0
      ? ['further', pipeline.path, node, port, side, target ?? '', String(exact), profile.seconds].join('\n')
      : null
  return useRequest(key, (signal) => {
    if (!pipeline) throw new Error('more of no pipeline')
    const { path, document } = pipeline
    return client('profileFurther', { path, document, node, port, side, exact, ...(target !== null && { target }) }, signal)
  })
}
