import { gammaLower, gammaUpper } from './gamma.ts'

/** P(Z <= x) of the standard normal, by the incomplete gamma function with a = 1/2. */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  return x < 0 ? 0.5 * gammaUpper(0.5, (x * x) / 2) : 0.5 + 0.5 * gammaLower(0.5, (x * x) / 2)
}

const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239]
const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783]
const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]

const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/** The x with P(Z <= x) = p: Acklam's rational approximation, then one Halley step to full precision. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return Number.NEGATIVE_INFINITY
  if (p === 1) return Number.POSITIVE_INFINITY
  if (p > 0.5) return -normalQuantile(1 - p)
  let x: number
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    x = polynomial(c, q) / (polynomial(d, q) * q + 1)
  } else {
    const q = p - 0.5
    const r = q * q
    x = (polynomial(a, r) * q) / (polynomial(b, r) * r + 1)
  }
  const error = normalCdf(x) - p
  const step = error * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2)
  return x - step / (1 + (x * step) / 2)
}

/** The two-sided 95 % point of the standard normal. */
export const z95 = 1.959963984540054
