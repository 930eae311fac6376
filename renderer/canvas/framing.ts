import { snap, type Box } from './geometry.ts'

/** From the nodes of a frame to its edge. */
export const frameMargin = 24

/** The frame around some bounds, with room for wires that return inside it. */
export function framing({ x, y, width, height }: Box): Box {
  return {
    x: snap(x - frameMargin),
    y: snap(y - frameMargin),
    width: snap(width + 2 * frameMargin),
    height: snap(height + 2 * frameMargin),
  }
}
