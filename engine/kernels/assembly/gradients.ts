// Gradients and hessians of a loss, row by row, packed as whole numbers of 16 bits each. They are rounded up or down by chance, a hash of the row's
// number and the seed of the round, so that sums are right on average (Shi and others 2022) and the same on any number of threads.
import { exp4 } from './exponent'

@inline
function hashed(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 16))
  x = i32x4.mul(x, i32x4.splat(0x7feb352d))
  x = v128.xor(x, i32x4.shr_u(x, 15))
  x = i32x4.mul(x, i32x4.splat(0x846ca68b))
  return v128.xor(x, i32x4.shr_u(x, 16))
}

@inline
function packed(gradient: v128, hessian: v128, row: i32, seed: i32): v128 {
  const number = i32x4.add(i32x4.splat(row), i32x4(0, 1, 2, 3))
  const chance = hashed(v128.xor(i32x4.mul(number, i32x4.splat(0x9e3779b1)), i32x4.splat(seed)))
  const share = f32x4.splat(1.0 / 65536.0)
  const up = f32x4.mul(f32x4.convert_i32x4_s(v128.and(chance, i32x4.splat(0xffff))), share)
  const also = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(chance, 16)), share)
  const g = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(gradient, up)))
  const h = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(hessian, also)))
  return v128.or(i32x4.shl(g, 16), v128.and(h, i32x4.splat(0xffff)))
}

/**
 * Log loss of two classes: rows from..to, `from` a multiple of 4. `scores`, `labels` (0 or 1) and `weights` are floats of 32 bits. A gradient of 1
 * becomes `gradientUnits`, a hessian of 1 `hessianUnits`.
 */
export function logisticPairs(
  scores: usize, labels: usize, weights: usize, pairs: usize, from: i32, to: i32, seed: i32, gradientUnits: f64, hessianUnits: f64,
): void {
  const one = f32x4.splat(1.0)
  const g = f32x4.splat(<f32>gradientUnits)
  const h = f32x4.splat(<f32>hessianUnits)
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2
    const weight = v128.load(weights + at)
    const p = f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(v128.load(scores + at)))))
    const gradient = f32x4.mul(f32x4.mul(f32x4.sub(p, v128.load(labels + at)), weight), g)
    const hessian = f32x4.mul(f32x4.mul(f32x4.mul(p, f32x4.sub(one, p)), weight), h)
    v128.store(pairs + at, packed(gradient, hessian, i, seed))
  }
}

/** Packs gradients and hessians that are there as floats of 32 bits; rows from..to, `from` a multiple of 4. */
export function packPairs(
  gradients: usize, hessians: usize, pairs: usize, from: i32, to: i32, seed: i32, gradientUnits: f64, hessianUnits: f64,
): void {
  const g = f32x4.splat(<f32>gradientUnits)
  const h = f32x4.splat(<f32>hessianUnits)
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2
    v128.store(pairs + at, packed(f32x4.mul(v128.load(gradients + at), g), f32x4.mul(v128.load(hessians + at), h), i, seed))
  }
}

/** Rows whose factors are multiplied before their logarithm is taken: each is below 2. */
const multiplied: i32 = 1024

/**
 * Gives the log loss of two classes of the rows from..to, which weigh the same, added up: log(1 + e^-|s|) + max(s, 0) - y s for a score s. `scores` and
 * `labels` (0 or 1) are floats of 32 bits, with three more behind the last.
 */
export function logisticLoss(scores: usize, labels: usize, from: i32, to: i32): f64 {
  const zero = f32x4.splat(0)
  const one = f64x2.splat(1)
  let sum: f64 = 0
  for (let start = from; start < to; start += multiplied) {
    const end = min(start + multiplied, to)
    let low = one
    let high = one
    let rest = f64x2.splat(0)
    for (let i = start; i < end; i += 4) {
      const at = <usize>i << 2
      const score = v128.load(scores + at)
      const within = i32x4.lt_s(i32x4.add(i32x4.splat(i), i32x4(0, 1, 2, 3)), i32x4.splat(end))
      const small = v128.and(exp4(f32x4.neg(f32x4.abs(score))), within)
      low = f64x2.mul(low, f64x2.add(one, f64x2.promote_low_f32x4(small)))
      high = f64x2.mul(high, f64x2.add(one, f64x2.promote_low_f32x4(v128.shuffle<i64>(small, small, 1, 1))))
      const line = v128.and(f32x4.sub(f32x4.max(score, zero), f32x4.mul(v128.load(labels + at), score)), within)
      rest = f64x2.add(rest, f64x2.add(f64x2.promote_low_f32x4(line), f64x2.promote_low_f32x4(v128.shuffle<i64>(line, line, 1, 1))))
    }
    sum += Math.log(f64x2.extract_lane(low, 0)) + Math.log(f64x2.extract_lane(low, 1))
    sum += Math.log(f64x2.extract_lane(high, 0)) + Math.log(f64x2.extract_lane(high, 1))
    sum += f64x2.extract_lane(rest, 0) + f64x2.extract_lane(rest, 1)
  }
  return sum
}
