// Log loss of two classes, its gradient and its curvature, over blocks of rows as gram.ts has them.
import { exp2, logOnePlus } from './exponent'
import { blockRows, gramBlock } from './gram'

/** Adds `slope` times a column to the margins. */
@inline
function addColumn(margins: usize, column: usize, slope: f64): void {
  const factor = f64x2.splat(slope)
  for (let at: usize = 0; at < <usize>blockRows << 3; at += 16)
    v128.store(margins + at, f64x2.add(v128.load(margins + at), f64x2.mul(factor, v128.load(column + at))))
}

/** The sum of a column times the residuals. */
@inline
function sumColumn(column: usize, residuals: usize): f64 {
  let sum = f64x2.splat(0), more = f64x2.splat(0)
  for (let at: usize = 0; at < <usize>blockRows << 3; at += 32) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(column + at), v128.load(residuals + at)))
    more = f64x2.add(more, f64x2.mul(v128.load(column + at, 16), v128.load(residuals + at, 16)))
  }
  sum = f64x2.add(sum, more)
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}

/** Turns margins into weighted residuals and curvatures; gives the weighted loss. */
function bendMargins(margins: usize, labels: usize, weights: usize, curves: usize): f64 {
  const one = f64x2.splat(1)
  const zero = f64x2.splat(0)
  let loss = f64x2.splat(0)
  for (let at: usize = 0; at < <usize>blockRows << 3; at += 16) {
    const margin = v128.load(margins + at)
    const label = v128.load(labels + at)
    const weight = v128.load(weights + at)
    const decay = exp2(f64x2.neg(f64x2.abs(margin)))
    const likely = f64x2.div(one, f64x2.add(one, decay))
    const unlikely = f64x2.mul(decay, likely)
    const chance = v128.bitselect(likely, unlikely, f64x2.ge(margin, zero))
    const own = f64x2.sub(f64x2.add(f64x2.pmax(zero, margin), logOnePlus(decay)), f64x2.mul(label, margin))
    loss = f64x2.add(loss, f64x2.mul(weight, own))
    v128.store(margins + at, f64x2.mul(weight, f64x2.sub(chance, label)))
    v128.store(curves + at, f64x2.mul(weight, f64x2.mul(likely, unlikely)))
  }
  return f64x2.extract_lane(loss, 0) + f64x2.extract_lane(loss, 1)
}

/**
 * Adds to `out` the gradient of the summed loss (one number for each column) and behind it the loss, over each `step`th of the blocks from..to; to
 * `curvature` the second derivatives (columns x columns, the upper triangle), unless it is 0. `labels` (0 or 1) and `weights`: one for each row;
 * `slopes`: one for each column. `room`: 20 KiB.
 */
export function logisticBlocks(
  data: usize, columns: i32, labels: usize, weights: usize, slopes: usize, from: i32, to: i32, step: i32, out: usize, curvature: usize, room: usize,
): void {
  const column = <usize>blockRows << 3
  const margins = room
  const curves = room + column
  for (let at = from; at < to; at += step) {
    const block = data + <usize>at * <usize>columns * column
    const rows = <usize>at * column
    memory.fill(margins, 0, column)
    for (let j = 0; j < columns; j++) {
      const slope = load<f64>(slopes + (<usize>j << 3))
      if (slope != 0) addColumn(margins, block + <usize>j * column, slope)
    }
    const loss = bendMargins(margins, labels + rows, weights + rows, curves)
    for (let j = 0; j < columns; j++) {
      const own = out + (<usize>j << 3)
      store<f64>(own, load<f64>(own) + sumColumn(block + <usize>j * column, margins))
    }
    const total = out + (<usize>columns << 3)
    store<f64>(total, load<f64>(total) + loss)
    if (curvature != 0) gramBlock(block, columns, curves, curvature, room + 2 * column)
  }
}
