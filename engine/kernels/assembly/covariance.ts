// Sums of products of columns about a point near their means, X'X of rows as gram.ts has them.
import { blockRows, gramBlock } from './gram'

/** Takes `shift` from the first `rows` numbers of a column of a block, and gives the sum of what is left. */
@inline
function shiftColumn(at: usize, rows: i32, shift: f64): f64 {
  const shifts = f64x2.splat(shift)
  const end = at + (<usize>(rows & ~7) << 3)
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0)
  for (; at < end; at += 64) {
    const v0 = f64x2.sub(v128.load(at), shifts)
    const v1 = f64x2.sub(v128.load(at, 16), shifts)
    const v2 = f64x2.sub(v128.load(at, 32), shifts)
    const v3 = f64x2.sub(v128.load(at, 48), shifts)
    v128.store(at, v0)
    v128.store(at, v1, 16)
    v128.store(at, v2, 32)
    v128.store(at, v3, 48)
    s0 = f64x2.add(s0, v0)
    s1 = f64x2.add(s1, v1)
    s2 = f64x2.add(s2, v2)
    s3 = f64x2.add(s3, v3)
  }
  const all = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3))
  let sum = f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1)
  for (let left = rows & 7; left > 0; left--, at += 8) {
    const value = load<f64>(at) - shift
    store<f64>(at, value)
    sum += value
  }
  return sum
}

/**
 * Takes a number of `shifts` (one a column) from each column of the blocks from..to, of which `rows` rows count from block 0 on, and adds the sums of
 * the columns to `sums` and their products to `out` (columns x columns, the upper triangle). `room`: 8 KiB.
 */
export function covariance(data: usize, columns: i32, from: i32, to: i32, rows: i32, shifts: usize, sums: usize, out: usize, room: usize): void {
  const column = <usize>blockRows << 3
  const size = <usize>columns * column
  for (let at = from; at < to; at++) {
    const block = data + <usize>at * size
    const some = max(0, min(blockRows, rows - at * blockRows))
    for (let j = 0; j < columns; j++) {
      const sum = sums + (<usize>j << 3)
      store<f64>(sum, load<f64>(sum) + shiftColumn(block + <usize>j * column, some, load<f64>(shifts + (<usize>j << 3))))
    }
    gramBlock(block, columns, 0, out, room)
  }
}
