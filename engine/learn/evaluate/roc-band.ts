import { randomFrom } from '../random.ts'
import { multinomialSample } from '../statistics/binomial-sample.ts'
import { percentileInterval } from './measured.ts'
import type { Curve } from './thin-curve.ts'

/** At a share of false alarms, the 2.5 % and 97.5 % points of the share that is found. */
export type BandPoint = readonly [x: number, low: number, high: number]

const replicates = 400
const steps = 40

/**
 * Pointwise 95 % band of a ROC curve, by bootstrap: rows drawn anew within each class are points drawn anew over the pieces of the curve, so a replicate
 * costs as many steps as the curve has points. `positives` and `negatives`: effective numbers of rows of the class and of the others.
 */
export function rocBand(curve: Curve, size: { readonly positives: number; readonly negatives: number }, seed: number): BandPoint[] {
  const random = randomFrom(seed)
  const pieces = (values: Float64Array) => Float64Array.from(values.subarray(1), (value, k) => value - values[k]!)
  const shares = { x: pieces(curve.x), y: pieces(curve.y) }
  const drawn = { x: new Float64Array(shares.x.length), y: new Float64Array(shares.y.length) }
  const [negatives, positives] = [Math.max(1, Math.round(size.negatives)), Math.max(1, Math.round(size.positives))]
  const found = Array.from({ length: steps + 1 }, () => new Float64Array(replicates))
  for (let r = 0; r < replicates; r++) {
    multinomialSample(negatives, shares.x, random, drawn.x)
    multinomialSample(positives, shares.y, random, drawn.y)
    let [x, y, piece] = [0, 0, 0]
    for (let step = 0; step <= steps; step++) {
      const at = (step / steps) * negatives
      while (piece < drawn.x.length && x + drawn.x[piece]! <= at) {
        x += drawn.x[piece]!
        y += drawn.y[piece++]!
      }
      const along = piece < drawn.x.length ? (at - x) / drawn.x[piece]! : 0
      found[step]![r] = (y + along * (drawn.y[piece] ?? 0)) / positives
    }
  }
  return found.map((values, step): BandPoint => {
    const [low, high] = percentileInterval(values)!
    return [step / steps, low, high]
  })
}
