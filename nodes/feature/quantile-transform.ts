import { call, literal, type Expr } from '../../engine/relation/expression.ts'

const float = (value: number) => literal('float', value)

/** Quantiles of type 7 at `count` equal steps from 0 to 1, never more of them than values. */
export function quantileKnots(values: Float64Array, count: number): readonly number[] {
  const sorted = values.toSorted()
  const steps = Math.min(count, sorted.length) - 1
  return Array.from({ length: steps + 1 }, (_, index) => {
    const place = ((sorted.length - 1) * index) / Math.max(1, steps)
    const low = Math.floor(place)
    const [a = 0, b = 0] = [sorted[low], sorted[Math.min(low + 1, sorted.length - 1)]]
    return a + (b - a) * (place - low)
  })
}

/**
 * Where a value lies among the knots, from 0 to 1, on straight lines between them. A value that several knots share lies in their middle,
 * as in scikit-learn; the least and the greatest are 0 and 1.
 */
export function quantileShare(value: Expr, knots: readonly number[]): Expr {
  const last = knots.length - 1
  const distinct = [...new Set(knots)].map((knot) => ({ knot, from: knots.indexOf(knot) / last, to: knots.lastIndexOf(knot) / last }))
  const [least, greatest] = [distinct[0], distinct.at(-1)]
  if (!least || !greatest) return call('ifs', literal('bool', false), value)
  const between = distinct.slice(1).flatMap((right, index) => {
    const left = distinct[index] ?? least
    const slope = (right.from - left.to) / (right.knot - left.knot)
    const line = call('add', float(left.to), call('multiply', call('subtract', value, float(left.knot)), float(slope)))
    return [call('less', value, float(right.knot)), line, call('equal', value, float(right.knot)), float((right.from + right.to) / 2)]
  })
  return call(
    'ifs',
    call('is-nan', value),
    value,
    call('less-or-equal', value, float(least.knot)),
    float(0),
    call('greater-or-equal', value, float(greatest.knot)),
    float(1),
    ...between,
  )
}

// Rational approximation of the inverse normal distribution, relative error below 1.2e-9 (P. J. Acklam, 2003).
const middle = {
  top: [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239],
  bottom: [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
}
const tail = {
  top: [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783],
  bottom: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
}
const edge = 0.02425
/** Shares are held this far from 0 and 1, where the bell curve has no end. */
const nearest = 1e-7

function polynomial(x: Expr, factors: readonly number[]): Expr {
  const [first = 0, ...rest] = factors
  return rest.reduce<Expr>((sum, factor) => call('add', call('multiply', sum, x), float(factor)), float(first))
}

const ratio = (x: Expr, { top, bottom }: typeof middle) => call('divide', polynomial(x, top), polynomial(x, bottom))

/** The value of a standard normal distribution that this share of it lies below; 0 and 1 give about -5.2 and 5.2. */
export function shareToNormal(share: Expr): Expr {
  const held = call('clamp', share, float(nearest), float(1 - nearest))
  const offset = call('subtract', held, float(0.5))
  const depth = (p: Expr) => call('square-root', call('multiply', float(-2), call('natural-logarithm', p)))
  const low = ratio(depth(held), tail)
  const high = call('negate', ratio(depth(call('subtract', float(1), held)), tail))
  const inside = call('multiply', offset, ratio(call('multiply', offset, offset), middle))
  return call('ifs', call('less', held, float(edge)), low, call('greater', held, float(1 - edge)), high, call('is-not-null', held), inside)
}
