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

/** The least hessian of a side, in whole numbers: what is asked of it, and of the rows that it stands for, rounded. */
@inline
function leastOfSide(leaf: usize, rules: usize): f64 {
  const rows = load<f64>(rules, 40) - 0.5
  return Math.max(load<f64>(rules, 32), (rows * load<f64>(leaf, 8)) / load<f64>(leaf, 16))
}

@inline
function hessians(pairs: v128): v128 {
  return f64x2.convert_low_i32x4_u(v128.shuffle<i32>(pairs, pairs, 0, 2, 0, 2))
}

@inline
function gradients(pairs: v128): v128 {
  return f64x2.convert_low_i32x4_s(v128.shuffle<i32>(pairs, pairs, 1, 3, 1, 3))
}

/** What a gain is in whole numbers. */
@inline
function scaleOf(rules: usize): f64 { return load<f64>(rules, 8) / (load<f64>(rules) * load<f64>(rules)) }

/**
 * The same for a feature without missing values, bounds and L1: what most features of most leaves are. Four places at a time in 32 bits, where one is
 * better if g2 H + G2 h > best h H, which needs no division; those that may be, which are few, are looked at again in 64 bits. Sums of hessians
 * must be below 2 to the 31st; above, findLarge looks at two places at a time.
 */
function findPlain(at: usize, places: i32, feature: i32, leaf: usize, rules: usize, whole: f64, out: usize): void {
  const allGradient = load<f64>(leaf)
  const allHessian = load<f64>(leaf, 8)
  const fewest = leastOfSide(leaf, rules)
  if (allHessian >= 2147483647 || fewest > allHessian) {
    findLarge(at, places, feature, leaf, rules, whole, out)
    return
  }
  const scale = scaleOf(rules) * caution
  const gradient = i32x4.splat(<i32>allGradient)
  const hessian = i32x4.splat(<i32>allHessian)
  const added = f32x4.splat(<f32>(load<f64>(rules, 24) / load<f64>(rules, 8)))
  const most = <i32>Math.ceil(fewest) - 1
  const tooFew = i32x4.splat(most)
  const zero = i64x2.splat(0)
  let best = f32x4.splat(<f32>((load<f64>(out) + whole) * scale))
  let left = zero
  let bin = 0
  // Nothing is to be weighed before the left side has enough, nor when the right side has too little.
  for (; bin < places; bin += 4) {
    const two = i64x2.add(v128.load(at + (<usize>bin << 3)), v128.load(at + (<usize>bin << 3), 16))
    const next = i64x2.add(left, i64x2.add(two, v128.shuffle<i64>(two, two, 1, 0)))
    if (i32x4.extract_lane(next, 0) > most) break
    left = next
  }
  for (; bin < places; bin += 4) {
    const one = v128.load(at + (<usize>bin << 3))
    const other = v128.load(at + (<usize>bin << 3), 16)
    const ones = i64x2.add(one, v128.shuffle<i64>(zero, one, 1, 2))
    const others = i64x2.add(i64x2.add(other, v128.shuffle<i64>(zero, other, 1, 2)), v128.shuffle<i64>(ones, ones, 1, 1))
    const low = i64x2.add(left, ones)
    const high = i64x2.add(left, others)
    left = v128.shuffle<i64>(high, high, 1, 1)
    const h = v128.shuffle<i32>(low, high, 0, 2, 4, 6)
    const g = v128.shuffle<i32>(low, high, 1, 3, 5, 7)
    const rest = i32x4.sub(hessian, h)
    if (i32x4.extract_lane(rest, 0) <= most) break
    const lh = f32x4.add(f32x4.convert_i32x4_s(h), added)
    const rh = f32x4.add(f32x4.convert_i32x4_s(rest), added)
    const lg = f32x4.convert_i32x4_s(g)
    const rg = f32x4.convert_i32x4_s(i32x4.sub(gradient, g))
    const sides = f32x4.add(f32x4.mul(f32x4.mul(lg, lg), rh), f32x4.mul(f32x4.mul(rg, rg), lh))
    const better = f32x4.gt(sides, f32x4.mul(f32x4.mul(best, lh), rh))
    const here = v128.and(v128.and(i32x4.gt_s(h, tooFew), i32x4.gt_s(rest, tooFew)), better)
    if (!v128.any_true(here)) continue
    for (let lane = 0; lane < 4 && bin + lane < places; lane++)
      if (((i32x4.bitmask(here) >> lane) & 1) != 0)
        weigh(lane < 2 ? low : high, lane & 1, leaf, rules, whole, out, feature, bin + lane)
    best = f32x4.splat(<f32>((load<f64>(out) + whole) * scale))
  }
}

/** Numbers of 32 bits may be wrong by so much: six roundings. */
const caution: f64 = 1 - 1e-5

/** Whether the sums up to a place beat what was found, in 64 bits. */
function weigh(sums: v128, lane: i32, leaf: usize, rules: usize, whole: f64, out: usize, feature: i32, bin: i32): void {
  const pair = lane == 0 ? i64x2.extract_lane(sums, 0) : i64x2.extract_lane(sums, 1)
  const g = <f64>(<i32>(pair >> 32))
  const h = <f64>(<u32>pair)
  const rg = load<f64>(leaf) - g
  const rh = load<f64>(leaf, 8) - h
  const gradientUnit = load<f64>(rules)
  const hessianUnit = load<f64>(rules, 8)
  const l2 = load<f64>(rules, 24)
  const one = score(g * gradientUnit, h * hessianUnit, 0, l2)
  const other = score(rg * gradientUnit, rh * hessianUnit, 0, l2)
  note(out, one + other - whole, g, h, feature, bin)
}

/** The same two places at a time, in 64 bits. */
function findLarge(at: usize, places: i32, feature: i32, leaf: usize, rules: usize, whole: f64, out: usize): void {
  const allGradient = load<f64>(leaf)
  const allHessian = load<f64>(leaf, 8)
  const fewest = leastOfSide(leaf, rules)
  const scale = scaleOf(rules)
  const l2 = load<f64>(rules, 24) / load<f64>(rules, 8)
  const gradient = f64x2.splat(allGradient)
  const added = f64x2.splat(l2)
  const hessian = f64x2.splat(allHessian + l2)
  const least = f64x2.splat(fewest)
  const most = f64x2.splat(allHessian - fewest)
  const zero = i64x2.splat(0)
  let best = f64x2.splat((load<f64>(out) + whole) * scale)
  let left = zero
  for (let bin = 0; bin < places; bin += 2) {
    const own = v128.load(at + (<usize>bin << 3))
    left = i64x2.add(left, i64x2.add(own, v128.shuffle<i64>(zero, own, 1, 2)))
    const h = hessians(left)
    const g = gradients(left)
    const lh = f64x2.add(h, added)
    const rh = f64x2.sub(hessian, h)
    const rg = f64x2.sub(gradient, g)
    const sides = f64x2.add(f64x2.mul(f64x2.mul(g, g), rh), f64x2.mul(f64x2.mul(rg, rg), lh))
    const better = f64x2.gt(sides, f64x2.mul(f64x2.mul(best, lh), rh))
    const here = v128.and(v128.and(f64x2.ge(h, least), f64x2.le(h, most)), better)
    if (v128.any_true(here)) {
      for (let lane = 0; lane < 2; lane++)
        if ((lane == 0 ? i64x2.extract_lane(here, 0) : i64x2.extract_lane(here, 1)) != 0)
          weigh(left, lane, leaf, rules, whole, out, feature, bin + lane)
      best = f64x2.splat((load<f64>(out) + whole) * scale)
    }
    left = v128.shuffle<i64>(left, left, 1, 1)
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
 * numbers) and least rows of a side, whether answers are bounded (1). Rows are counted as hessians tell. `out` holds the gain that
 * has to be beaten; ties go to the first.
 */
export function findSplit(
  histogram: usize, bins: usize, kinds: usize, from: i32, to: i32, leaf: usize, rules: usize, out: usize,
): void {
  const gradient = load<f64>(leaf)
  const hessian = load<f64>(leaf, 8)
  const low = load<f64>(leaf, 24)
  const high = load<f64>(leaf, 32)
  const gradientUnit = load<f64>(rules)
  const hessianUnit = load<f64>(rules, 8)
  const l1 = load<f64>(rules, 16)
  const l2 = load<f64>(rules, 24)
  const least = leastOfSide(leaf, rules)
  const bounded = load<f64>(rules, 48) != 0
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
    // With missing values, the last place divides the known from the missing.
    const places = missing != 0 ? used : used - 1
    for (let bin = 0; bin < places; bin++) {
      const pair = load<i64>(at + (<usize>bin << 3))
      if (pair == 0) continue
      leftGradient += <f64>(<i32>(pair >> 32))
      leftHessian += <f64>(<u32>pair)
      for (let side = 0; side < (missing != 0 && bin < used - 1 ? 2 : 1); side++) {
        const g = side == 1 ? leftGradient + missingGradient : leftGradient
        const h = side == 1 ? leftHessian + missingHessian : leftHessian
        if (h < least || hessian - h < least) continue
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
