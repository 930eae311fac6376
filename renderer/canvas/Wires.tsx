import { memo, useMemo } from 'react'
import { splitEnd, wireId, type Document, type Position } from '../../engine/protocol/document.ts'
import type { NodeCatalogue } from './edit/new-node.ts'
import { placeOf } from './geometry.ts'
import { routeWire, type Route } from './route-wire.ts'
import { drawnWires, endsOf, labelledWires } from './wire-routes.ts'
import { WireCount } from './WireCount.tsx'
import { WireLine } from './WireLine.tsx'
import './wire.css'

export interface WiresProps {
  readonly path: string
  readonly document: Document
  readonly catalogue: NodeCatalogue
  readonly compact: boolean
  /** Routes while nothing moves. */
  readonly routes: ReadonlyMap<string, Route>
  /** Where nodes are drawn now, which differs from the document during a drag. */
  readonly places: ReadonlyMap<string, Position>
  /** Part of the canvas that is seen, with a margin; wires outside of it are not drawn. Null draws all. */
  readonly seen: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
}

/** All wires in one picture. A drag draws only the wires of what moves anew. */
export const Wires = memo(function Wires({ path, document, catalogue, compact, routes, places, seen }: WiresProps) {
  const wires = useMemo(() => drawnWires(document), [document])
  const labelled = useMemo(() => labelledWires(routes, wires), [routes, wires])
  const moved = (id: string) => {
    const now = places.get(id)
    const then = placeOf(document, id)
    return now !== undefined && (now.x !== then.x || now.y !== then.y)
  }
  const at = (id: string) => places.get(id) ?? placeOf(document, id)
  const drawn = wires.flatMap((wire) => {
    const id = wireId(wire)
    const source = splitEnd(wire.from)
    const moving = moved(source.node) || moved(splitEnd(wire.to).node)
    // In motion the simple way is taken: going around nodes would make wires jump.
    const route = moving ? routeWire(endsOf(document, catalogue, wire, { at, compact })) : routes.get(id)
    if (!route || (seen && !touches(route, seen))) return []
    return { id, wire, route, kind: catalogue.get(document.nodes[source.node]?.type ?? '')?.outputs[source.port]?.kind ?? 'table' }
  })
  return (
    <svg className="wires" aria-hidden>
      {drawn.map(({ id, ...line }) => (
        <WireLine key={id} path={path} {...line} />
      ))}
      {/* Above all wires: a count must not be crossed by the next wire. */}
      {drawn
        .filter(({ id, kind }) => kind === 'table' && labelled.has(id))
        .map(({ id, wire, route }) => (
          <WireCount key={id} path={path} wire={wire} route={route} />
        ))}
    </svg>
  )
})

function touches(route: Route, { x, y, width, height }: { x: number; y: number; width: number; height: number }): boolean {
  const xs = route.map((point) => point.x)
  const ys = route.map((point) => point.y)
  return Math.min(...xs) < x + width && Math.max(...xs) > x && Math.min(...ys) < y + height && Math.max(...ys) > y
}
