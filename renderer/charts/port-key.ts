import type { PipelineDocument } from '../document/pipeline-document.ts'
import { placeKey, type ChartPlace } from './chart-state.ts'

/** Names what flows through a port: another name when it changes. Null while nothing is known of it, or before a run that it needs. */
export function portKey(pipeline: PipelineDocument | undefined, place: ChartPlace): string | null {
  const inspected = pipeline?.inspection?.nodes[place.node]
  const port = (place.side === 'in' ? inspected?.inputs : inspected?.outputs)?.[place.port]
  if (!pipeline || !inspected || !port?.columns || port.afterRun) return null
  const feeding = place.side === 'in' ? pipeline.document.wires.find(({ to }) => to === `${place.node}.${place.port}`) : undefined
  const source = feeding ? pipeline.inspection?.nodes[feeding.from.split('.')[0] ?? ''] : inspected
  return [placeKey(place), source?.fingerprint ?? '', source?.fresh ?? false].join('\n')
}
