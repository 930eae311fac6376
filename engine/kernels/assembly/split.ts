// The best place to split a leaf. What is found stands at `out`: gain, gradient and hessian of the left side (f64), then feature, last bin of the
// left side and whether missing values go left (i32).

@inline
function score(gradient: f64, hessian: f64, l1: f64, l2: f64): f64 {
  const size = Math.abs(gradient) - l1
  return size > 0 ? (size * size) / (hessian + l2) : 0
}

/**
 * Looks at the features from..to of a leaf whose pairs, 256 a feature with bin 255 for missing values, stand at `histogram`. `bins`: a byte per
 * feature, how many are in use, 0 to leave it out. `gradient` and `hessian`: the leaf's sums as whole numbers; one of them is `gradientUnit`,
 * `hessianUnit` of the loss. Each side needs `leastHessian` (in whole numbers) and `leastRows` of the leaf's `count`, as its hessians tell, bin by bin
 * (as LightGBM counts). `out` holds the gain that has to be beaten; ties go to the first.
 */
export function findSplit(
  histogram: usize, bins: usize, from: i32, to: i32, gradient: f64, hessian: f64, gradientUnit: f64, hessianUnit: f64,
  l1: f64, l2: f64, leastHessian: f64, leastRows: f64, count: f64, out: usize,
): void {
  const rowsOf = count / hessian
  const whole = score(gradient * gradientUnit, hessian * hessianUnit, l1, l2)
  for (let feature = from; feature < to; feature++) {
    const used = <i32>load<u8>(bins + <usize>feature)
    const at = histogram + (<usize>feature << 11)
    const missing = load<i64>(at, 255 * 8)
    const none = used == 0
    if (none) continue
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
      leftGradient += <f64>(<i32>(pair >> 32))
      leftHessian += <f64>(<u32>pair)
      leftRows += Math.floor(<f64>(<u32>pair) * rowsOf + 0.5)
      for (let side = 0; side < (missing != 0 && bin < used - 1 ? 2 : 1); side++) {
        const g = side == 1 ? leftGradient + missingGradient : leftGradient
        const h = side == 1 ? leftHessian + missingHessian : leftHessian
        const rows = side == 1 ? leftRows + missingRows : leftRows
        if (rows < leastRows || count - rows < leastRows || h < leastHessian || hessian - h < leastHessian) continue
        const gain =
          score(g * gradientUnit, h * hessianUnit, l1, l2) + score((gradient - g) * gradientUnit, (hessian - h) * hessianUnit, l1, l2) - whole
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
