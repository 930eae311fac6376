import type { RequestRow } from '../../../engine/protocol/workspace.ts'

export interface RequestBin {
  /** Start of the bin in milliseconds of the epoch. */
  readonly from: number
  readonly requests: number
  readonly refused: number
}

/** Requests counted in `bins` equal spans of time from the first to the last. Empty without requests. */
export function requestBins(rows: readonly RequestRow[], bins = 40): RequestBin[] {
  const times = rows.map(({ at }) => Date.parse(at)).filter(Number.isFinite)
  if (times.length === 0) return []
  const from = Math.min(...times)
  const span = Math.max(1, Math.max(...times) - from) / bins
  const counted = Array.from({ length: bins }, (_, i) => ({ from: from + i * span, requests: 0, refused: 0 }))
  for (const { at, status } of rows) {
    const bin = counted[Math.min(bins - 1, Math.floor((Date.parse(at) - from) / span))]
    if (!bin) continue
    bin.requests += 1
    if (status >= 400) bin.refused += 1
  }
  return counted
}

/** The value that a share of the numbers does not exceed (nearest rank). Null without numbers. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? null
}
