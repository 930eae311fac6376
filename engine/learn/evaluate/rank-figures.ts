import type { FurtherFigure } from './deviance-figures.ts'
import { fallingOrder } from './falling-order.ts'
import { effectiveRows, measured, unknown, type Measured } from './measured.ts'
import { z95 } from '../statistics/normal.ts'

interface Ranked {
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly weights: Float64Array
}

/** How well the order of the predictions is that of the target: Spearman's correlation. */
export function rankFigures({ actual, predicted, weights }: Ranked): FurtherFigure[] {
  return [{ figure: spearman(actual, predicted, weights), baseline: 0 }]
}

/** Correlation of the (weighted) ranks, its interval by Fisher's transform with the standard error of Bonett and Wright (2000). */
function spearman(actual: Float64Array, predicted: Float64Array, weights: Float64Array): Measured {
  const [a, b] = [rankShares(actual, weights), rankShares(predicted, weights)]
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = total / 2
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += weights[i]! * (a[i]! - mean) * (b[i]! - mean)
    aa += weights[i]! * (a[i]! - mean) ** 2
    bb += weights[i]! * (b[i]! - mean) ** 2
  }
  if (!(aa > 0) || !(bb > 0))
    return unknown('spearman', {
      en: 'The target or the prediction is the same in every row.',
      fr: 'La cible ou la prédiction est la même dans toutes les lignes.',
    })
  const value = Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)))
  const rows = effectiveRows(weights)
  const half = rows > 3 ? z95 * Math.sqrt((1 + value ** 2 / 2) / (rows - 3)) : Number.NaN
  const fits = Number.isFinite(half) && Math.abs(value) < 1
  return measured('spearman', value, fits ? [Math.tanh(Math.atanh(value) - half), Math.tanh(Math.atanh(value) + half)] : null, 'fisher')
}

/** Weight of the rows that lie above each, half of those that are equal counted. */
export function rankShares(values: Float64Array, weights: Float64Array): Float64Array {
  const order = fallingOrder(values)
  const ranks = new Float64Array(values.length)
  let above = 0
  for (let start = 0; start < order.length;) {
    let end = start
    let equal = 0
    while (end < order.length && values[order[end]!] === values[order[start]!]) equal += weights[order[end++]!]!
    for (let i = start; i < end; i++) ranks[order[i]!] = above + equal / 2
    above += equal
    start = end
  }
  return ranks
}
