import { sortedQuantiles } from '../learn/evaluate/weighted-quantiles.ts'
import { randomFrom } from '../learn/random.ts'
import { multinomialSample } from '../learn/statistics/binomial-sample.ts'

/** The value that a distance exceeds by chance alone with probability `alpha`, and whether that lies beyond what was simulated. */
export interface NoiseFloor {
  readonly threshold: number
  readonly extrapolated: boolean
  /** Mean of the distance when nothing has changed. */
  readonly mean: number
}

export interface NoiseSetting {
  /** False-alarm rate of one comparison. */
  readonly alpha: number
  readonly seed: number
  /** Simulated pairs; 1000 unless said otherwise. */
  readonly replicates?: number
}

export interface DistanceRule {
  of(reference: Float64Array, window: Float64Array): number
  /** The power of the distance whose far tail falls off exponentially: 2 for distances, 1 for those that are squares by nature. */
  readonly power: 1 | 2
}

/**
 * Noise floors of several distances at once. Draws BOTH a reference and a window of the given sizes from the same shares, because comparing
 * windows with the one reference they were drawn from makes the floor too low. Where `alpha` asks for more than 20 / alpha pairs, the tail is
 * the exponential one through the largest tenth of the simulated values (peaks over a threshold), and is marked as extrapolated.
 */
export function noiseFloors<K extends string>(
  sample: { readonly shares: ArrayLike<number>; readonly reference: number; readonly window: number },
  distances: Readonly<Record<K, DistanceRule>>,
  setting: NoiseSetting,
): Record<K, NoiseFloor> {
  const replicates = setting.replicates ?? 1000
  const random = randomFrom(setting.seed)
  const a = new Float64Array(sample.shares.length)
  const b = new Float64Array(sample.shares.length)
  const names = Object.keys(distances) as K[]
  const drawn = names.map(() => new Float64Array(replicates))
  for (let r = 0; r < replicates; r++) {
    multinomialSample(sample.reference, sample.shares, random, a)
    multinomialSample(sample.window, sample.shares, random, b)
    names.forEach((name, k) => (drawn[k]![r] = distances[name].of(a, b)))
  }
  return Object.fromEntries(names.map((name, k) => [name, floorOf(drawn[k]!, setting.alpha, distances[name].power)])) as Record<
    K,
    NoiseFloor
  >
}

function floorOf(values: Float64Array, alpha: number, power: 1 | 2): NoiseFloor {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const sorted = values.slice().sort()
  if (values.length * alpha >= 20) return { threshold: sortedQuantiles(sorted, [1 - alpha])[0]!, extrapolated: false, mean }
  const raised = sorted.map((value) => value ** power)
  const start = sortedQuantiles(raised, [0.9])[0]!
  const beyond = raised.filter((value) => value > start)
  const excess = beyond.length === 0 ? 0 : beyond.reduce((sum, value) => sum + value - start, 0) / beyond.length
  return { threshold: (start + excess * Math.max(0, Math.log(0.1 / alpha))) ** (1 / power), extrapolated: true, mean }
}
