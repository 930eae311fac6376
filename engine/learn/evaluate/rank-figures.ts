import type { FurtherFigure } from './deviance-figures.ts'
import { fallingOrder } from './falling-order.ts'
import { effectiveRows, meanFigure, measured, unknown, type Measured } from './measured.ts'
import { z95 } from '../statistics/normal.ts'

interface Ranked {
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly weights: Float64Array
  readonly group: Float64Array | undefined
}

/** How well the order of the predictions is that of the target: Spearman's correlation, and within groups NDCG. */
export function rankFigures({ actual, predicted, weights, group }: Ranked): FurtherFigure[] {
  const lists = group && !actual.some((value) => value < 0) ? gains(actual, predicted, group) : null
  return [
    { figure: spearman(actual, predicted, weights), baseline: 0 },
    ...(lists && lists.own.length > 0
      ? [
          {
            figure: meanFigure('ndcg', lists.own, new Float64Array(lists.own.length).fill(1)),
            baseline: lists.constant.reduce((sum, value) => sum + value, 0) / lists.constant.length,
          },
        ]
      : []),
  ]
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

/**
 * Normalised discounted cumulative gain of each group that has two rows and a gain: the target is the gain, rows with equal predictions share their
 * places (McSherry and Najork 2008, as in scikit-learn). `constant`: that of answering the same everywhere.
 */
function gains(actual: Float64Array, predicted: Float64Array, group: Float64Array): { own: Float64Array; constant: Float64Array } {
  const members = new Map<number, number[]>()
  for (let i = 0; i < group.length; i++) {
    if (Number.isNaN(group[i]!)) continue
    const rows = members.get(group[i]!)
    if (rows) rows.push(i)
    else members.set(group[i]!, [i])
  }
  const [own, constant]: [number[], number[]] = [[], []]
  for (const rows of members.values()) {
    const gain = Float64Array.from(rows, (i) => actual[i]!)
    const best = discounted(gain, gain)
    if (rows.length < 2 || !(best > 0)) continue
    const answers = Float64Array.from(rows, (i) => predicted[i]!)
    own.push(discounted(gain, answers) / best)
    constant.push(discounted(gain, new Float64Array(rows.length)) / best)
  }
  return { own: Float64Array.from(own), constant: Float64Array.from(constant) }
}

/** Sum of the gains over log2 of the place + 1, rows with equal scores at the mean of their places' weights. */
function discounted(gain: Float64Array, score: Float64Array): number {
  const order = fallingOrder(score)
  let sum = 0
  for (let start = 0; start < order.length;) {
    let end = start
    let [together, weight] = [0, 0]
    while (end < order.length && score[order[end]!] === score[order[start]!]) {
      together += gain[order[end]!]!
      weight += 1 / Math.log2(end + 2)
      end++
    }
    sum += (together * weight) / (end - start)
    start = end
  }
  return sum
}
