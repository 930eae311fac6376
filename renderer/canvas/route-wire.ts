import type { Position } from '../../engine/protocol/document.ts'
import type { Box } from './geometry.ts'

export type Route = readonly Position[]

/** How far a wire goes straight before it first turns. */
const lead = 32
const returnLead = 19
/** How far a wire stays from what it goes around. */
const clearance = 12

export interface WireEnds {
  readonly from: Position
  readonly to: Position
  /** Which of its node's outputs it leaves: return wires of one node run beside each other. */
  readonly lane?: number
}

export interface Surroundings {
  /** What is gone around. */
  readonly boxes: readonly Box[]
  /** Heights at which return wires like to run: between two frames. */
  readonly channels?: readonly number[]
}

const nothing: Surroundings = { boxes: [] }

/**
 * The corners of a wire from an output to an input, with right angles only. It turns in the gap before its target, goes around boxes when
 * it would cross some, and returns in the channel between two rows when the target lies to the left. Pure.
 */
export function routeWire(ends: WireEnds, { boxes, channels: between = [] }: Surroundings = nothing): Route {
  const { from, to } = ends
  if (to.x - from.x < 24) return returning(ends, boxes, between)
  if (from.y === to.y && crossings([from, to], boxes) === 0) return [from, to]
  const room = (to.x - from.x) / 2
  const turns = [to.x - Math.min(lead, room), from.x + Math.min(lead, room), from.x + room]
  const simple = turns.map((x): Route => [from, { x, y: from.y }, { x, y: to.y }, to])
  const clear = simple.find((route) => crossings(route, boxes) === 0)
  if (clear) return tidy(clear)
  const x1 = from.x + Math.min(lead, room)
  const x2 = to.x - Math.min(lead, room)
  const around = channels(x1, x2, (from.y + to.y) / 2, boxes).map((y): Route => [
    from,
    { x: x1, y: from.y },
    { x: x1, y },
    { x: x2, y },
    { x: x2, y: to.y },
    to,
  ])
  return tidy(best([...simple.slice(0, 1), ...around], boxes))
}

function returning({ from, to, lane = 0 }: WireEnds, boxes: readonly Box[], between: readonly number[]): Route {
  const x1 = from.x + Math.max(6, returnLead - 7 * lane)
  const x2 = to.x - clearance
  const liked = between.filter((y) => y > Math.min(from.y, to.y) && y < Math.max(from.y, to.y)).map((y) => y - clearance / 2)
  const heights = liked.length > 0 ? liked : channels(x2, x1, (from.y + to.y) / 2, boxes)
  const routes = heights.map((middle): Route => {
    const y = middle + clearance * lane
    return [from, { x: x1, y: from.y }, { x: x1, y }, { x: x2, y }, { x: x2, y: to.y }, to]
  })
  return tidy(best(routes, boxes))
}

/** Heights at which a wire between two columns may run: the middle, and in each free strip its middle and its edges. */
function channels(left: number, right: number, middle: number, boxes: readonly Box[]): readonly number[] {
  const heights = [middle]
  const strips = freeStrips(left, right, boxes)
  for (const { top, bottom } of strips) {
    if (Number.isFinite(top) && Number.isFinite(bottom)) heights.push((top + bottom) / 2)
    if (bottom - top < 2 * clearance) continue
    if (Number.isFinite(top)) heights.push(top + clearance)
    if (Number.isFinite(bottom)) heights.push(bottom - clearance)
  }
  return [...new Set(heights)].toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle)).slice(0, 32)
}

/** The strips between two columns in which nothing lies, from top to bottom; the first and the last have no end. */
function freeStrips(left: number, right: number, boxes: readonly Box[]): readonly { readonly top: number; readonly bottom: number }[] {
  const between = boxes.filter((box) => box.x < right && box.x + box.width > left).toSorted((a, b) => a.y - b.y)
  const strips: { top: number; bottom: number }[] = []
  let end = -Infinity
  for (const box of between) {
    if (box.y > end) strips.push({ top: end, bottom: box.y })
    end = Math.max(end, box.y + box.height)
  }
  return [...strips, { top: end, bottom: Infinity }]
}

function best(routes: readonly Route[], boxes: readonly Box[]): Route {
  let chosen = routes[0] ?? []
  let least = Infinity
  for (const route of routes) {
    const cost = crossings(route, boxes) * 10_000 + lengthOf(route) - 6 * roomOf(route, boxes)
    if (cost >= least) continue
    least = cost
    chosen = route
  }
  return chosen
}

/** How far the longest horizontal piece of a route stays from boxes above and below it: a wide channel is easier to follow. */
function roomOf(route: Route, boxes: readonly Box[]): number {
  let room = 2 * clearance
  let longest = 0
  for (let i = 1; i < route.length; i++) {
    const a = route[i - 1] as Position
    const b = route[i] as Position
    const length = a.y === b.y ? Math.abs(b.x - a.x) : 0
    if (length <= longest) continue
    longest = length
    room = 2 * clearance
    for (const box of boxes) {
      if (box.x >= Math.max(a.x, b.x) || box.x + box.width <= Math.min(a.x, b.x)) continue
      room = Math.min(room, Math.max(0, a.y < box.y ? box.y - a.y : a.y - box.y - box.height))
    }
  }
  return room
}

/** How often the route runs through a box. */
export function crossings(route: Route, boxes: readonly Box[]): number {
  let count = 0
  for (let i = 1; i < route.length; i++) {
    const a = route[i - 1] as Position
    const b = route[i] as Position
    const left = Math.min(a.x, b.x)
    const right = Math.max(a.x, b.x)
    const top = Math.min(a.y, b.y)
    const bottom = Math.max(a.y, b.y)
    for (const box of boxes) if (left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y) count += 1
  }
  return count
}

function lengthOf(route: Route): number {
  return route.slice(1).reduce((sum, point, i) => sum + Math.abs(point.x - (route[i]?.x ?? 0)) + Math.abs(point.y - (route[i]?.y ?? 0)), 0)
}

/** Without corners that are none. */
function tidy(route: Route): Route {
  return route.filter((point, i) => {
    const before = route[i - 1]
    const after = route[i + 1]
    if (!before || !after) return true
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y))
  })
}

/** The path of a route with rounded corners, as SVG writes it. */
export function routePath(route: Route, radius = 8): string {
  const [first] = route
  const last = route.at(-1)
  if (!first || !last) return ''
  let path = `M${first.x} ${first.y}`
  for (let i = 1; i < route.length - 1; i++) {
    const corner = route[i] as Position
    const enter = towards(corner, route[i - 1] as Position, radius)
    const leave = towards(corner, route[i + 1] as Position, radius)
    path += `L${enter.x} ${enter.y}Q${corner.x} ${corner.y} ${leave.x} ${leave.y}`
  }
  return `${path}L${last.x} ${last.y}`
}

function towards(from: Position, to: Position, distance: number): Position {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

export interface LabelPlace {
  readonly at: Position
  /** Length of the straight piece that it sits in. */
  readonly room: number
}

/** Where a label sits: in the middle of the longest horizontal piece, or of the middle piece when that one is too short for it. */
export function labelPlace(route: Route, width: number): LabelPlace {
  let longest: LabelPlace | undefined
  for (let i = 1; i < route.length; i++) {
    const a = route[i - 1] as Position
    const b = route[i] as Position
    if (a.y !== b.y) continue
    const room = Math.abs(b.x - a.x)
    if (!longest || room > longest.room) longest = { at: { x: (a.x + b.x) / 2, y: a.y }, room }
  }
  if (longest && longest.room >= width) return longest
  const middle = Math.floor((route.length - 1) / 2)
  const a = route[middle]
  const b = route[middle + 1]
  if (!a || !b) return longest ?? { at: { x: 0, y: 0 }, room: 0 }
  const span = Math.abs((route.at(-1)?.x ?? 0) - (route[0]?.x ?? 0))
  return { at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, room: span }
}
