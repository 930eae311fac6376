import type { TableColumn } from '../../../engine/protocol/table.ts'

export const narrowest = 96
const widest = 280

/** About how wide a letter is at 12 px. */
const letter = 6.7

/** About how wide one is in the words of a head, at 11 px, and how much room those may claim. */
const smallLetter = 6
const widestWords = 168

export interface WidthTexts {
  /** The lines of words under the picture of the head. */
  readonly words: readonly string[]
  readonly cells: readonly string[]
}

/**
 * The width of a column in pixels, from its name (with icon and role chip), the words of its head and the cells that are at hand. It must not
 * depend on where the grid is scrolled to, or columns would jump.
 */
export function columnWidth({ name, role }: TableColumn, { words, cells }: WidthTexts): number {
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length))
  const head = name.length * 7 + 58 + (role ? role.length * 6 + 18 : 0)
  const said = Math.min(widestWords, longest(words) * smallLetter + 18)
  return Math.round(Math.min(widest, Math.max(narrowest, head, said, longest(cells) * letter + 20)))
}
