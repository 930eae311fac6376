import { call, literal, type Expr } from '../../engine/relation/expression.ts'

const float = (value: number) => literal('float', value)

// Error function by formula 7.1.26 of Abramowitz and Stegun (1964), wrong by at most 1.5e-7.
const factors = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592] as const

/** The share of a standard normal distribution below a value, within 1e-7. */
export function normalShare(value: Expr): Expr {
  const size = call('divide', call('absolute-value', value), float(Math.SQRT2))
  const t = call('divide', float(1), call('add', float(1), call('multiply', float(0.3275911), size)))
  const polynomial = factors.reduce<Expr>((sum, factor) => call('multiply', call('add', sum, float(factor)), t), float(0))
  const beyond = call('divide', call('multiply', polynomial, call('exponential', call('negate', call('multiply', size, size)))), float(2))
  return call('if', call('less', value, float(0)), beyond, call('subtract', float(1), beyond))
}
