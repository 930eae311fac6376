import { splitEnd, type Document, type Position } from '../../engine/protocol/document.ts'
import { placeOf } from './geometry.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The node that lies nearest in a direction: what is straight ahead counts more than what is near but aside. Undefined at the edge. */
export function nearestNode(document: Document, from: string, direction: Direction): string | undefined {
  const origin = placeOf(document, from)
  let nearest: string | undefined
  let least = Infinity
  for (const id of Object.keys(document.nodes)) {
    if (id === from) continue
    const { ahead, aside } = offset(origin, placeOf(document, id), direction)
    // Within 60 degrees of straight ahead, in the proportions of a node.
    if (ahead <= 0 || aside > ahead * 1.75) continue
    const cost = ahead + 2 * aside
    if (cost >= least) continue
    least = cost
    nearest = id
  }
  return nearest
}

function offset(from: Position, to: Position, direction: Direction): { readonly ahead: number; readonly aside: number } {
  const dx = to.x - from.x
  // A row is as far from the next as a column is, to the eye that steps from node to node.
  const dy = (to.y - from.y) * 2.5
  if (direction === 'left' || direction === 'right') return { ahead: direction === 'right' ? dx : -dx, aside: Math.abs(dy) }
  return { ahead: direction === 'down' ? dy : -dy, aside: Math.abs(dx) }
}

/**
 * The node that is reached along a wire: left and right go to what feeds it and what it feeds, up and down to its neighbour among those
 * that are fed by (or feed) the same node.
 */
export function alongWires(document: Document, from: string, direction: Direction): string | undefined {
  if (direction === 'left') return byHeight(document, feeding(document, from))[0]
  if (direction === 'right') return byHeight(document, fedBy(document, from))[0]
  const siblings = new Set([
    ...feeding(document, from).flatMap((id) => fedBy(document, id)),
    ...fedBy(document, from).flatMap((id) => feeding(document, id)),
    from,
  ])
  const ordered = byHeight(document, [...siblings])
  return ordered[ordered.indexOf(from) + (direction === 'down' ? 1 : -1)]
}

export function feeding(document: Document, node: string): readonly string[] {
  return document.wires.flatMap((wire) => (splitEnd(wire.to).node === node ? [splitEnd(wire.from).node] : []))
}

export function fedBy(document: Document, node: string): readonly string[] {
  return document.wires.flatMap((wire) => (splitEnd(wire.from).node === node ? [splitEnd(wire.to).node] : []))
}

function byHeight(document: Document, ids: readonly string[]): readonly string[] {
  const unique = [...new Set(ids)].filter((id) => Object.hasOwn(document.nodes, id))
  return unique.toSorted((a, b) => placeOf(document, a).y - placeOf(document, b).y || placeOf(document, a).x - placeOf(document, b).x)
}

/** The nodes from left to right, then from top to bottom: the order in which they are read. */
export function readingOrder(document: Document): readonly string[] {
  return Object.keys(document.nodes).toSorted(
    (a, b) => placeOf(document, a).x - placeOf(document, b).x || placeOf(document, a).y - placeOf(document, b).y,
  )
}
