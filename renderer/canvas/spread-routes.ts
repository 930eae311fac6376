import type { Position } from '../../engine/protocol/document.ts'
import type { Route } from './route-wire.ts'

interface Piece {
  readonly source: string
  readonly flat: boolean
  /** Height of a flat piece, place of an upright one. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/** Wires of different outputs keep this far apart: side by side a label must fit between flat ones. */
const flatGap = 12
const uprightGap = 6
const tries = [0, 1, -1, 2, -2, 3, -3]

export interface SourcedRoute {
  readonly id: string
  readonly source: string
  readonly route: Route
}

/** Routes that return to the left, moved apart where those of different outputs would lie on each other. The others stay. Pure. */
export function spreadRoutes(routes: readonly SourcedRoute[]): ReadonlyMap<string, Route> {
  const taken: Piece[] = []
  const spread = new Map<string, Route>()
  for (const { id, source, route } of routes) {
    const moved = moveApart(route, source, taken)
    taken.push(...piecesOf(moved, source))
    spread.set(id, moved)
  }
  return spread
}

function moveApart(route: Route, source: string, taken: readonly Piece[]): Route {
  const [start, turn, low, far, rise, end] = route
  if (!start || !turn || !low || !far || !rise || !end || route.length !== 6 || far.x >= low.x) return route
  const y = free(low.y, flatGap, (at) => ({ source, flat: true, at, from: far.x, to: low.x }), taken)
  const right = free(low.x, uprightGap, (at) => ({ source, flat: false, at, ...ordered(start.y, y) }), taken)
  const left = free(far.x, uprightGap, (at) => ({ source, flat: false, at, ...ordered(y, end.y) }), taken)
  return [start, { x: right, y: start.y }, { x: right, y }, { x: left, y }, { x: left, y: end.y }, end]
}

/** The place nearest to the wanted one where the piece lies on no other; the wanted one when there is none. */
function free(wanted: number, gap: number, piece: (at: number) => Piece, taken: readonly Piece[]): number {
  for (const step of tries) {
    const at = wanted + step * gap
    const mine = piece(at)
    if (!taken.some((other) => onEachOther(mine, other, gap))) return at
  }
  return wanted
}

function onEachOther(a: Piece, b: Piece, gap: number): boolean {
  return a.source !== b.source && a.flat === b.flat && Math.abs(a.at - b.at) < gap && a.from < b.to && b.from < a.to
}

function piecesOf(route: Route, source: string): readonly Piece[] {
  return route.slice(1).map((point, i): Piece => {
    const before = route[i] as Position
    const flat = point.y === before.y
    return flat
      ? { source, flat, at: point.y, ...ordered(before.x, point.x) }
      : { source, flat, at: point.x, ...ordered(before.y, point.y) }
  })
}

function ordered(a: number, b: number): { readonly from: number; readonly to: number } {
  return { from: Math.min(a, b), to: Math.max(a, b) }
}
