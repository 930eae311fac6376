import { gammaUpper } from './gamma.ts'
import { noncentralFTail, poissonWeights } from './f-distribution.ts'

/** P(X > x) of the noncentral chi-square: a mixture of chi-squares with Poisson weights. */
export function noncentralChiSquareTail(x: number, df: number, noncentrality: number): number {
  return poissonWeights(noncentrality / 2).reduce((sum, { k, weight }) => sum + weight * gammaUpper(df / 2 + k, x / 2), 0)
}

/** The noncentrality at which the statistic has this tail; 0 when even 0 gives a larger one. The tail grows with the noncentrality. */
function noncentralityAt(tailOf: (noncentrality: number) => number, tail: number, start: number): number {
  if (tailOf(0) >= tail) return 0
  let high = Math.max(1, start)
  while (tailOf(high) < tail && high < 1e6) high *= 2
  let low = 0
  for (let step = 0; step < 100 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2
    if (tailOf(middle) < tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export type Noncentrality = readonly [low: number, high: number]

/** Interval of the noncentrality of an observed F, by turning its distribution around (Steiger 2004). Beyond 100,000 it is of no use: null. */
export function noncentralityOfF(f: number, df1: number, df2: number, level: number): Noncentrality | null {
  if (f * df1 > 100_000) return null
  const at = (tail: number) => noncentralityAt((noncentrality) => noncentralFTail(f, df1, df2, noncentrality), tail, f * df1)
  return [at((1 - level) / 2), at((1 + level) / 2)]
}

/** The same of an observed chi-square. */
export function noncentralityOfChiSquare(x: number, df: number, level: number): Noncentrality | null {
  if (x > 100_000) return null
  const at = (tail: number) => noncentralityAt((noncentrality) => noncentralChiSquareTail(x, df, noncentrality), tail, x)
  return [at((1 - level) / 2), at((1 + level) / 2)]
}
