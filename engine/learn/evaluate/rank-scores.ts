import { fallingOrder } from './falling-order.ts'

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
  const order = fallingOrder(score)
  const scores = new Float64Array(order.length)
  const truePositives = new Float64Array(order.length)
  const falsePositives = new Float64Array(order.length)
  const ends = new Uint32Array(order.length)
  let distinct = 0
  let tp = 0
  let fp = 0
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    if (positive[row]) tp += weights[row]!
    else fp += weights[row]!
    if (i + 1 < order.length && score[order[i + 1]!] === score[row]) continue
    scores[distinct] = score[row]!
    truePositives[distinct] = tp
    falsePositives[distinct] = fp
    ends[distinct++] = i + 1
  }
  return {
    order,
    scores: scores.subarray(0, distinct),
    truePositives: truePositives.subarray(0, distinct),
    falsePositives: falsePositives.subarray(0, distinct),
    ends: ends.subarray(0, distinct),
    positives: tp,
    negatives: fp,
  }
}
