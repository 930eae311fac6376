import type { Box } from './geometry.ts'

/** Where the origin of the canvas lies on the screen, and its zoom. */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

const margin = 24

/** The zoom at which all of a box is seen, at most 1. */
export function fitZoom(whole: Box, { width, height }: { readonly width: number; readonly height: number }): number {
  return Math.min(1, (width - 2 * margin) / whole.width, (height - 2 * margin) / whole.height)
}

/** A box in the middle of the screen at a zoom; one that is larger than the screen begins at its margin. Pure. */
export function viewOf(whole: Box, screen: { readonly width: number; readonly height: number }, zoom: number): View {
  const start = (size: number, length: number) => Math.max(margin, (size - length * zoom) / 2)
  return { x: start(screen.width, whole.width) - whole.x * zoom, y: start(screen.height, whole.height) - whole.y * zoom, zoom }
}
