import type { Family } from '../ui/Tile.tsx'

/** Puts a node of a type on the canvas of the active pipeline. */
export type AddNode = (type: string) => Promise<unknown>

/** Something that the command palette finds. */
export interface PaletteEntry {
  readonly id: string
  readonly label: string
  /** What kind of thing it is, or its keys; at the right of the row. */
  readonly detail: string
  readonly icon: string
  /** Draws the icon as a tile. */
  readonly family?: Family
  readonly also?: readonly string[]
  readonly run: () => void
}
