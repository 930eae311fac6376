import type { MethodOutput } from '../../engine/protocol/methods.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useClient } from '../session/client.ts'
import { useRequest, type Requested } from '../views/use-request.ts'
import { useChosen, type ChartPlace } from './chart-state.ts'
import { portKey } from './port-key.ts'

export type ChosenRows = MethodOutput<'chosenRows'>

/** The rows of a port that marks of its chart stand for: the first ones, and how many. Nothing while none are chosen. */
export function useChosenRows(pipeline: PipelineDocument | undefined, place: ChartPlace | null, limit = 200): Requested<ChosenRows> {
  const client = useClient()
  const chosen = useChosen(place)
  const port = place && portKey(pipeline, place)
  return useRequest(chosen && port ? `${port}\n${JSON.stringify(chosen)}` : null, (signal) => {
    if (!pipeline || !place || !chosen) throw new Error('rows of no port')
    const { path, node, port: name, side } = place
    const { conditions, formula } = chosen
    return client(
      'chosenRows',
      { path, document: pipeline.document, node, port: name, side, conditions: json(conditions), formula, limit },
      signal,
    )
  })
}

/** Conditions as the JSON that they are. */
function json(value: unknown) {
  return JSON.parse(JSON.stringify(value)) as null
}
