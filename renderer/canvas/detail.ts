/** The lowest zoom at which ports are drawn. */
export const portsFrom = 0.45

/** How much of a node is drawn at a zoom: all of it, no foot, tile and title, or only a box in the overview. */
export type Detail = 'full' | 'brief' | 'tile' | 'overview'

export function detailAt(zoom: number): Detail {
  if (zoom >= 0.6) return 'full'
  if (zoom >= portsFrom) return 'brief'
  return zoom >= 0.2 ? 'tile' : 'overview'
}

/** By how much tile and title grow so that they keep their size on the screen; in steps, since each one is drawn anew. */
export function growthAt(zoom: number): number {
  return detailAt(zoom) === 'tile' ? Math.min(3.5, Math.round(4 / zoom) / 4) : 1
}
