/** Rows sorted by falling score, with what lies at or above each distinct score. */
export interface RankedScores {
  /** Row positions by falling score. */
  readonly order: Uint32Array
  /** Distinct scores, falling. */
  readonly scores: Float64Array
  /** Weight of positives and negatives with at least that score. */
  readonly truePositives: Float64Array
  readonly falsePositives: Float64Array
  /** Position in `order` after the last row of that score. */
  readonly ends: Uint32Array
  readonly positives: number
  readonly negatives: number
}

export function rankScores(score: Float64Array, positive: Uint8Array, weights: Float64Array): RankedScores {
  const order = Uint32Array.from(score.keys()).sort((a, b) => score[b]! - score[a]!)
  const scores: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  const ends: number[] = []
  let tp = 0
  let fp = 0
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    if (positive[row]) tp += weights[row]!
    else fp += weights[row]!
    if (i + 1 < order.length && score[order[i + 1]!] === score[row]) continue
    scores.push(score[row]!)
    truePositives.push(tp)
    falsePositives.push(fp)
    ends.push(i + 1)
  }
  return {
    order,
    scores: Float64Array.from(scores),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
    ends: Uint32Array.from(ends),
    positives: tp,
    negatives: fp,
  }
}
