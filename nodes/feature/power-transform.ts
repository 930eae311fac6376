/** The transforms of Box and Cox (1964) and of Yeo and Johnson (2000). */
export type PowerMethod = 'box-cox' | 'yeo-johnson'

/** One value transformed. Box-Cox needs a value above 0. */
export function powerOf(method: PowerMethod, lambda: number, x: number): number {
  if (method === 'box-cox') return lambda === 0 ? Math.log(x) : Math.expm1(lambda * Math.log(x)) / lambda
  if (x >= 0) return lambda === 0 ? Math.log1p(x) : Math.expm1(lambda * Math.log1p(x)) / lambda
  return lambda === 2 ? -Math.log1p(-x) : -Math.expm1((2 - lambda) * Math.log1p(-x)) / (2 - lambda)
}

/** The lambda of the greatest likelihood of a normal distribution, within 1e-9, searched from -5 to 5. NaN for less than two different values. */
export function bestLambda(method: PowerMethod, values: Float64Array): number {
  if (values.every((value) => value === values[0])) return Number.NaN
  const logs = values.reduce((sum, x) => sum + (method === 'box-cox' ? Math.log(x) : Math.sign(x) * Math.log1p(Math.abs(x))), 0)
  const likelihood = (lambda: number) => (lambda - 1) * logs - (values.length / 2) * Math.log(varianceAt(method, lambda, values))
  const step = 0.25
  let best = 0
  for (let lambda = -5; lambda <= 5; lambda += step) if (better(likelihood(lambda), likelihood(best))) best = lambda
  return goldenSection(likelihood, best - step, best + step)
}

const better = (a: number, b: number) => Number.isFinite(a) && (!Number.isFinite(b) || a > b)

function varianceAt(method: PowerMethod, lambda: number, values: Float64Array): number {
  const moved = values.map((x) => powerOf(method, lambda, x))
  const mean = moved.reduce((sum, x) => sum + x, 0) / moved.length
  return moved.reduce((sum, x) => sum + (x - mean) ** 2, 0) / moved.length
}

/** The place of the maximum of a function with one hump between two places. */
function goldenSection(of: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [from, to]
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)]
  let [atLeft, atRight] = [of(left), of(right)]
  while (high - low > 1e-9) {
    if (better(atLeft, atRight)) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - ratio * (high - low)
      atLeft = of(left)
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + ratio * (high - low)
      atRight = of(right)
    }
  }
  return (low + high) / 2
}

/** Skewness of a sample, corrected for its size (Fisher and Pearson, as in pandas); 0 for less than three values or no spread. */
export function skewnessOf(values: Float64Array): number {
  const count = values.length
  const mean = values.reduce((sum, x) => sum + x, 0) / count
  const moment = (power: number) => values.reduce((sum, x) => sum + (x - mean) ** power, 0) / count
  const second = moment(2)
  if (count < 3 || !(second > 0)) return 0
  return ((Math.sqrt(count * (count - 1)) / (count - 2)) * moment(3)) / second ** 1.5
}
