// Log loss of two classes for many fits at once, in 32 bits, over blocks of rows as gram.ts has them: the rows are read once, and the products are
// those of matrices.
import { exp4, logOnePlus } from './exponent'
import { gemm } from './gemm'
import { blockRows } from './gram'

/** Turns the margins of a block into weighted residuals. */
function residuals(margins: usize, labels: usize, weights: usize): void {
  const one = f32x4.splat(1)
  for (let at: usize = 0; at < <usize>blockRows << 2; at += 16) {
    const chance = f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(v128.load(margins + at)))))
    v128.store(margins + at, f32x4.mul(v128.load(weights + at), f32x4.sub(chance, v128.load(labels + at))))
  }
}

/** The weighted loss of a block. */
function lossOf(margins: usize, labels: usize, weights: usize): f64 {
  const zero = f32x4.splat(0)
  let sum = f64x2.splat(0)
  for (let at: usize = 0; at < <usize>blockRows << 2; at += 16) {
    const margin = v128.load(margins + at)
    const decay = exp4(f32x4.neg(f32x4.abs(margin)))
    const weight = v128.load(weights + at)
    const straight = f32x4.mul(weight, f32x4.sub(f32x4.pmax(zero, margin), f32x4.mul(v128.load(labels + at), margin)))
    const high = i8x16.shuffle(straight, straight, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)
    const decayHigh = i8x16.shuffle(decay, decay, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)
    const weightHigh = i8x16.shuffle(weight, weight, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)
    sum = f64x2.add(sum, f64x2.add(f64x2.promote_low_f32x4(straight), f64x2.promote_low_f32x4(high)))
    sum = f64x2.add(sum, f64x2.mul(f64x2.promote_low_f32x4(weight), logOnePlus(f64x2.promote_low_f32x4(decay))))
    sum = f64x2.add(sum, f64x2.mul(f64x2.promote_low_f32x4(weightHigh), logOnePlus(f64x2.promote_low_f32x4(decayHigh))))
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}

/** Copies 64-bit numbers as 32-bit ones; a multiple of two. */
function narrow(from: usize, to: usize, count: i32): void {
  for (let at = 0; at < count; at += 2)
    v128.store64_lane(to + (<usize>at << 2), f32x4.demote_f64x2_zero(v128.load(from + (<usize>at << 3))), 0)
}

/**
 * Over the blocks from..to, which belong to `fold`: adds to `out` the gradients of the fits (fits x columns), and behind them the losses of those that
 * leave this fold out, which get no gradient. `slopes`: fits x columns floats of 32 bits; `folds`: the fold that each fit leaves out, -1 for none.
 * `room`: `roomForMany` bytes (engine/learn/linear/logistic-rows.ts).
 */
export function logisticMany(
  data: usize, columns: i32, labels: usize, weights: usize, slopes: usize, folds: usize, fits: i32, fold: i32, from: i32, to: i32, out: usize, room: usize,
): void {
  const width = <usize>blockRows << 2
  const block = room
  const margins = block + <usize>columns * width
  const labelsHere = margins + <usize>fits * width
  const weightsHere = labelsHere + width
  const gradient = weightsHere + width
  const forGemm = gradient + <usize>(fits * columns + 4) * 4
  for (let at = from; at < to; at++) {
    narrow(data + <usize>at * <usize>columns * width * 2, block, columns * blockRows)
    narrow(labels + <usize>at * width * 2, labelsHere, blockRows)
    narrow(weights + <usize>at * width * 2, weightsHere, blockRows)
    gemm(slopes, block, margins, fits, blockRows, columns, columns, blockRows, blockRows, 0, forGemm)
    for (let fit = 0; fit < fits; fit++) {
      const own = margins + <usize>fit * width
      if (load<i32>(folds + (<usize>fit << 2)) == fold) {
        const total = out + (<usize>(fits * columns + fit) << 3)
        store<f64>(total, load<f64>(total) + lossOf(own, labelsHere, weightsHere))
        memory.fill(own, 0, width)
      } else residuals(own, labelsHere, weightsHere)
    }
    gemm(margins, block, gradient, fits, columns, blockRows, blockRows, blockRows, columns, 2, forGemm)
    for (let entry = 0; entry < fits * columns; entry++) {
      const total = out + (<usize>entry << 3)
      store<f64>(total, load<f64>(total) + <f64>load<f32>(gradient + (<usize>entry << 2)))
    }
  }
}
