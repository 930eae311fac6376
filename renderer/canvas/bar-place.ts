import type { Position } from '../../engine/protocol/document.ts'
import { overlaps, type Box } from './geometry.ts'

/** Size of the bar with its five buttons. */
export const barSize = { width: 146, height: 30 }
const gap = 8
const edge = 4
/** How far from what is selected a place is looked for. */
const reach = 360
/** The tools at the bottom left of the canvas. */
const cluster = { width: 220, height: 52 }

export interface BarSurroundings {
  readonly selected: Box
  readonly nodes: readonly Box[]
  readonly notes?: readonly Box[]
}

interface Screen {
  readonly width: number
  readonly height: number
}

/**
 * Where the acts on what is selected stand, all in pixels of the screen: above it, below it, or the nearest place where they cover no node;
 * a note only when nodes leave no place beside what is selected.
 * Null when there is none, or when what is selected is not seen. Pure.
 */
export function barPlace({ selected, nodes, notes = [] }: BarSurroundings, screen: Screen): Position | null {
  if (!overlaps(selected, { x: 0, y: 0, ...screen })) return null
  const around = { x: selected.x - reach, y: selected.y - reach, width: selected.width + 2 * reach, height: selected.height + 2 * reach }
  const near = [...nodes.filter((box) => overlaps(around, box)), { x: 0, y: screen.height - cluster.height, ...cluster }]
  const middle = selected.x + (selected.width - barSize.width) / 2
  const above = selected.y - gap - barSize.height
  const below = selected.y + selected.height + gap
  const over = (at: Position, boxes: readonly Box[]) => boxes.some((box) => overlaps({ ...at, ...barSize }, box, edge))
  const free = (at: Position) =>
    at.x >= edge &&
    at.y >= edge &&
    at.x + barSize.width <= screen.width - edge &&
    at.y + barSize.height <= screen.height - edge &&
    !over(at, near)
  const inside = Math.max(edge, Math.min(screen.width - barSize.width - edge, middle))
  const beside = [above, below].map((y) => ({ x: inside, y })).filter(free)
  const first = beside.find((at) => !over(at, notes)) ?? beside[0]
  if (first) return first
  const xs = [inside, selected.x, selected.x + selected.width - barSize.width, selected.x - gap - barSize.width]
  const ys = [above, below, selected.y + (selected.height - barSize.height) / 2, edge, screen.height - barSize.height - edge]
  for (const box of [selected, ...near]) {
    xs.push(box.x + box.width + gap, box.x - gap - barSize.width)
    ys.push(box.y + box.height + gap, box.y - gap - barSize.height)
  }
  // Upright distance counts for less: a bar above or below is sooner taken for that of its node than one beside another node.
  const away = ({ x, y }: Position) => 2 * Math.abs(x - middle) + Math.min(Math.abs(y - above), Math.abs(y - below))
  const places = [...new Set(xs)].flatMap((x) => [...new Set(ys)].map((y) => ({ x, y }))).toSorted((a, b) => away(a) - away(b))
  return places.find(free) ?? null
}
