export interface ThresholdRow {
  readonly threshold: number
  readonly tp: number
  readonly fp: number
  readonly tn: number
  readonly fn: number
}

const steps = 100

/** Counts of rows at the thresholds 0, 0.01, ..., 1, for a slider: a row counts as positive when its score is at or above the threshold. */
export function thresholdTable(score: Float64Array, positive: Uint8Array): ThresholdRow[] {
  const reached = [new Float64Array(steps + 2), new Float64Array(steps + 2)]
  for (let i = 0; i < score.length; i++) {
    // The number of thresholds at or below the score, as the division k / 100 gives them.
    let passed = Math.floor(Math.min(1, Math.max(-0.01, score[i]!)) * steps) + 1
    while (passed <= steps && passed / steps <= score[i]!) passed++
    while (passed > 0 && (passed - 1) / steps > score[i]!) passed--
    reached[positive[i]!]![passed]!++
  }
  const rows: ThresholdRow[] = []
  const positives = reached[1]!.reduce((sum, count) => sum + count, 0)
  const negatives = reached[0]!.reduce((sum, count) => sum + count, 0)
  let fn = 0
  let tn = 0
  for (let k = 0; k <= steps; k++) {
    fn += reached[1]![k]!
    tn += reached[0]![k]!
    rows.push({ threshold: k / steps, tp: positives - fn, fp: negatives - tn, tn, fn })
  }
  return rows
}
