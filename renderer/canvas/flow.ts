import type { ReactFlowInstance } from '@xyflow/react'
import type { Position } from '../../engine/protocol/document.ts'
import { columnPitch, nodeWidth, type Box } from './geometry.ts'
import type { ScreenPoint } from './store.ts'
import { fitZoom, viewOf } from './view-of.ts'
import { wholeZoom } from './whole-zoom.ts'

/** At which nodes are read well and ports are hit well. */
const usualZoom = 0.8

let flow: ReactFlowInstance | null = null
let wrapper: HTMLElement | null = null

/** Called by the canvas when it is drawn and when it goes: commands work on the one that is drawn. */
export function holdFlow(instance: ReactFlowInstance | null, element: HTMLElement | null): void {
  flow = instance
  wrapper = element
}

export function canvasElement(): HTMLElement | null {
  return wrapper
}

/** What takes the focus of the canvas when no node does. */
export function applicationElement(): HTMLElement | null {
  return wrapper?.querySelector<HTMLElement>('.react-flow') ?? null
}

function moveMs(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200
}

/** A point of the window in coordinates of the canvas. */
export function toCanvas({ left, top }: ScreenPoint): Position {
  return flow?.screenToFlowPosition({ x: left, y: top }) ?? { x: 0, y: 0 }
}

export function toScreen({ x, y }: Position): ScreenPoint {
  const point = flow?.flowToScreenPosition({ x, y }) ?? { x: 0, y: 0 }
  return { left: point.x, top: point.y }
}

/** The middle of what is seen, in coordinates of the canvas. */
export function viewCentre(): Position {
  const bounds = wrapper?.getBoundingClientRect()
  return bounds ? toCanvas({ left: bounds.left + bounds.width / 2, top: bounds.top + bounds.height / 2 }) : { x: 0, y: 0 }
}

export function zoom(): number {
  return flow?.getZoom() ?? 1
}

/** Shows everything; of a pipeline of usual size that would be too small to be wired, its beginning. */
export function showWhole(whole: Box | undefined, nodes: number): void {
  const bounds = wrapper?.getBoundingClientRect()
  if (flow && bounds && whole) void flow.setViewport(viewOf(whole, bounds, wholeZoom(whole, bounds, nodes)), { duration: moveMs() })
}

/** What is seen when a pipeline is opened: all of it, or its beginning at a size that can be read when all would be too small. */
export function openingView(whole: Box | undefined): void {
  const bounds = wrapper?.getBoundingClientRect()
  if (!flow || !bounds || !whole) return
  const fit = fitZoom(whole, bounds)
  void flow.setViewport(viewOf(whole, bounds, fit < 0.6 ? usualZoom : fit))
}

/** How many columns of nodes can be read beside one another in the visible width. */
export function visibleColumns(): number {
  const width = (wrapper?.getBoundingClientRect().width ?? 872) / usualZoom
  return Math.max(2, Math.floor((width - 48 + columnPitch - nodeWidth) / columnPitch))
}

export function zoomBy(factor: number): void {
  void flow?.zoomTo(zoom() * factor, { duration: moveMs() })
}

export function zoomTo(level: number): void {
  void flow?.zoomTo(level, { duration: moveMs() })
}

/** Moves the view so that a box is seen; it stays still when it is seen already. */
export function revealBox(box: Box): void {
  const bounds = wrapper?.getBoundingClientRect()
  if (!flow || !bounds) return
  const start = toCanvas({ left: bounds.left, top: bounds.top })
  const end = toCanvas({ left: bounds.right, top: bounds.bottom })
  const margin = 24 / zoom()
  const inside =
    box.x >= start.x + margin && box.y >= start.y + margin && box.x + box.width <= end.x - margin && box.y + box.height <= end.y - margin
  if (!inside) void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: Math.max(zoom(), 0.6), duration: moveMs() })
}

export function centreOn({ x, y }: Position): void {
  void flow?.setCenter(x, y, { zoom: zoom() })
}
