/** The transforms of Box and Cox (1964) and of Yeo and Johnson (2000). */
export type PowerMethod = 'box-cox' | 'yeo-johnson'

/** One value transformed. Box-Cox needs a value above 0. */
export function powerOf(method: PowerMethod, lambda: number, x: number): number {
  if (method === 'box-cox') return lambda === 0 ? Math.log(x) : Math.expm1(lambda * Math.log(x)) / lambda
  if (x >= 0) return lambda === 0 ? Math.log1p(x) : Math.expm1(lambda * Math.log1p(x)) / lambda
  return lambda === 2 ? -Math.log1p(-x) : -Math.expm1((2 - lambda) * Math.log1p(-x)) / (2 - lambda)
}

/** Values beyond this many say nothing new about where the hump of the likelihood is. */
const scouts = 2000

/** The lambda of the greatest likelihood of a normal distribution, within 1e-9, searched from -5 to 5. NaN for less than two different values. */
export function bestLambda(method: PowerMethod, values: Float64Array): number {
  if (values.every((value) => value === values[0])) return Number.NaN
  const whole = likelihoodOf(method, values)
  const stride = Math.ceil(values.length / scouts)
  const some = values.filter((_, at) => at % stride === 0)
  const scouted = stride === 1 || some.every((value) => value === some[0]) ? whole : likelihoodOf(method, some)
  const step = 0.25
  let [best, highest] = [0, scouted(0)]
  for (let lambda = -5; lambda <= 5; lambda += step) {
    const here = scouted(lambda)
    if (better(here, highest)) [best, highest] = [lambda, here]
  }
  return brentMaximum(whole, best - (stride === 1 ? 1 : 2) * step, best + (stride === 1 ? 1 : 2) * step)
}

const better = (a: number, b: number) => Number.isFinite(a) && (!Number.isFinite(b) || a > b)

/** The likelihood by lambda. Logarithms are taken once. */
function likelihoodOf(method: PowerMethod, values: Float64Array): (lambda: number) => number {
  const logs = values.map((x) => (method === 'box-cox' ? Math.log(x) : Math.log1p(Math.abs(x))))
  const negative = method === 'yeo-johnson' ? values.map((x) => (x < 0 ? 1 : 0)) : new Float64Array(values.length)
  const total = logs.reduce((sum, log, at) => sum + (negative[at] === 1 ? -log : log), 0)
  const moved = new Float64Array(values.length)
  return (lambda) => {
    let sum = 0
    for (let at = 0; at < logs.length; at++) {
      const log = logs[at] ?? 0
      const below = negative[at] === 1
      const power = below ? 2 - lambda : lambda
      const size = power === 0 ? log : Math.expm1(power * log) / power
      moved[at] = below ? -size : size
      sum += below ? -size : size
    }
    const mean = sum / moved.length
    let squares = 0
    for (let at = 0; at < moved.length; at++) squares += ((moved[at] ?? 0) - mean) ** 2
    return (lambda - 1) * total - (moved.length / 2) * Math.log(squares / moved.length)
  }
}

/** The place of the maximum of a function with one hump: parabolas through three points, golden sections where they do not help (Brent 1973). */
function brentMaximum(of: (x: number) => number, from: number, to: number): number {
  const cost = (x: number) => {
    const value = -of(x)
    return Number.isFinite(value) ? value : Number.MAX_VALUE
  }
  const ratio = (3 - Math.sqrt(5)) / 2
  let [low, high] = [from, to]
  let x = low + ratio * (high - low)
  let [second, third] = [x, x]
  let atX = cost(x)
  let [atSecond, atThird] = [atX, atX]
  let [step, before] = [0, 0]
  for (let turn = 0; turn < 100; turn++) {
    const middle = (low + high) / 2
    const tolerance = 1e-9 + 1e-10 * Math.abs(x)
    if (Math.abs(x - middle) <= 2 * tolerance - (high - low) / 2) break
    let parabola = false
    if (Math.abs(before) > tolerance) {
      const r = (x - second) * (atX - atThird)
      let q = (x - third) * (atX - atSecond)
      let p = (x - third) * q - (x - second) * r
      q = 2 * (q - r)
      if (q > 0) p = -p
      q = Math.abs(q)
      if (Math.abs(p) < Math.abs((q * before) / 2) && p > q * (low - x) && p < q * (high - x)) {
        before = step
        step = p / q
        const u = x + step
        if (u - low < 2 * tolerance || high - u < 2 * tolerance) step = x < middle ? tolerance : -tolerance
        parabola = true
      }
    }
    if (!parabola) {
      before = x < middle ? high - x : low - x
      step = ratio * before
    }
    const u = x + (Math.abs(step) >= tolerance ? step : Math.sign(step) * tolerance)
    const atU = cost(u)
    if (atU <= atX) {
      if (u < x) high = x
      else low = x
      ;[third, second, x] = [second, x, u]
      ;[atThird, atSecond, atX] = [atSecond, atX, atU]
    } else {
      if (u < x) low = u
      else high = u
      if (atU <= atSecond || second === x) {
        ;[third, second] = [second, u]
        ;[atThird, atSecond] = [atSecond, atU]
      } else if (atU <= atThird || third === x || third === second) [third, atThird] = [u, atU]
    }
  }
  return x
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
