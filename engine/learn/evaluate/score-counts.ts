export interface ScoreCount {
  readonly from: number
  readonly to: number
  /** Rows of the class, and the others. */
  readonly own: number
  readonly others: number
}

const bins = 40

/** Counts of rows in 40 equal steps of the score from 0 to 1; a score on an edge belongs to the step above it, 1 to the last one. */
export function scoreCounts(score: Float64Array, positive: Uint8Array): ScoreCount[] {
  const counts = [new Float64Array(bins), new Float64Array(bins)]
  for (let i = 0; i < score.length; i++) {
    const value = Math.min(1, Math.max(0, score[i]!))
    let bin = Math.min(bins - 1, Math.floor(value * bins))
    // As the division k / 40 gives the edges, so that rows can be found by them again.
    if (bin > 0 && value < bin / bins) bin--
    else if (bin < bins - 1 && value >= (bin + 1) / bins) bin++
    counts[positive[i]!]![bin]!++
  }
  return Array.from({ length: bins }, (_, k) => ({ from: k / bins, to: (k + 1) / bins, own: counts[1]![k]!, others: counts[0]![k]! }))
}
