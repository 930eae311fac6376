// Losses that boosting makes small, row by row: gradients and hessians as floats of 32 bits, sums, and quantiles of what is left in a leaf. Scores are
// floats of 32 bits, targets and weights of 64. What engine/learn/boost/loss.ts calls them by number:
import { exp2, logOnePlus } from './exponent'

const logLoss: i32 = 0, squared: i32 = 1, absolute: i32 = 2, huber: i32 = 3, quantile: i32 = 4, poisson: i32 = 5
/** As LightGBM: e^0.7 more hessian, so that steps of Poisson stay small. */
const poissonCaution: f64 = 2.0137527074704766
const smallest: f64 = 1e-15

@inline
function exponential(x: f64): f64 { return f64x2.extract_lane(exp2(f64x2.splat(x)), 0) }

@inline
function scoreAt(scores: usize, row: i32): f64 { return <f64>load<f32>(scores + (<usize>row << 2)) }
@inline
function numberAt(numbers: usize, row: i32): f64 { return load<f64>(numbers + (<usize>row << 3)) }

/**
 * Gradient and hessian of the rows from..to. `level`: see LossSettings. The largest gradient, whatever its sign, and the largest hessian go to `most`
 * (f64); NaN where one is.
 */
export function lossGradients(
  loss: i32, level: f64, scores: usize, targets: usize, weights: usize, gradients: usize, hessians: usize, from: i32, to: i32, most: usize,
): void {
  let largest: f64 = 0
  let steepest: f64 = 0
  for (let row = from; row < to; row++) {
    const s = scoreAt(scores, row)
    const y = numberAt(targets, row)
    const weight = numberAt(weights, row)
    let g = s - y
    let h: f64 = 1
    if (loss == absolute) g = g > 0 ? 1 : g < 0 ? -1 : g
    else if (loss == huber) g = max<f64>(-level, min<f64>(level, g))
    else if (loss == quantile) g = s >= y ? 1 - level : -level
    else if (loss == poisson) {
      const mean = exponential(s)
      g = mean - y
      h = mean * poissonCaution
    } else if (loss == logLoss) {
      const p = 1 / (1 + exponential(-s))
      g = p - y
      h = max<f64>(smallest, p * (1 - p))
    } else if (loss != squared) {
      // Tweedie.
      const both = exp2(f64x2.mul(f64x2.splat(s), f64x2.replace_lane(f64x2.splat(1 - level), 1, 2 - level)))
      const own = y * f64x2.extract_lane(both, 0)
      const other = f64x2.extract_lane(both, 1)
      g = other - own
      h = (2 - level) * other - (1 - level) * own
    }
    const gradient = <f32>(weight * g)
    const hessian = <f32>(weight * h)
    store<f32>(gradients + (<usize>row << 2), gradient)
    store<f32>(hessians + (<usize>row << 2), hessian)
    largest = max<f64>(largest, Math.abs(<f64>gradient))
    steepest = max<f64>(steepest, <f64>hessian)
  }
  store<f64>(most, largest)
  store<f64>(most, steepest, 8)
}

/** The loss of the rows from..to, each times its weight, added up. */
export function lossSum(loss: i32, level: f64, scores: usize, targets: usize, weights: usize, from: i32, to: i32): f64 {
  let sum: f64 = 0
  for (let row = from; row < to; row++) {
    const s = scoreAt(scores, row)
    const y = numberAt(targets, row)
    const error = s - y
    const size = Math.abs(error)
    let value = error * error
    if (loss == absolute) value = size
    else if (loss == huber) value = size <= level ? (error * error) / 2 : level * (size - level / 2)
    else if (loss == quantile) value = s >= y ? (1 - level) * error : -level * error
    else if (loss == poisson) value = exponential(s) - y * s
    else if (loss == logLoss) {
      const small = f64x2.splat(exponential(-Math.abs(s)))
      value = f64x2.extract_lane(logOnePlus(small), 0) + max<f64>(s, 0) - y * s
    } else if (loss != squared) {
      const both = exp2(f64x2.mul(f64x2.splat(s), f64x2.replace_lane(f64x2.splat(1 - level), 1, 2 - level)))
      value = (-y * f64x2.extract_lane(both, 0)) / (1 - level) + f64x2.extract_lane(both, 1) / (2 - level)
    }
    sum += numberAt(weights, row) * value
  }
  return sum
}

/** For the rows from..to the logarithm of the sum of e^score over the classes, whose scores stand `stride` bytes after each other. */
export function classSums(scores: usize, stride: usize, classes: i32, from: i32, to: i32, sums: usize): void {
  for (let row = from; row < to; row++) {
    let most: f64 = -Infinity
    for (let own = 0; own < classes; own++) most = max<f64>(most, scoreAt(scores + <usize>own * stride, row))
    let sum: f64 = 0
    for (let own = 0; own < classes; own++) sum += exponential(scoreAt(scores + <usize>own * stride, row) - most)
    store<f64>(sums + (<usize>row << 3), most + Math.log(sum))
  }
}

/** One class: p - 1 or p, and K / (K - 1) p (1 - p), the factor of Friedman 2001 that LightGBM takes too. `scores` are its own; the rest as lossGradients. */
export function classGradients(
  scores: usize, sums: usize, own: i32, classes: i32, targets: usize, weights: usize, gradients: usize, hessians: usize, from: i32, to: i32, most: usize,
): void {
  const factor = <f64>classes / <f64>(classes - 1)
  let largest: f64 = 0
  let steepest: f64 = 0
  for (let row = from; row < to; row++) {
    const p = exponential(scoreAt(scores, row) - numberAt(sums, row))
    const weight = numberAt(weights, row)
    const gradient = <f32>(weight * (p - (numberAt(targets, row) == <f64>own ? 1 : 0)))
    const hessian = <f32>(weight * factor * p * (1 - p))
    store<f32>(gradients + (<usize>row << 2), gradient)
    store<f32>(hessians + (<usize>row << 2), hessian)
    largest = max<f64>(largest, Math.abs(<f64>gradient))
    steepest = max<f64>(steepest, <f64>hessian)
  }
  store<f64>(most, largest)
  store<f64>(most, steepest, 8)
}

/** The log loss of several classes of the rows from..to, each times its weight, added up. */
export function classLoss(scores: usize, stride: usize, sums: usize, targets: usize, weights: usize, from: i32, to: i32): f64 {
  let sum: f64 = 0
  for (let row = from; row < to; row++) {
    const own = <usize>numberAt(targets, row)
    sum += numberAt(weights, row) * (numberAt(sums, row) - scoreAt(scores + own * stride, row))
  }
  return sum
}

/** Puts the number that has `place` smaller or equal ones before it there, smaller ones before and larger ones behind (Hoare 1961). */
function select(numbers: usize, count: i32, place: i32): f64 {
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = numberAt(numbers, low + ((high - low) >> 1))
    let left = low
    let right = high
    while (left <= right) {
      while (numberAt(numbers, left) < pivot) left++
      while (numberAt(numbers, right) > pivot) right--
      if (left > right) break
      const one = numberAt(numbers, left)
      store<f64>(numbers + (<usize>left << 3), numberAt(numbers, right))
      store<f64>(numbers + (<usize>right << 3), one)
      left++
      right--
    }
    if (place <= right) high = right
    else if (place >= left) low = left
    else break
  }
  return numberAt(numbers, place)
}

/**
 * The value below which a share of what is left (target less score) of `count` rows lies, whose numbers stand at `index`: taken from a line between
 * neighbours, as LightGBM does: of n values the place (1 - share) n from the top. `room`: 8 bytes a row.
 */
export function leftQuantile(index: usize, count: i32, scores: usize, targets: usize, share: f64, room: usize): f64 {
  for (let i = 0; i < count; i++) {
    const row = load<i32>(index + (<usize>i << 2))
    store<f64>(room + (<usize>i << 3), numberAt(targets, row) - scoreAt(scores, row))
  }
  const place = (1 - share) * <f64>count
  const whole = <i32>Math.floor(place)
  if (whole < 1) return select(room, count, count - 1)
  if (whole >= count) return select(room, count, 0)
  const upper = select(room, count, count - whole)
  let lower: f64 = -Infinity
  for (let i = 0; i < count - whole; i++) lower = max<f64>(lower, numberAt(room, i))
  return upper - (upper - lower) * (place - <f64>whole)
}
