import { betaRegularized } from './beta.ts'
import { logGamma } from './gamma.ts'

/** P(F > f) of Fisher's F with `df1` and `df2` degrees of freedom. */
export function fTail(f: number, df1: number, df2: number): number {
  return f <= 0 ? 1 : betaRegularized(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)
}

/** Weights of the Poisson mixture that a noncentral distribution is, about its mean and far enough to both sides. */
export function poissonWeights(mean: number): readonly { readonly k: number; readonly weight: number }[] {
  if (mean === 0) return [{ k: 0, weight: 1 }]
  const reach = 12 * Math.sqrt(mean) + 40
  const first = Math.max(0, Math.floor(mean - reach))
  return Array.from({ length: Math.ceil(mean + reach) - first }, (_, at) => {
    const k = first + at
    return { k, weight: Math.exp(k * Math.log(mean) - mean - logGamma(k + 1)) }
  })
}

/** P(F > f) of the noncentral F: a mixture of betas with Poisson weights (Johnson, Kotz and Balakrishnan 1995, 30.2). */
export function noncentralFTail(f: number, df1: number, df2: number, noncentrality: number): number {
  const x = df2 / (df2 + df1 * f)
  return poissonWeights(noncentrality / 2).reduce((sum, { k, weight }) => sum + weight * betaRegularized(x, df2 / 2, df1 / 2 + k), 0)
}
