import { portsFrom } from './detail.ts'
import type { Box } from './geometry.ts'
import { fitZoom } from './view-of.ts'

/** From more nodes than this on everything is shown even where ports are too small to be drawn. */
const most = 40

/** The zoom for showing everything: a pipeline of usual size stays large enough to be wired. Pure. */
export function wholeZoom(whole: Box, screen: { readonly width: number; readonly height: number }, nodes: number): number {
  return Math.max(nodes > most ? 0.1 : portsFrom, fitZoom(whole, screen))
}
