// Exponentials and logarithms of several numbers at once, for other kernels.

/** e to the power of four floats, which are kept within -87 and 87. Relative error below 3e-7. */
@inline
export function exp4(x: v128): v128 {
  x = f32x4.pmax(f32x4.splat(-87.0), f32x4.pmin(f32x4.splat(87.0), x))
  const whole = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)))
  let rest = f32x4.sub(x, f32x4.mul(whole, f32x4.splat(0.693145752)))
  rest = f32x4.sub(rest, f32x4.mul(whole, f32x4.splat(1.42860677e-6)))
  let sum = f32x4.splat(0.00139304355)
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.00833345205))
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.0416665))
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.16666667))
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.5))
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0))
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0))
  return f32x4.mul(sum, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23))
}

/** e to the power of two numbers, which are kept within -700 and 700. Relative error below 1e-14. */
@inline
export function exp2(x: v128): v128 {
  x = f64x2.pmax(f64x2.splat(-700), f64x2.pmin(f64x2.splat(700), x))
  const whole = f64x2.nearest(f64x2.mul(x, f64x2.splat(1.4426950408889634)))
  let rest = f64x2.sub(x, f64x2.mul(whole, f64x2.splat(0.6931471803691238)))
  rest = f64x2.sub(rest, f64x2.mul(whole, f64x2.splat(1.9082149292705877e-10)))
  let sum = f64x2.splat(1.0 / 479001600)
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 39916800))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 3628800))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 362880))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 40320))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 5040))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 720))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 120))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 24))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 6))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(0.5))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1))
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1))
  // Added to 1.5 times 2 to the 52nd, a whole number stands in the last bits.
  const bits = f64x2.add(whole, f64x2.splat(6755399441055744.0 + 1023.0))
  return f64x2.mul(sum, i64x2.shl(bits, 52))
}

/** The logarithm of 1 + x for x between 0 and 1. Relative error below 1e-13. */
@inline
export function logOnePlus(x: v128): v128 {
  const ratio = f64x2.div(x, f64x2.add(x, f64x2.splat(2)))
  const square = f64x2.mul(ratio, ratio)
  let sum = f64x2.splat(1.0 / 27)
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 25))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 23))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 21))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 19))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 17))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 15))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 13))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 11))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 9))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 7))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 5))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 3))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1))
  return f64x2.mul(f64x2.add(ratio, ratio), sum)
}
