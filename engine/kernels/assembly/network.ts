// Dense networks: rows of a batch through all layers and back, and the gradients of the weights. All tables are row-major floats of 32 bits.
import { exp4 } from './exponent'
import { gemm } from './gemm'

// What lies at `plan`, by bytes: a head, then 48 bytes for each layer. engine/learn/neural-network/kernel-plan.ts writes it.
// Head: 0 layers, 4 inputs of all rows, 8 their width, 12 targets, 16 weights, 20 rows of the batch (u32), 24 what the outputs are (0 a number, 1 the
// score of the second of two classes, 2 a score for each class), 28 seed of dropout, 32 limit and 36 factor of dropout of the inputs, 40 inputs of the
// batch, 44 whether dropout is on, 48 what a weighted loss is multiplied by (f64), 56 L2 (f64).
const headBytes: usize = 64
const layerBytes: usize = 48
// Layer: 0 inputs, 4 units, 8 activation (0 none, 1 relu, 2 tanh, 3 sigmoid), 12 limit of dropout, 16 its factor, 20 kernel, 24 bias, 28 values,
// 32 gradients of the values, 36 gradients of the kernel, 40 of the bias.

@inline
function layerAt(plan: usize, layer: i32): usize {
  return plan + headBytes + <usize>layer * layerBytes
}

@inline
function rowAt(table: usize, row: i32, width: i32): usize {
  return table + ((<usize>row * <usize>width) << 2)
}

/** 0 for a value that is left out: its chance, a hash of the seed and its place in the batch, is below the limit. */
@inline
function kept(seed: u32, place: u32, limit: u32, factor: f32): f32 {
  let x = place * 0x9e3779b1 ^ seed
  x = (x ^ (x >>> 16)) * 0x7feb352d
  x = (x ^ (x >>> 15)) * 0x846ca68b
  return (x ^ (x >>> 16)) < limit ? 0 : factor
}

function dropOut(values: usize, from: i32, to: i32, seed: u32, limit: u32, factor: f32): void {
  for (let i = from; i < to; i++) {
    const at = values + (<usize>i << 2)
    store<f32>(at, load<f32>(at) * kept(seed, <u32>i, limit, factor))
  }
}

@inline
function bent(activation: i32, x: v128): v128 {
  if (activation == 1) return f32x4.pmax(x, f32x4.splat(0))
  const one = f32x4.splat(1)
  if (activation == 3) return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))))
  // tanh x = 1 - 2 / (e^2x + 1); x itself where it is too small for the difference to be exact.
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(x, x)), one)))
  const cube = f32x4.mul(f32x4.mul(x, x), x)
  const near = f32x4.sub(x, f32x4.mul(cube, f32x4.sub(f32x4.splat(0.33333333), f32x4.mul(f32x4.mul(x, x), f32x4.splat(0.13333333)))))
  return v128.bitselect(near, far, f32x4.lt(f32x4.abs(x), f32x4.splat(0.0625)))
}

/** Bends values in place. */
function activate(activation: i32, values: usize, count: i32): void {
  let i = 0
  for (; i + 4 <= count; i += 4) {
    const at = values + (<usize>i << 2)
    v128.store(at, bent(activation, v128.load(at)))
  }
  for (; i < count; i++) {
    const at = values + (<usize>i << 2)
    store<f32>(at, f32x4.extract_lane(bent(activation, f32x4.splat(load<f32>(at))), 0))
  }
}

/** The slope of an activation where it gave `y`, times the gradient behind it. */
@inline
function slope(activation: i32, y: v128, gradient: v128): v128 {
  if (activation == 1) return v128.and(gradient, f32x4.gt(y, f32x4.splat(0)))
  const one = f32x4.splat(1)
  if (activation == 2) return f32x4.mul(gradient, f32x4.sub(one, f32x4.mul(y, y)))
  return f32x4.mul(gradient, f32x4.mul(y, f32x4.sub(one, y)))
}

/** `smaller` takes back what dropout has made larger: the activation is bent back where it was before. */
function bendBack(activation: i32, values: usize, gradients: usize, count: i32, smaller: f32): void {
  let i = 0
  const factor = f32x4.splat(smaller)
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2
    v128.store(gradients + at, slope(activation, f32x4.mul(v128.load(values + at), factor), v128.load(gradients + at)))
  }
  for (; i < count; i++) {
    const at = <usize>i << 2
    const one = slope(activation, f32x4.splat(load<f32>(values + at) * smaller), f32x4.splat(load<f32>(gradients + at)))
    store<f32>(gradients + at, f32x4.extract_lane(one, 0))
  }
}

/** e to the power of -x, by a function that needs no table: tables would lie where the crew speaks. */
@inline
function fallOff(x: f64): f64 {
  return 1 + Math.expm1(-x)
}

/**
 * Losses of the rows from..to by the scores of the last layer, added to the two f64 at `sums`: weighted loss, weighted rows whose class is the most
 * likely one. Writes the gradients of the scores.
 */
function measure(plan: usize, from: i32, to: i32, sums: usize): void {
  const last = layerAt(plan, load<i32>(plan) - 1)
  const outputs = load<i32>(last, 4)
  const kind = load<i32>(plan, 24)
  const share = load<f64>(plan, 48)
  let loss: f64 = 0
  let right: f64 = 0
  for (let i = from; i < to; i++) {
    const row = <usize>load<u32>(load<u32>(plan, 20) + (<usize>i << 2)) << 2
    const target = <f64>load<f32>(load<u32>(plan, 12) + row)
    const weight = <f64>load<f32>(load<u32>(plan, 16) + row)
    const scores = rowAt(load<u32>(last, 28), i, outputs)
    const gradients = rowAt(load<u32>(last, 32), i, outputs)
    const score = <f64>load<f32>(scores)
    if (kind == 0) {
      const gap = score - target
      loss += weight * gap * gap
      store<f32>(gradients, <f32>(2 * weight * share * gap))
    } else if (kind == 1) {
      const small = fallOff(Math.abs(score))
      loss += weight * (Math.max(score, 0) - score * target + Math.log1p(small))
      if (score > 0 == target > 0.5) right += weight
      store<f32>(gradients, <f32>(weight * share * ((score >= 0 ? 1 / (1 + small) : small / (1 + small)) - target)))
    } else {
      let most = score
      let best = 0
      for (let k = 1; k < outputs; k++) {
        const other = <f64>load<f32>(scores + (<usize>k << 2))
        if (other > most) {
          most = other
          best = k
        }
      }
      let sum: f64 = 0
      for (let k = 0; k < outputs; k++) sum += fallOff(most - <f64>load<f32>(scores + (<usize>k << 2)))
      const own = <i32>target
      loss += weight * (Math.log1p(sum - 1) + most - <f64>load<f32>(scores + (<usize>own << 2)))
      if (best == own) right += weight
      for (let k = 0; k < outputs; k++) {
        const p = fallOff(most - <f64>load<f32>(scores + (<usize>k << 2))) / sum
        store<f32>(gradients + (<usize>k << 2), <f32>(weight * share * (p - (k == own ? 1 : 0))))
      }
    }
  }
  store<f64>(sums, loss)
  store<f64>(sums, right, 8)
}

/** Takes the rows from..to of the batch through all layers and measures them; where `learn` is 1, also brings the gradients back to the first layer. */
export function networkRows(plan: usize, from: i32, to: i32, learn: i32, sums: usize, room: usize): void {
  const layers = load<i32>(plan)
  const drops = load<i32>(plan, 44) != 0
  const seed = load<u32>(plan, 28)
  const rows = to - from
  let width = load<i32>(plan, 8)
  let values = <usize>load<u32>(plan, 40)
  for (let i = from; i < to; i++) {
    const row = load<i32>(<usize>load<u32>(plan, 20) + (<usize>i << 2))
    memory.copy(rowAt(values, i, width), rowAt(load<u32>(plan, 4), row, width), <usize>width << 2)
  }
  if (drops && load<u32>(plan, 32) != 0) dropOut(values, from * width, to * width, seed, load<u32>(plan, 32), load<f32>(plan, 36))
  for (let l = 0; l < layers; l++) {
    const layer = layerAt(plan, l)
    const units = load<i32>(layer, 4)
    const out = <usize>load<u32>(layer, 28)
    const start = rowAt(out, from, units)
    const bias = <usize>load<u32>(layer, 24)
    for (let i = from; i < to; i++) memory.copy(rowAt(out, i, units), bias, <usize>units << 2)
    gemm(rowAt(values, from, width), load<u32>(layer, 20), start, rows, units, width, width, units, units, 4, room)
    if (load<i32>(layer, 8) != 0) activate(load<i32>(layer, 8), start, rows * units)
    if (drops && load<u32>(layer, 12) != 0)
      dropOut(out, from * units, to * units, seed + <u32>(l + 1) * 0x85ebca6b, load<u32>(layer, 12), load<f32>(layer, 16))
    values = out
    width = units
  }
  measure(plan, from, to, sums)
  if (learn == 0) return
  for (let l = layers - 1; l > 0; l--) {
    const layer = layerAt(plan, l)
    const before = layerAt(plan, l - 1)
    const units = load<i32>(layer, 4)
    const inputs = load<i32>(layer, 0)
    const gradients = <usize>load<u32>(before, 32)
    const start = rowAt(gradients, from, inputs)
    gemm(rowAt(load<u32>(layer, 32), from, units), load<u32>(layer, 20), start, rows, inputs, units, units, units, inputs, 2, room)
    const limit = load<u32>(before, 12)
    const factor = load<f32>(before, 16)
    if (limit != 0) dropOut(gradients, from * inputs, to * inputs, seed + <u32>l * 0x85ebca6b, limit, factor)
    const smaller: f32 = limit != 0 ? 1 / factor : 1
    if (load<i32>(before, 8) != 0) bendBack(load<i32>(before, 8), rowAt(load<u32>(before, 28), from, inputs), start, rows * inputs, smaller)
  }
}

function addRow(to: usize, row: usize, count: i32): void {
  let i = 0
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2
    v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(row + at)))
  }
  for (; i < count; i++) {
    const at = <usize>i << 2
    store<f32>(to + at, load<f32>(to + at) + load<f32>(row + at))
  }
}

/**
 * Gradients of the rows from..to of a layer's kernel over a batch of `count` rows, with L2; those of the bias come with row 0. The sum of their squares
 * stands at `sums` (f64).
 */
export function networkGradients(plan: usize, number: i32, from: i32, to: i32, count: i32, sums: usize, room: usize): void {
  const layer = layerAt(plan, number)
  const inputs = load<i32>(layer, 0)
  const units = load<i32>(layer, 4)
  const values = <usize>(number == 0 ? load<u32>(plan, 40) : load<u32>(layerAt(plan, number - 1), 28))
  const back = <usize>load<u32>(layer, 32)
  const gradients = rowAt(load<u32>(layer, 36), from, units)
  gemm(values + (<usize>from << 2), back, gradients, to - from, units, count, inputs, units, units, 1, room)
  const penalty = <f32>load<f64>(plan, 56)
  const kernel = rowAt(load<u32>(layer, 20), from, units)
  let squares: f64 = 0
  for (let i = 0; i < (to - from) * units; i++) {
    const at = <usize>i << 2
    const one = load<f32>(gradients + at) + penalty * load<f32>(kernel + at)
    store<f32>(gradients + at, one)
    squares += <f64>one * <f64>one
  }
  if (from == 0) {
    const bias = <usize>load<u32>(layer, 40)
    memory.fill(bias, 0, <usize>units << 2)
    for (let i = 0; i < count; i++) addRow(bias, rowAt(back, i, units), units)
    for (let u: usize = 0; u < <usize>units; u++) squares += <f64>load<f32>(bias + (u << 2)) * <f64>load<f32>(bias + (u << 2))
  }
  store<f64>(sums, squares)
}
