import type { Cloud } from '../../engine/learn/cluster/gaussian-mixture.ts'
import { call, literal, type Expr } from '../../engine/relation/expression.ts'

type Shape = 'full' | 'diagonal'

/** Products that a row of so many columns costs for each cloud. */
export const productsOf = (width: number, shape: Shape) => (shape === 'full' ? (width * (width + 1)) / 2 : width)

/** The log of weight times density: half the squared length of the uncorrelated numbers below the peak. */
export function logDensity({ weight, mean, factors }: Cloud, { values: scaled, shape }: { values: readonly Expr[]; shape: Shape }): Expr {
  const away = scaled.map((value, at) => call('subtract', value, literal('float', mean[at] ?? 0)))
  const numbersOf = (factor: readonly number[], at: number) =>
    shape === 'diagonal' ? [times(away[at], factor[0])] : factor.map((by, column) => times(away[column], by))
  const squares = factors.map((factor, at) => {
    const own = sumOf(numbersOf(factor, at))
    return call('multiply', own, own)
  })
  const scale = factors.reduce((sum, factor) => sum + Math.log(factor.at(-1) ?? 1), 0)
  const peak = Math.log(weight) + scale - (mean.length / 2) * Math.log(2 * Math.PI)
  return call('subtract', literal('float', peak), call('multiply', sumOf(squares), literal('float', 0.5)))
}

const times = (value: Expr | undefined, by = 0) => call('multiply', value ?? literal('float', 0), literal('float', by))

export const sumOf = (parts: readonly Expr[]): Expr => parts.reduce((all, one) => call('add', all, one))
