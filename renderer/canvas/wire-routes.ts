import { splitEnd, wireId, type Document, type Position, type Wire } from '../../engine/protocol/document.ts'
import type { NodeCatalogue } from './edit/new-node.ts'
import { nodeBox, placeOf, portOffset, portsOf } from './geometry.ts'
import { routeWire, type Route, type WireEnds } from './route-wire.ts'
import { spreadRoutes } from './spread-routes.ts'

/** The ends of a wire for nodes that lie where `at` says. */
export function endsOf(
  document: Document,
  catalogue: NodeCatalogue,
  wire: Wire,
  { at, compact }: { readonly at: (id: string) => Position; readonly compact: boolean },
): WireEnds {
  const source = splitEnd(wire.from)
  const target = splitEnd(wire.to)
  const from = at(source.node)
  const to = at(target.node)
  const out = portOffset({ document, catalogue }, wire.from, 'out', compact)
  const into = portOffset({ document, catalogue }, wire.to, 'in', compact)
  const outputs = portsOf(catalogue.get(document.nodes[source.node]?.type ?? ''), 'out', compact)
  return {
    from: { x: from.x + out.x, y: from.y + out.y },
    to: { x: to.x + into.x, y: to.y + into.y },
    lane: Math.max(
      0,
      outputs.findIndex((port) => port.name === source.port),
    ),
  }
}

/** The route of every wire whose nodes are there, by its id, around the nodes that are in the way. Pure. */
export function wireRoutes(document: Document, catalogue: NodeCatalogue, compact: boolean): ReadonlyMap<string, Route> {
  const at = (id: string) => placeOf(document, id)
  const boxes = [...Object.keys(document.nodes).map((id) => nodeBox(at(id), compact)), ...Object.values(document.notes)]
  const around = { boxes, channels: frameChannels(document) }
  return spreadRoutes(
    drawnWires(document).map((wire) => ({
      id: wireId(wire),
      source: wire.from,
      route: routeWire(endsOf(document, catalogue, wire, { at, compact }), around),
    })),
  )
}

/** The heights halfway between a frame and the next one below it. */
function frameChannels(document: Document): readonly number[] {
  const frames = Object.values(document.frames).toSorted((a, b) => a.y - b.y)
  return frames.slice(1).flatMap((frame, i) => {
    const bottom = (frames[i]?.y ?? 0) + (frames[i]?.height ?? 0)
    return frame.y - bottom >= 16 ? [(bottom + frame.y) / 2] : []
  })
}

/** A wire to a node that is not there is a problem of the document, and nothing to draw. */
export function drawnWires(document: Document): readonly Wire[] {
  const there = (end: string) => Object.hasOwn(document.nodes, splitEnd(end).node)
  return document.wires.filter((wire) => there(wire.from) && there(wire.to))
}

/** For each output the wire that shows its row count: the one with the longest straight piece. Two counts of one output say nothing more. */
export function labelledWires(routes: ReadonlyMap<string, Route>, wires: readonly Wire[]): ReadonlySet<string> {
  const best = new Map<string, { readonly id: string; readonly length: number }>()
  for (const wire of wires) {
    const id = wireId(wire)
    const route = routes.get(id) ?? []
    const length = Math.max(0, ...route.slice(1).map((point, i) => (point.y === route[i]?.y ? Math.abs(point.x - (route[i]?.x ?? 0)) : 0)))
    const known = best.get(wire.from)
    if (!known || length > known.length) best.set(wire.from, { id, length })
  }
  return new Set([...best.values()].map(({ id }) => id))
}

/** The wire that runs nearest to a point, within `reach`. */
export function wireNear(routes: ReadonlyMap<string, Route>, point: Position, reach: number): string | null {
  let nearest: string | null = null
  let least = reach
  for (const [id, route] of routes) {
    for (let i = 1; i < route.length; i++) {
      const a = route[i - 1] as Position
      const b = route[i] as Position
      const dx = Math.max(Math.min(a.x, b.x) - point.x, 0, point.x - Math.max(a.x, b.x))
      const dy = Math.max(Math.min(a.y, b.y) - point.y, 0, point.y - Math.max(a.y, b.y))
      const distance = Math.hypot(dx, dy)
      if (distance >= least) continue
      least = distance
      nearest = id
    }
  }
  return nearest
}
