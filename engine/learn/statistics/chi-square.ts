import { gammaUpper } from './gamma.ts'
import { normalQuantile } from './normal.ts'
import { solveIncreasing } from './solve.ts'

/** P(X > x) of chi-square with `df` degrees of freedom. */
export function chiSquareTail(x: number, df: number): number {
  return gammaUpper(df / 2, x / 2)
}

/** The x with P(X > x) = tail. Starts from Wilson and Hilferty's cube-root approximation. */
export function chiSquareQuantile(tail: number, df: number): number {
  const z = -normalQuantile(tail)
  const start = df * Math.max(0.01, 1 - 2 / (9 * df) + z * Math.sqrt(2 / (9 * df))) ** 3
  return solveIncreasing((x) => tail - chiSquareTail(x, df), start)
}
