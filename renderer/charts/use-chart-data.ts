import { useRef } from 'react'
import type { ChartData, ChartSpec } from '../../engine/protocol/chart.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useClient } from '../session/client.ts'
import { useRequest, type Requested } from '../views/use-request.ts'
import { useCharts, type ChartPlace } from './chart-state.ts'
import { portKey } from './port-key.ts'

export interface DrawnData {
  readonly spec: ChartSpec
  readonly data: ChartData
}

/** The marks of a chart, asked for again when the chart or what flows there changes. The last ones stay in sight until the next have come. */
export function useChartData(pipeline: PipelineDocument | undefined, place: ChartPlace, spec: ChartSpec): Requested<DrawnData> {
  const client = useClient()
  const rows = useCharts((state) => state.rows)
  const port = portKey(pipeline, place)
  const held = useRef<{ port: string; drawn: DrawnData } | null>(null)
  const requested = useRequest(port === null ? null : `${port}\n${rows}\n${JSON.stringify(spec)}`, async (signal) => {
    if (!pipeline || port === null) throw new Error('a chart of no pipeline')
    const { node, port: name, side } = place
    const data = await client('chart', { path: place.path, document: pipeline.document, node, port: name, side, spec, rows }, signal)
    const drawn = { spec, data }
    held.current = { port, drawn }
    return drawn
  })
  const before = held.current?.port === port ? held.current.drawn : null
  return { ...requested, value: requested.value ?? (requested.state === 'loading' ? before : null) }
}
