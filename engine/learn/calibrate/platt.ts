/** The calibrated log-odds are a straight line of what the model gave. */
export interface PlattLine {
  readonly slope: number
  readonly intercept: number
}

/** A line through the log-odds of probabilities, or (`shares`) through the probabilities themselves. */
export type ShareLine = PlattLine & { readonly of?: 'shares' }

const mostSteps = 100
/** Probabilities of 0 and 1 have no odds. */
export const nearestToCertain = 1e-12

/** The log-odds of a probability, within about 27. */
export function logOdds(probability: number): number {
  const inside = Math.min(1 - nearestToCertain, Math.max(nearestToCertain, probability))
  return Math.log(inside / (1 - inside))
}

export function plattAt({ slope, intercept, of }: ShareLine, probability: number): number {
  if (Number.isNaN(probability)) return Number.NaN
  return 1 / (1 + Math.exp(-(slope * (of === 'shares' ? probability : logOdds(probability)) + intercept)))
}

/**
 * Of two lines the one whose log loss is smaller. Through log-odds true probabilities stay as they are; where a model says 0 and 1 lightly, as trees with
 * pure leaves and naive Bayes do, single rows far out would turn that line, and the one through probabilities (scikit-learn's) is nearer.
 */
export function fitShareLine(shares: Float64Array, positive: Uint8Array, weights: Float64Array): ShareLine {
  const odds = shares.map(logOdds)
  const [ofOdds, ofShares] = [odds, shares].map((f) => fitPlatt(f, positive, weights)) as [PlattLine, PlattLine]
  const aims = aimsOf(positive, weights)
  const isNearer = lossOf(ofShares, { f: shares, positive, weights }, aims) < lossOf(ofOdds, { f: odds, positive, weights }, aims)
  return isNearer ? { ...ofShares, of: 'shares' } : ofOdds
}

/**
 * Platt's scaling (1999) of log-odds `f`: the two numbers that make the log loss of 1 / (1 + exp(-(slope f + intercept))) smallest, by Newton's
 * method with halved steps (Lin, Lin and Weng 2007). Positives aim at (P + 1) / (P + 2) and negatives at 1 / (N + 2), P and N being their weights, so
 * that parted classes end in finite numbers.
 */
export function fitPlatt(f: Float64Array, positive: Uint8Array, weights: Float64Array): PlattLine {
  const aims = aimsOf(positive, weights)
  const { positives, negatives, high, low } = aims
  const loss = (slope: number, intercept: number) => lossOf({ slope, intercept }, { f, positive, weights }, aims)
  let slope = 0
  let intercept = Math.log((positives + 1) / (negatives + 1))
  let value = loss(slope, intercept)
  for (let step = 0; step < mostSteps; step++) {
    let [gs, gi, hss, hsi, hii] = [0, 0, 1e-12, 0, 1e-12]
    for (let i = 0; i < f.length; i++) {
      const p = 1 / (1 + Math.exp(-(slope * f[i]! + intercept)))
      const gap = weights[i]! * (p - (positive[i] ? high : low))
      const curve = weights[i]! * p * (1 - p)
      gs += gap * f[i]!
      gi += gap
      hss += curve * f[i]! * f[i]!
      hsi += curve * f[i]!
      hii += curve
    }
    const scale = positives + negatives
    if (Math.abs(gs) < 1e-9 * scale && Math.abs(gi) < 1e-9 * scale) break
    const determinant = hss * hii - hsi * hsi
    const ds = -(hii * gs - hsi * gi) / determinant
    const di = -(hss * gi - hsi * gs) / determinant
    let share = 1
    for (; share > 1e-10; share /= 2) {
      const next = loss(slope + share * ds, intercept + share * di)
      if (next < value + 1e-4 * share * (gs * ds + gi * di)) {
        slope += share * ds
        intercept += share * di
        value = next
        break
      }
    }
    if (share <= 1e-10) break
  }
  return { slope, intercept }
}

interface Aims {
  readonly positives: number
  readonly negatives: number
  readonly high: number
  readonly low: number
}

function aimsOf(positive: Uint8Array, weights: Float64Array): Aims {
  let positives = 0
  let negatives = 0
  for (let i = 0; i < positive.length; i++) {
    if (positive[i]) positives += weights[i]!
    else negatives += weights[i]!
  }
  return { positives, negatives, high: (positives + 1) / (positives + 2), low: 1 / (negatives + 2) }
}

interface Scored {
  readonly f: Float64Array
  readonly positive: Uint8Array
  readonly weights: Float64Array
}

/** The log loss of a line on the aims, summed over the weights. */
function lossOf({ slope, intercept }: PlattLine, { f, positive, weights }: Scored, { high, low }: Aims): number {
  let sum = 0
  for (let i = 0; i < f.length; i++) {
    const z = slope * f[i]! + intercept
    const target = positive[i] ? high : low
    sum += weights[i]! * (Math.max(z, 0) - z * target + Math.log1p(Math.exp(-Math.abs(z))))
  }
  return sum
}
