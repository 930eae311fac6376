/** What boosting makes small. Scores are what trees add up to; `link` says what they mean. */
export type LossName = 'log-loss' | 'squared' | 'absolute' | 'huber' | 'quantile' | 'poisson' | 'tweedie'

export interface LossSettings {
  readonly name: LossName
  /** Huber: the size from which an error counts by its size alone. Quantile: the share of rows below. Tweedie: the power, 1 to 2. */
  readonly level: number
}

export interface Loss {
  /** The score that every row starts with. */
  start(y: Float64Array, weights: Float64Array): number
  /** Gradient and hessian of every row into the arrays. */
  gradients(scores: Float32Array, y: Float64Array, weights: Float64Array, into: { gradients: Float32Array; hessians: Float32Array }): void
  /** Mean loss of the rows from..to, by weight. */
  mean(scores: Float32Array, y: Float64Array, weights: Float64Array, rows: { from: number; to: number }): number
  /** The answer for a score. */
  link(score: number): number
  /** A leaf's value is not the Newton step but this quantile of what is left (0.5: the median). */
  readonly leafQuantile?: number
}

/** As LightGBM: hessians of Poisson are made larger by e^0.7, so that steps stay small. */
const poissonStep = 0.7
const smallest = 1e-15

export function lossOf({ name, level }: LossSettings): Loss {
  const rowwise = (
    gradient: (score: number, y: number) => number,
    hessian: (score: number, y: number) => number,
    value: (score: number, y: number) => number,
  ): Pick<Loss, 'gradients' | 'mean'> => ({
    gradients(scores, y, weights, { gradients, hessians }) {
      for (let i = 0; i < gradients.length; i++) {
        gradients[i] = weights[i]! * gradient(scores[i]!, y[i]!)
        hessians[i] = weights[i]! * hessian(scores[i]!, y[i]!)
      }
    },
    mean(scores, y, weights, { from, to }) {
      let [sum, total] = [0, 0]
      for (let i = from; i < to; i++) {
        sum += weights[i]! * value(scores[i]!, y[i]!)
        total += weights[i]!
      }
      return sum / total
    },
  })
  const one = () => 1
  const same = (score: number) => score
  switch (name) {
    case 'log-loss':
      return {
        ...rowwise(
          (s, y) => sigmoid(s) - y,
          (s) => Math.max(smallest, sigmoid(s) * (1 - sigmoid(s))),
          (s, y) => Math.log1p(Math.exp(-Math.abs(s))) + Math.max(s, 0) - y * s,
        ),
        start: (y, weights) => logOdds(weightedMean(y, weights)),
        link: sigmoid,
      }
    case 'squared':
      return {
        ...rowwise(
          (s, y) => s - y,
          one,
          (s, y) => (s - y) ** 2,
        ),
        start: weightedMean,
        link: same,
      }
    case 'absolute':
      return {
        ...rowwise(
          (s, y) => Math.sign(s - y),
          one,
          (s, y) => Math.abs(s - y),
        ),
        start: (y, weights) => weightedQuantile(y, weights, 0.5),
        link: same,
        leafQuantile: 0.5,
      }
    case 'huber':
      return {
        ...rowwise(
          (s, y) => Math.max(-level, Math.min(level, s - y)),
          one,
          (s, y) => huber(s - y, level),
        ),
        start: weightedMean,
        link: same,
      }
    case 'quantile':
      return {
        ...rowwise(
          (s, y) => (s >= y ? 1 - level : -level),
          one,
          (s, y) => (s >= y ? (1 - level) * (s - y) : level * (y - s)),
        ),
        start: (y, weights) => weightedQuantile(y, weights, level),
        link: same,
        leafQuantile: level,
      }
    case 'poisson':
      return {
        ...rowwise(
          (s, y) => Math.exp(s) - y,
          (s) => Math.exp(s + poissonStep),
          (s, y) => Math.exp(s) - y * s,
        ),
        start: (y, weights) => Math.log(Math.max(smallest, weightedMean(y, weights))),
        link: Math.exp,
      }
    case 'tweedie':
      return {
        ...rowwise(
          (s, y) => -y * Math.exp((1 - level) * s) + Math.exp((2 - level) * s),
          (s, y) => -y * (1 - level) * Math.exp((1 - level) * s) + (2 - level) * Math.exp((2 - level) * s),
          (s, y) => (-y * Math.exp((1 - level) * s)) / (1 - level) + Math.exp((2 - level) * s) / (2 - level),
        ),
        start: (y, weights) => Math.log(Math.max(smallest, weightedMean(y, weights))),
        link: Math.exp,
      }
  }
}

export const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score))

function logOdds(share: number): number {
  const kept = Math.max(smallest, Math.min(1 - smallest, share))
  return Math.log(kept / (1 - kept))
}

function huber(error: number, level: number): number {
  const size = Math.abs(error)
  return size <= level ? (error * error) / 2 : level * (size - level / 2)
}

export function weightedMean(values: Float64Array, weights: Float64Array): number {
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
