/** What boosting makes small. Scores are what trees add up to; `link` says what they mean. */
export type LossName = 'log-loss' | 'squared' | 'absolute' | 'huber' | 'quantile' | 'poisson' | 'tweedie'

export interface LossSettings {
  readonly name: LossName
  /** Huber: the size from which an error counts by its size alone. Quantile: the share of rows below. Tweedie: the power, 1 to 2. */
  readonly level: number
}

/** A loss whose gradients kernels compute (row-losses.ts). */
export interface Loss {
  /** By which kernels know it. */
  readonly number: number
  readonly level: number
  /** The score that every row starts with. */
  start(y: Float64Array, weights: Float64Array): number
  /** A leaf's value is not the Newton step but this quantile of what is left (0.5: the median). */
  readonly leafQuantile?: number
}

const smallest = 1e-15

/** By their numbers in engine/kernels/assembly/losses.ts. */
const numbered: readonly LossName[] = ['log-loss', 'squared', 'absolute', 'huber', 'quantile', 'poisson', 'tweedie']

export function lossOf({ name, level }: LossSettings): Loss {
  const known = { number: numbered.indexOf(name), level }
  const ofMean = (start: (mean: number) => number): Loss => ({ ...known, start: (y, weights) => start(weightedMean(y, weights)) })
  const ofQuantile = (share: number): Loss => ({
    ...known,
    start: (y, weights) => weightedQuantile(y, weights, share),
    leafQuantile: share,
  })
  switch (name) {
    case 'log-loss':
      return ofMean(logOdds)
    case 'squared':
    case 'huber':
      return ofMean((mean) => mean)
    case 'absolute':
      return ofQuantile(0.5)
    case 'quantile':
      return ofQuantile(level)
    case 'poisson':
    case 'tweedie':
      return ofMean((mean) => Math.log(Math.max(smallest, mean)))
  }
}

export const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score))

function logOdds(share: number): number {
  const kept = Math.max(smallest, Math.min(1 - smallest, share))
  return Math.log(kept / (1 - kept))
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!
    total += weights[i]!
  }
  return sum / total
}

/**
 * The value below which this share of the weight lies. Of rows that all weigh the same it is taken from a line between neighbours, as LightGBM
 * does: with n values the place (1 - share) n from the top.
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array, share: number): number {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  if (order.length === 0) return 0
  const at = (place: number) => values[order[Math.max(0, Math.min(order.length - 1, place))]!]!
  if (weights.every((weight) => weight === weights[0])) {
    const place = (1 - share) * order.length
    const whole = Math.floor(place)
    if (whole < 1) return at(order.length - 1)
    if (whole >= order.length) return at(0)
    const upper = at(order.length - whole)
    return upper - (upper - at(order.length - whole - 1)) * (place - whole)
  }
  const goal = share * weights.reduce((sum, weight) => sum + weight, 0)
  let seen = 0
  for (const row of order) {
    seen += weights[row]!
    if (seen >= goal && weights[row]! > 0) return values[row]!
  }
  return at(order.length - 1)
}
