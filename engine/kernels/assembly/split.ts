// The best place to split a leaf. What is found stands at `out`: gain, gradient and hessian of the left side (f64), then feature, last bin of the
// left side and whether missing values go left (i32; 2: the left side is a set of bins, 256 bits from byte 40 on).
import { findSet } from './category-split'

/** Features: numbers, numbers that may only raise or only lower the answer, categories. */
export const raising: u8 = 1
export const lowering: u8 = 2
const category: u8 = 3

@inline
function score(gradient: f64, hessian: f64, l1: f64, l2: f64): f64 {
  const size = Math.abs(gradient) - l1
  return size > 0 ? (size * size) / (hessian + l2) : 0
}

/** The answer of a leaf, kept within its bounds. */
@inline
export function output(gradient: f64, hessian: f64, l1: f64, l2: f64, low: f64, high: f64): f64 {
  const size = Math.max(0, Math.abs(gradient) - l1)
  const free = (gradient > 0 ? -size : size) / (hessian + l2)
  return Math.max(low, Math.min(high, free))
}

/** What a leaf gains by this answer: `score` where the answer is free. */
@inline
function scoreOf(answer: f64, gradient: f64, hessian: f64, l1: f64, l2: f64): f64 {
  const size = Math.max(0, Math.abs(gradient) - l1)
  return -(2 * (gradient > 0 ? size : -size) * answer + (hessian + l2) * answer * answer)
}

@inline
function hessians(pairs: v128): v128 {
  return f64x2.convert_low_i32x4_u(v128.shuffle<i32>(pairs, pairs, 0, 2, 0, 2))
}

@inline
function gradients(pairs: v128): v128 {
  return f64x2.convert_low_i32x4_s(v128.shuffle<i32>(pairs, pairs, 1, 3, 1, 3))
}

/**
 * The same for a feature without missing values, bounds and L1: what most features of most leaves are. Two places at a time; one is better where
 * lg2 rh + rg2 lh > best lh rh, which needs no division.
 */
function findPlain(at: usize, places: i32, feature: i32, leaf: usize, rules: usize, whole: f64, out: usize): void {
  const gradient = f64x2.splat(load<f64>(leaf))
  const hessian = f64x2.splat(load<f64>(leaf, 8))
  const count = f64x2.splat(load<f64>(leaf, 16))
  const gradientUnit = f64x2.splat(load<f64>(rules))
  const hessianUnit = f64x2.splat(load<f64>(rules, 8))
  const l2 = f64x2.splat(load<f64>(rules, 24))
  const leastHessian = f64x2.splat(load<f64>(rules, 32))
  const leastRows = f64x2.splat(load<f64>(rules, 40))
  const rowsOf = f64x2.div(count, hessian)
  const half = f64x2.splat(0.5)
  const zero = i64x2.splat(0)
  let best = f64x2.splat(load<f64>(out) + whole)
  let left = zero
  let rows = f64x2.splat(0)
  for (let bin = 0; bin < places; bin += 2) {
    const own = v128.load(at + (<usize>bin << 3))
    if (!v128.any_true(own)) continue
    const ownRows = f64x2.floor(f64x2.add(f64x2.mul(hessians(own), rowsOf), half))
    left = i64x2.add(left, i64x2.add(own, v128.shuffle<i64>(own, zero, 2, 0)))
    rows = f64x2.add(rows, f64x2.add(ownRows, v128.shuffle<i64>(ownRows, zero, 2, 0)))
    const h = hessians(left)
    const g = gradients(left)
    const otherH = f64x2.sub(hessian, h)
    const enough = v128.and(f64x2.ge(rows, leastRows), f64x2.ge(h, leastHessian))
    const more = v128.and(f64x2.ge(f64x2.sub(count, rows), leastRows), f64x2.ge(otherH, leastHessian))
    const lg = f64x2.mul(g, gradientUnit)
    const lh = f64x2.add(f64x2.mul(h, hessianUnit), l2)
    const rg = f64x2.mul(f64x2.sub(gradient, g), gradientUnit)
    const rh = f64x2.add(f64x2.mul(otherH, hessianUnit), l2)
    const sides = f64x2.add(f64x2.mul(f64x2.mul(lg, lg), rh), f64x2.mul(f64x2.mul(rg, rg), lh))
    const better = f64x2.gt(sides, f64x2.mul(f64x2.mul(best, lh), rh))
    const here = v128.and(v128.and(enough, more), better)
    if (v128.any_true(here)) {
      const gain = f64x2.sub(f64x2.add(f64x2.div(f64x2.mul(lg, lg), lh), f64x2.div(f64x2.mul(rg, rg), rh)), f64x2.splat(whole))
      if (i64x2.extract_lane(here, 0) != 0)
        note(out, f64x2.extract_lane(gain, 0), f64x2.extract_lane(g, 0), f64x2.extract_lane(h, 0), feature, bin)
      if (i64x2.extract_lane(here, 1) != 0)
        note(out, f64x2.extract_lane(gain, 1), f64x2.extract_lane(g, 1), f64x2.extract_lane(h, 1), feature, bin + 1)
      best = f64x2.splat(load<f64>(out) + whole)
    }
    if (i64x2.extract_lane(more, 1) == 0) break
    left = v128.shuffle<i64>(left, left, 1, 1)
    rows = v128.shuffle<i64>(rows, rows, 1, 1)
  }
}

@inline
function note(out: usize, gain: f64, gradient: f64, hessian: f64, feature: i32, bin: i32): void {
  if (gain <= load<f64>(out)) return
  store<f64>(out, gain)
  store<f64>(out, gradient, 8)
  store<f64>(out, hessian, 16)
  store<i32>(out, feature, 24)
  store<i32>(out, bin, 28)
  store<i32>(out, 0, 32)
}

/**
 * Looks at the features from..to of a leaf whose pairs, 256 a feature with bin 255 for missing values, stand at `histogram`. `bins`: a byte per
 * feature, how many are in use, 0 to leave it out; `kinds`: a byte per feature (above). `leaf`, f64: its sums of gradient and hessian as whole numbers,
 * its rows, lowest and highest answer. `rules`, f64: what one of the whole numbers is worth (gradient, hessian), L1, L2, least hessian (in whole
 * numbers) and least rows of a side, whether answers are bounded (1). Rows are counted as hessians tell, bin by bin (as LightGBM counts). `out` holds the gain that
 * has to be beaten; ties go to the first.
 */
export function findSplit(
  histogram: usize, bins: usize, kinds: usize, from: i32, to: i32, leaf: usize, rules: usize, out: usize,
): void {
  const gradient = load<f64>(leaf)
  const hessian = load<f64>(leaf, 8)
  const count = load<f64>(leaf, 16)
  const low = load<f64>(leaf, 24)
  const high = load<f64>(leaf, 32)
  const gradientUnit = load<f64>(rules)
  const hessianUnit = load<f64>(rules, 8)
  const l1 = load<f64>(rules, 16)
  const l2 = load<f64>(rules, 24)
  const leastHessian = load<f64>(rules, 32)
  const leastRows = load<f64>(rules, 40)
  const bounded = load<f64>(rules, 48) != 0
  const rowsOf = count / hessian
  const whole = score(gradient * gradientUnit, hessian * hessianUnit, l1, l2)
  for (let feature = from; feature < to; feature++) {
    const used = <i32>load<u8>(bins + <usize>feature)
    const kind = load<u8>(kinds + <usize>feature)
    const at = histogram + (<usize>feature << 11)
    if (used == 0) continue
    if (kind == category) {
      findSet(at, used, feature, leaf, rules, whole, out)
      continue
    }
    const missing = load<i64>(at, 255 * 8)
    if (missing == 0 && l1 == 0 && !bounded) {
      findPlain(at, used - 1, feature, leaf, rules, whole, out)
      continue
    }
    const missingGradient = <f64>(<i32>(missing >> 32))
    const missingHessian = <f64>(<u32>missing)
    let leftGradient: f64 = 0
    let leftHessian: f64 = 0
    let leftRows: f64 = 0
    const missingRows = Math.floor(missingHessian * rowsOf + 0.5)
    // With missing values, the last place divides the known from the missing.
    const places = missing != 0 ? used : used - 1
    for (let bin = 0; bin < places; bin++) {
      const pair = load<i64>(at + (<usize>bin << 3))
      if (pair == 0) continue
      leftGradient += <f64>(<i32>(pair >> 32))
      leftHessian += <f64>(<u32>pair)
      leftRows += Math.floor(<f64>(<u32>pair) * rowsOf + 0.5)
      for (let side = 0; side < (missing != 0 && bin < used - 1 ? 2 : 1); side++) {
        const g = side == 1 ? leftGradient + missingGradient : leftGradient
        const h = side == 1 ? leftHessian + missingHessian : leftHessian
        const rows = side == 1 ? leftRows + missingRows : leftRows
        if (rows < leastRows || count - rows < leastRows || h < leastHessian || hessian - h < leastHessian) continue
        const lg = g * gradientUnit
        const lh = h * hessianUnit
        const rg = (gradient - g) * gradientUnit
        const rh = (hessian - h) * hessianUnit
        let gain: f64 = 0
        if (bounded) {
          const left = output(lg, lh, l1, l2, low, high)
          const right = output(rg, rh, l1, l2, low, high)
          if ((kind == raising && left > right) || (kind == lowering && left < right)) continue
          gain = scoreOf(left, lg, lh, l1, l2) + scoreOf(right, rg, rh, l1, l2) - whole
        } else gain = score(lg, lh, l1, l2) + score(rg, rh, l1, l2) - whole
        if (gain <= load<f64>(out)) continue
        store<f64>(out, gain)
        store<f64>(out, g, 8)
        store<f64>(out, h, 16)
        store<i32>(out, feature, 24)
        store<i32>(out, bin, 28)
        store<i32>(out, side, 32)
      }
    }
  }
}
