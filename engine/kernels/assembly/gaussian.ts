// Support vector machines with the Gaussian kernel exp(-d²). Rows come in blocks of 8, column by column, as in distances.ts; a point has each of its
// numbers 4 times over.
import { exp4 } from './exponent'

/** The kernel between a point and a block, for lanes 0 to 3 or 4 to 7. */
@inline
function half(block: usize, point: usize, width: i32): v128 {
  let sum = f32x4.splat(0)
  const end = point + (<usize>width << 4)
  for (; point < end; point += 16, block += 32) {
    const away = f32x4.sub(v128.load(block), v128.load(point))
    sum = f32x4.add(sum, f32x4.mul(away, away))
  }
  return exp4(f32x4.neg(sum))
}

/** The kernel between a point and each row of the blocks from..to: a float a row in `out`, which begins at row 0. */
export function gaussianRow(blocks: usize, from: i32, to: i32, width: i32, point: usize, out: usize): void {
  const stride = <usize>width << 5
  for (let block = from; block < to; block++) {
    const at = blocks + <usize>block * stride
    const own = out + (<usize>block << 5)
    v128.store(own, half(at, point, width))
    v128.store(own, half(at + 16, point, width), 16)
  }
}

/**
 * For each of `count` points the sum over the rows of `blocks` blocks of a factor times the kernel; a row that fills up has factor 0. Factors are
 * floats, sums have 64 bits.
 */
export function gaussianSums(
  rows: usize, blocks: i32, width: i32, factors: usize, points: usize, count: i32, sums: usize,
): void {
  const stride = <usize>width << 5
  for (let at = 0; at < count; at++) {
    const point = points + (<usize>at * <usize>width << 4)
    let low = f64x2.splat(0)
    let high = low
    for (let block = 0; block < blocks; block++) {
      const first = rows + <usize>block * stride
      const factor = factors + (<usize>block << 5)
      const near = f32x4.add(
        f32x4.mul(v128.load(factor), half(first, point, width)),
        f32x4.mul(v128.load(factor, 16), half(first + 16, point, width)),
      )
      low = f64x2.add(low, f64x2.promote_low_f32x4(near))
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(near, near, 2, 3, 0, 1)))
    }
    const all = f64x2.add(low, high)
    store<f64>(sums + (<usize>at << 3), f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1))
  }
}
