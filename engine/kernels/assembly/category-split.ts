// The best set of levels of a category to go left, as LightGBM looks for it: each level alone where there are few, else prefixes of the levels in the
// order of their mean gradient, from both ends. The missing level is one of them.

const few: i32 = 4
const mostLevels: i32 = 32
const fewestOfGroup: f64 = 100
const smooth: f64 = 10
/** Added to L2 where levels are put together. */
const caution: f64 = 10

@inline
function score(gradient: f64, hessian: f64, l1: f64, l2: f64): f64 {
  const size = Math.abs(gradient) - l1
  return size > 0 ? (size * size) / (hessian + l2) : 0
}

@inline
function bounds(answer: f64, leaf: usize): f64 {
  return Math.max(load<f64>(leaf, 24), Math.min(load<f64>(leaf, 32), answer))
}

/** What a side gains: by its own answer, or by the one that its bounds allow. */
@inline
function worth(gradient: f64, hessian: f64, l1: f64, l2: f64, leaf: usize, bounded: bool): f64 {
  if (!bounded) return score(gradient, hessian, l1, l2)
  const size = Math.max(0, Math.abs(gradient) - l1)
  const signed = gradient > 0 ? size : -size
  const answer = bounds(-signed / (hessian + l2), leaf)
  return -(2 * signed * answer + (hessian + l2) * answer * answer)
}

@inline
function gradientOf(at: usize, bin: i32): f64 { return <f64>(<i32>(load<i64>(at + (<usize>bin << 3)) >> 32)) }
@inline
function hessianOf(at: usize, bin: i32): f64 { return <f64>(<u32>load<i64>(at + (<usize>bin << 3))) }

/** Behind what is found: the set, then the bins in order, a byte each, and their mean gradients. */
const setAt: usize = 40
const orderAt: usize = 128
const meansAt: usize = 384

@inline
function note(out: usize, gain: f64, gradient: f64, hessian: f64, feature: i32): void {
  store<f64>(out, gain)
  store<f64>(out, gradient, 8)
  store<f64>(out, hessian, 16)
  store<i32>(out, feature, 24)
  store<i32>(out, 0, 28)
  store<i32>(out, 2, 32)
  memory.fill(out + setAt, 0, 32)
}

@inline
function put(out: usize, bin: i32): void {
  const at = out + setAt + <usize>(bin >> 3)
  store<u8>(at, <u8>(<i32>load<u8>(at) | (1 << (bin & 7))))
}

/** Looks at one feature, whose pairs stand at `at`; see findSplit. The set of bins that goes left is written behind what is found, at byte 40. */
export function findSet(at: usize, used: i32, feature: i32, leaf: usize, rules: usize, whole: f64, out: usize): void {
  const gradient = load<f64>(leaf)
  const hessian = load<f64>(leaf, 8)
  const count = load<f64>(leaf, 16)
  const gradientUnit = load<f64>(rules)
  const hessianUnit = load<f64>(rules, 8)
  const l1 = load<f64>(rules, 16)
  const leastHessian = load<f64>(rules, 32)
  const leastRows = load<f64>(rules, 40)
  const bounded = load<f64>(rules, 48) != 0
  const rowsOf = count / hessian
  const alone = used <= few
  const l2 = load<f64>(rules, 24) + (alone ? 0 : caution)
  const order = out + orderAt
  const means = out + meansAt
  let listed = 0
  for (let place = 0; place <= used; place++) {
    const bin = place < used ? place : 255
    const h = hessianOf(at, bin)
    const rows = Math.floor(h * rowsOf + 0.5)
    if (alone) {
      if (rows < leastRows || count - rows < leastRows || h < leastHessian || hessian - h < leastHessian) continue
      const g = gradientOf(at, bin)
      const gain =
        worth(g * gradientUnit, h * hessianUnit, l1, l2, leaf, bounded) +
        worth((gradient - g) * gradientUnit, (hessian - h) * hessianUnit, l1, l2, leaf, bounded) -
        whole
      if (gain <= load<f64>(out)) continue
      note(out, gain, g, h, feature)
      put(out, bin)
      continue
    }
    if (rows < smooth) continue
    const mean = (gradientOf(at, bin) * gradientUnit) / (h * hessianUnit + smooth)
    let to = listed++
    for (; to > 0 && load<f64>(means + (<usize>(to - 1) << 3)) > mean; to--) {
      store<f64>(means + (<usize>to << 3), load<f64>(means + (<usize>(to - 1) << 3)))
      store<u8>(order + <usize>to, load<u8>(order + <usize>(to - 1)))
    }
    store<f64>(means + (<usize>to << 3), mean)
    store<u8>(order + <usize>to, <u8>bin)
  }
  const most = min(mostLevels, (listed + 1) / 2)
  for (let end = 0; end < 2; end++) {
    let g: f64 = 0
    let h: f64 = 0
    let rows: f64 = 0
    let group: f64 = 0
    for (let i = 0; i < most; i++) {
      const bin = <i32>load<u8>(order + <usize>(end == 0 ? i : listed - 1 - i))
      const own = Math.floor(hessianOf(at, bin) * rowsOf + 0.5)
      g += gradientOf(at, bin)
      h += hessianOf(at, bin)
      rows += own
      group += own
      if (rows < leastRows || h < leastHessian) continue
      if (count - rows < leastRows || count - rows < fewestOfGroup || hessian - h < leastHessian) break
      if (group < fewestOfGroup) continue
      group = 0
      const gain =
        worth(g * gradientUnit, h * hessianUnit, l1, l2, leaf, bounded) +
        worth((gradient - g) * gradientUnit, (hessian - h) * hessianUnit, l1, l2, leaf, bounded) -
        whole
      if (gain <= load<f64>(out)) continue
      note(out, gain, g, h, feature)
      for (let k = 0; k <= i; k++) put(out, <i32>load<u8>(order + <usize>(end == 0 ? k : listed - 1 - k)))
    }
  }
}
