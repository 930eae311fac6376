export interface Packed<T> {
  readonly block: T
  /** The column that it begins in. */
  readonly column: number
}

/** Blocks beside one another as long as the columns of a line last, then in the next line. Pure. */
export function packLines<T extends { readonly columns: number }>(
  blocks: readonly T[],
  columns: number,
): readonly (readonly Packed<T>[])[] {
  const lines: Packed<T>[][] = []
  let next = 0
  for (const block of blocks) {
    if (lines.length === 0 || next + block.columns > columns) {
      lines.push([])
      next = 0
    }
    lines.at(-1)?.push({ block, column: next })
    next += block.columns
  }
  return lines
}
