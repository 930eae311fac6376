/** A score held against those of shuffled labels. */
export interface ShuffleTest {
  readonly shuffles: number
  /** Shuffles that scored at least as well. */
  readonly asGood: number
  /** (1 + asGood) / (1 + shuffles): Ojala and Garriga 2010, test 1. */
  readonly pValue: number
  /** Mean and standard deviation of the shuffled scores; NaN without any. */
  readonly mean: number
  readonly deviation: number
}

/** So many shuffles that score as well settle the test: more of them change its p-value by little (Besag and Clifford 1991). */
export const settledBy = 10

/** `sign`: 1 where higher scores are better, -1 where lower ones are. */
export function shuffleTest(score: number, shuffled: readonly number[], sign: 1 | -1): ShuffleTest {
  const asGood = shuffled.filter((other) => sign * other >= sign * score).length
  const mean = shuffled.reduce((sum, value) => sum + value, 0) / shuffled.length
  const squares = shuffled.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    shuffles: shuffled.length,
    asGood,
    pValue: (1 + asGood) / (1 + shuffled.length),
    mean,
    deviation: Math.sqrt(squares / Math.max(1, shuffled.length - 1)),
  }
}

/** How many of the scores, in their order, settle the test; undefined while they do not. */
export function settledAfter(score: number, shuffled: readonly number[], sign: 1 | -1): number | undefined {
  let asGood = 0
  for (const [at, other] of shuffled.entries()) {
    if (sign * other >= sign * score) asGood++
    if (asGood === settledBy) return at + 1
  }
  return undefined
}

/** A bar of a histogram. */
export interface ScoreBar {
  readonly from: number
  readonly to: number
  readonly shuffles: number
}

/** Shuffled scores in bars of equal width, the first one at the lowest score, of a width that is 1, 2 or 5 times a power of ten. */
export function scoreBars(shuffled: readonly number[]): readonly ScoreBar[] {
  const [low, high] = [Math.min(...shuffled), Math.max(...shuffled)]
  const rough = Math.max(high - low, Math.abs(high) * 1e-6, 1e-9) / 12
  const ten = 10 ** Math.floor(Math.log10(rough))
  const width = ten * ([1, 2, 5].find((factor) => factor * ten >= rough) ?? 10)
  const first = Math.floor(low / width)
  const count = Math.floor(high / width) - first + 1
  const exact = (place: number) => Number((place * width).toPrecision(12))
  return Array.from({ length: count }, (_, at) => ({
    from: exact(first + at),
    to: exact(first + at + 1),
    shuffles: shuffled.filter((value) => Math.min(count - 1, Math.floor(value / width) - first) === at).length,
  }))
}
