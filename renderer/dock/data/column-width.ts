import type { TableColumn } from '../../../engine/protocol/table.ts'

export const narrowest = 88
const widest = 280

/** About how wide a letter is at 12 px. */
const letter = 6.7

/**
 * The width of a column in pixels, from its name (with icon and role chip) and the cells that are at hand. It must not depend on where the
 * grid is scrolled to, or columns would jump.
 */
export function columnWidth({ name, role }: TableColumn, texts: readonly string[]): number {
  const head = name.length * 7 + 54 + (role ? role.length * 6 + 18 : 0)
  const cells = Math.max(0, ...texts.map((text) => text.length)) * letter + 20
  return Math.round(Math.min(widest, Math.max(narrowest, head, cells)))
}
