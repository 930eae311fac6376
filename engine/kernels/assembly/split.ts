// The best place to split a leaf. What is found stands at `out`: gain, gradient and hessian of the left side (f64), then feature, last bin of the
// left side and whether missing values go left (i32; 2: the left side is a set of bins, 256 bits from byte 40 on).
import { findSet } from './category-split'

/** Features: numbers, numbers that may only raise or only lower the answer, categories. */
const raising: u8 = 1
const lowering: u8 = 2
const category: u8 = 3

@inline
function score(gradient: f64, hessian: f64, l1: f64, l2: f64): f64 {
  const size = Math.abs(gradient) - l1
  return size > 0 ? (size * size) / (hessian + l2) : 0
}

/** The answer of a leaf, kept within its bounds. */
@inline
function output(gradient: f64, hessian: f64, l1: f64, l2: f64, low: f64, high: f64): f64 {
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

/**
 * The same for a feature without missing values, bounds and L1: what most features of most leaves are. A place is better where
 * lg2 rh + rg2 lh > best lh rh, which needs no division.
 */
@inline
function findPlain(at: usize, places: i32, feature: i32, leaf: usize, rules: usize, whole: f64, out: usize): void {
  const gradient = load<f64>(leaf)
  const hessian = load<f64>(leaf, 8)
  const count = load<f64>(leaf, 16)
  const gradientUnit = load<f64>(rules)
  const hessianUnit = load<f64>(rules, 8)
  const l2 = load<f64>(rules, 24)
  const leastHessian = load<f64>(rules, 32)
  const leastRows = load<f64>(rules, 40)
  const rowsOf = count / hessian
  let best = load<f64>(out) + whole
  let left: i64 = 0
  let rows: f64 = 0
  for (let bin = 0; bin < places; bin++) {
    const pair = load<i64>(at + (<usize>bin << 3))
    if (pair == 0) continue
    left += pair
    rows += Math.floor(<f64>(<u32>pair) * rowsOf + 0.5)
    const h = <f64>(<u32>left)
    if (rows < leastRows || h < leastHessian) continue
    if (count - rows < leastRows || hessian - h < leastHessian) break
    const g = <f64>(<i32>(left >> 32))
    const lg = g * gradientUnit
    const lh = h * hessianUnit + l2
    const rg = (gradient - g) * gradientUnit
    const rh = (hessian - h) * hessianUnit + l2
    if (lg * lg * rh + rg * rg * lh <= best * lh * rh) continue
    const gain = (lg * lg) / lh + (rg * rg) / rh - whole
    if (gain <= load<f64>(out)) continue
    best = gain + whole
    store<f64>(out, gain)
    store<f64>(out, g, 8)
    store<f64>(out, h, 16)
    store<i32>(out, feature, 24)
    store<i32>(out, bin, 28)
    store<i32>(out, 0, 32)
  }
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
