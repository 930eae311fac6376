/** A wire as the columns that it goes from and to. */
export interface Span {
  readonly source: string
  readonly from: number
  readonly to: number
}

export interface Band {
  readonly first: number
  /** The column after its last one. */
  readonly end: number
}

/**
 * Columns 0 to count - 1 cut into bands of at most `columns`. A band ends one column early when fewer outputs are cut there, so that branches
 * stay together. Each cut looks only at what comes before it and at its wires: a node that is added at the end moves nothing before it. Pure.
 */
export function wrapRanks(count: number, spans: readonly Span[], columns: number): readonly Band[] {
  const cutAt = (rank: number) => new Set(spans.filter(({ from, to }) => from < rank && to >= rank).map(({ source }) => source)).size
  const bands: Band[] = []
  for (let first = 0; first < count;) {
    const full = first + columns
    const early = columns > 3 && full < count && cutAt(full - 1) < cutAt(full)
    const end = Math.min(count, early ? full - 1 : full)
    bands.push({ first, end })
    first = end
  }
  return bands
}
