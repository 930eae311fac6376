import type { Document, Position } from '../../../engine/protocol/document.ts'
import { splitEnd } from '../../../engine/protocol/document.ts'
import type { NodeCatalogue } from '../edit/new-node.ts'
import { placeOf, portOffset } from '../geometry.ts'
import { routePath, routeWire } from '../route-wire.ts'
import { useCanvas } from '../store.ts'
import { useLooseEnd } from './pointer-link.ts'

/** The wire that is being drawn: dashed, and red over a port that does not take it. */
export function LooseWire({
  document,
  catalogue,
  compact,
}: {
  readonly document: Document
  readonly catalogue: NodeCatalogue
  readonly compact: boolean
}) {
  const linking = useCanvas((state) => state.linking)
  const loose = useLooseEnd((state) => state.at)
  if (!linking) return null
  const { end, side, over, targets } = linking
  const placed = (one: string, on: 'in' | 'out'): Position => {
    const place = placeOf(document, splitEnd(one).node)
    const offset = portOffset({ document, catalogue }, one, on, compact)
    return { x: place.x + offset.x, y: place.y + offset.y }
  }
  const held = placed(end, side)
  const other = over === null ? loose : placed(over, side === 'out' ? 'in' : 'out')
  const route = routeWire(side === 'out' ? { from: held, to: other } : { from: other, to: held })
  const refused = over !== null && !targets.get(over)?.ok
  return (
    <svg className="wires wires-loose" aria-hidden>
      <path className="wire-drawn" d={routePath(route)} data-refused={refused || undefined} />
    </svg>
  )
}
