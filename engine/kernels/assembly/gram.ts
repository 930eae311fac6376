// Sums of products of columns, X'WX, in 64 bits. Rows lie in blocks of 512; in a block one column stands after the other, so that a block is read from
// the second cache as often as there are pairs. The number of columns is a multiple of 4; columns and rows that fill up are 0.

export const blockRows: i32 = 512

@inline
function addPair(at: usize, sums: v128): void {
  store<f64>(at, load<f64>(at) + f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1))
}

/** Adds the products of columns left and left + 1, each weighted, with four columns, to two rows of the result. */
function multiplyColumns(left: usize, next: usize, right: usize, out: usize, stride: usize): void {
  const step = <usize>blockRows << 3
  let s00 = f64x2.splat(0), s01 = f64x2.splat(0), s02 = f64x2.splat(0), s03 = f64x2.splat(0)
  let s10 = f64x2.splat(0), s11 = f64x2.splat(0), s12 = f64x2.splat(0), s13 = f64x2.splat(0)
  const end = left + step
  while (left < end) {
    const a0 = v128.load(left)
    const a1 = v128.load(next)
    const b0 = v128.load(right)
    s00 = f64x2.add(s00, f64x2.mul(a0, b0))
    s10 = f64x2.add(s10, f64x2.mul(a1, b0))
    const b1 = v128.load(right, <usize>blockRows << 3)
    s01 = f64x2.add(s01, f64x2.mul(a0, b1))
    s11 = f64x2.add(s11, f64x2.mul(a1, b1))
    const b2 = v128.load(right, <usize>blockRows << 4)
    s02 = f64x2.add(s02, f64x2.mul(a0, b2))
    s12 = f64x2.add(s12, f64x2.mul(a1, b2))
    const b3 = v128.load(right, <usize>blockRows * 24)
    s03 = f64x2.add(s03, f64x2.mul(a0, b3))
    s13 = f64x2.add(s13, f64x2.mul(a1, b3))
    left += 16
    next += 16
    right += 16
  }
  addPair(out, s00)
  addPair(out + 8, s01)
  addPair(out + 16, s02)
  addPair(out + 24, s03)
  addPair(out + stride, s10)
  addPair(out + stride + 8, s11)
  addPair(out + stride + 16, s12)
  addPair(out + stride + 24, s13)
}

/** Adds one block to the upper triangle of `out`. `weights`: 512 of them, or 0 for none. `room`: 8 KiB. */
export function gramBlock(block: usize, columns: i32, weights: usize, out: usize, room: usize): void {
  const column = <usize>blockRows << 3
  const stride = <usize>columns << 3
  for (let i = 0; i < columns; i += 2) {
    let left = block + <usize>i * column
    let next = left + column
    if (weights != 0) {
      for (let at: usize = 0; at < column; at += 16) {
        const weight = v128.load(weights + at)
        v128.store(room + at, f64x2.mul(weight, v128.load(left + at)))
        v128.store(room + column + at, f64x2.mul(weight, v128.load(next + at)))
      }
      left = room
      next = room + column
    }
    for (let j = i & ~3; j < columns; j += 4)
      multiplyColumns(left, next, block + <usize>j * column, out + <usize>i * stride + (<usize>j << 3), stride)
  }
}

/**
 * Adds X'WX of the blocks from..to to `out`, columns x columns floats of 64 bits of which the upper triangle counts. `data`: the first block;
 * `weights`: one for each row, or 0 for none. `room`: 8 KiB.
 */
export function gram(data: usize, columns: i32, weights: usize, from: i32, to: i32, out: usize, room: usize): void {
  const size = <usize>columns * <usize>blockRows << 3
  for (let at = from; at < to; at++)
    gramBlock(data + <usize>at * size, columns, weights == 0 ? 0 : weights + (<usize>at * <usize>blockRows << 3), out, room)
}
