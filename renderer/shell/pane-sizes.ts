import type { Panel } from '../session/store.ts'

export interface PaneSize {
  readonly usual: number
  readonly min: number
  readonly max: number
}

/** Sizes of the panes in pixels: widths, and the height of the dock. A narrow window has smaller usual ones and a rail for the palette. */
export function paneSize(panel: Panel, narrow: boolean): PaneSize {
  switch (panel) {
    case 'palette':
      return narrow ? { usual: 44, min: 44, max: 44 } : { usual: 240, min: 180, max: 360 }
    case 'inspector':
      return { usual: narrow ? 296 : 328, min: 280, max: 520 }
    case 'dock':
      return { usual: narrow ? 208 : 272, min: 120, max: 640 }
    default:
      return panel satisfies never
  }
}

/** The size that is drawn: the chosen one within its limits, never so large that less than `keep` of the window is left. */
export function drawnSize(chosen: number | null, { usual, min, max }: PaneSize, room: number): number {
  return Math.round(Math.min(Math.max(min, Math.min(max, chosen ?? usual)), Math.max(min, room)))
}
