import { betaRegularized } from './beta.ts'
import { solveIncreasing } from './solve.ts'

/** P(|T| > t) of Student's t with `df` degrees of freedom. */
export function studentTwoSided(t: number, df: number): number {
  return betaRegularized(df / (df + t * t), df / 2, 0.5)
}

/** The t with P(|T| > t) = tail. */
export function studentQuantile(tail: number, df: number): number {
  return solveIncreasing((t) => tail - studentTwoSided(t, df), 2)
}
