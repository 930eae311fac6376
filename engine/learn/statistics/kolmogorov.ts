import { solveIncreasing } from './solve.ts'

/** P(K > x) of Kolmogorov's limiting distribution: the theta series that converges fast on each side of 1. */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1
  if (x < 1) {
    let sum = 0
    for (let k = 1; k < 20; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * x * x))
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum
  }
  let sum = 0
  for (let k = 1; k < 20; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x)
  return 2 * sum
}

/** The x with P(K > x) = tail: 1.358 for 5 %, 1.628 for 1 %. */
export function kolmogorovQuantile(tail: number): number {
  return solveIncreasing((x) => tail - kolmogorovTail(x), 1)
}

/** p value of a two-sample D: Stephens (1970) correction of the limiting law; conservative where values tie. */
export function ksPValue(distance: number, n: number, m: number): number {
  const effective = Math.sqrt((n * m) / (n + m))
  return Math.min(1, kolmogorovTail((effective + 0.12 + 0.11 / effective) * distance))
}
