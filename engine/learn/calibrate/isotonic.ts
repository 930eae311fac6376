// Calibration: what a classifier's probabilities are worth, learned from rows that it did not learn from. Pure.
import { fallingOrder } from '../evaluate/falling-order.ts'

/** A rising line through points of rising `x`; flat beyond its ends. */
export interface IsotonicLine {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

interface Block {
  from: number
  to: number
  sum: number
  weight: number
}

/**
 * The never falling line nearest to the values by weighted squares: neighbours that fall are pooled (pool adjacent violators; Barlow 1972).
 * Equal scores count as one with their weighted mean. Scores are finite; rows of weight 0 say nothing.
 */
export function fitIsotonic(score: Float64Array, value: Float64Array, weights: Float64Array): IsotonicLine {
  const order = fallingOrder(score)
  const blocks: Block[] = []
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i]!
    const weight = weights[row]!
    if (weight === 0) continue
    const at = score[row]!
    const last = blocks.at(-1)
    if (last && last.to === at && last.from === at) {
      last.sum += weight * value[row]!
      last.weight += weight
      continue
    }
    settle(blocks)
    blocks.push({ from: at, to: at, sum: weight * value[row]!, weight })
  }
  settle(blocks)
  const x: number[] = []
  const y: number[] = []
  for (const { from, to, sum, weight } of blocks) {
    for (const end of from === to ? [from] : [from, to]) {
      x.push(end)
      y.push(sum / weight)
    }
  }
  return { x, y }
}

/** Pools the last block with those before it that lie higher. */
function settle(blocks: Block[]): void {
  for (;;) {
    const last = blocks.at(-1)
    const before = blocks.at(-2)
    if (!last || !before || before.sum / before.weight < last.sum / last.weight) return
    blocks.length -= 2
    blocks.push({ from: before.from, to: last.to, sum: before.sum + last.sum, weight: before.weight + last.weight })
  }
}

/** The line at a score, straight between its points. */
export function isotonicAt({ x, y }: IsotonicLine, score: number): number {
  if (Number.isNaN(score)) return Number.NaN
  let low = 0
  let high = x.length - 1
  if (score <= x[low]!) return y[low]!
  if (score >= x[high]!) return y[high]!
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (x[middle]! <= score) low = middle
    else high = middle
  }
  const share = (score - x[low]!) / (x[high]! - x[low]!)
  return y[low]! + share * (y[high]! - y[low]!)
}
