import type { Random } from '../random.ts'
import { logGamma } from './gamma.ts'

/**
 * One draw of Binomial(n, p): inversion for a small mean, else Hörmann's transformed rejection BTRS (1993), exact in both cases.
 */
export function binomialSample(n: number, p: number, random: Random): number {
  if (n <= 0 || p <= 0) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - binomialSample(n, 1 - p, random)
  return n * p < 10 ? byInversion(n, p, random) : byRejection(n, p, random)
}

/** Counts of `n` draws over the given shares (which sum to 1), by conditional binomials, into `out`. */
export function multinomialSample(n: number, shares: ArrayLike<number>, random: Random, out: Float64Array): Float64Array {
  let left = n
  let rest = 1
  for (let k = 0; k < shares.length; k++) {
    const share = shares[k]!
    const drawn = k === shares.length - 1 || share >= rest ? left : binomialSample(left, Math.min(1, share / rest), random)
    out[k] = drawn
    left -= drawn
    rest -= share
  }
  return out
}

function byInversion(n: number, p: number, random: Random): number {
  const odds = p / (1 - p)
  for (;;) {
    let u = random.next()
    let probability = Math.exp(n * Math.log1p(-p))
    for (let k = 0; k <= n; k++) {
      if (u < probability) return k
      u -= probability
      probability *= ((n - k) / (k + 1)) * odds
      if (probability < 1e-300 && k > n * p) break
    }
  }
}

function byRejection(n: number, p: number, random: Random): number {
  const spread = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const c = n * p + 0.5
  const vr = 0.92 - 4.2 / b
  const alpha = (2.83 + 5.1 / b) * spread
  const logOdds = Math.log(p / (1 - p))
  const mode = Math.floor((n + 1) * p)
  const h = logFactorial(mode) + logFactorial(n - mode)
  for (;;) {
    const u = random.next() - 0.5
    const v = random.next()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + c)
    if (us >= 0.07 && v <= vr) return k
    if (k < 0 || k > n) continue
    const accept = Math.log((v * alpha) / (a / (us * us) + b))
    if (accept <= h - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds) return k
  }
}

const smallFactorials = Float64Array.from({ length: 128 }, (_, k) => logGamma(k + 1))

/** ln k!: from a table, or Stirling's series, whose error from 128 on is below 1e-14. */
function logFactorial(k: number): number {
  if (k < smallFactorials.length) return smallFactorials[k]!
  const inverse = 1 / k
  return (k + 0.5) * Math.log(k) - k + 0.9189385332046728 + inverse * (1 / 12 - (inverse * inverse) / 360)
}
