// The search for the best place to split a node of a forest's tree, over its rows summed up by bins.

@inline
function xlogx(x: f64): f64 { return x > 0 ? x * Math.log2(x) : 0 }

/** How pure a side is, from its sums; adds up over the sides of a split. */
@inline
export function purity(kind: i32, sums: usize, count: i32): f64 {
  if (kind == 2) {
    const weight = load<f64>(sums)
    const sum = load<f64>(sums, 8)
    return weight > 0 ? (sum * sum) / weight : 0
  }
  let total: f64 = 0
  let pure: f64 = 0
  for (let k = 0; k < count; k++) {
    const sum = load<f64>(sums + (<usize>k << 3))
    total += sum
    pure += kind == 0 ? sum * sum : xlogx(sum)
  }
  if (total <= 0) return 0
  return kind == 0 ? pure / total : pure - xlogx(total)
}

/** The same of two sums that stand in registers. */
@inline
function purityOfTwo(kind: i32, a: f64, b: f64): f64 {
  if (kind == 2) return a > 0 ? (b * b) / a : 0
  const total = a + b
  if (total <= 0) return 0
  return kind == 0 ? (a * a + b * b) / total : xlogx(a) + xlogx(b) - xlogx(total)
}

// What a search finds, at `found`: purity of both sides (f64), feature, last bin of the left side, whether missing values go left, how many are
// missing, next bin with rows (i32).

@inline
export function note(found: usize, value: f64, feature: i32, bin: i32, side: i32, next: i32): void {
  store<f64>(found, value)
  store<i32>(found, feature, 8)
  store<i32>(found, bin, 12)
  store<i32>(found, side, 16)
  store<i32>(found, next, 24)
}

/** The next bin with rows after `bin`, below `end`; `end` when there is none. */
@inline
export function nextBin(marks: usize, bin: i32, end: i32): i32 {
  let at = bin + 1
  while (at < end) {
    const word = load<u64>(marks + (<usize>(at >> 6) << 3)) >> <u64>(at & 63)
    if (word != 0) {
      at += <i32>ctz(word)
      return at < end ? at : end
    }
    at = (at | 63) + 1
  }
  return end
}

/**
 * Sums up the rows of a node by the bins of a column: the number of rows and the sums of each bin, `width` numbers (f64) in all; marks the bins that
 * have rows. The room of the bins is 0 before and has to be made 0 afterwards.
 */
@inline
export function sumBins(column: usize, work: usize, count: i32, kind: i32, width: i32, bins: usize, marks: usize): void {
  const end = work + (<usize>count << 4)
  const bytes = <usize>width << 3
  if (kind == 2)
    for (let at = work; at < end; at += 16) {
      const bin = <usize>load<u8>(column + <usize>load<u32>(at))
      const to = bins + bin * bytes
      const weight = <f64>load<f32>(at, 4)
      store<f64>(to, load<f64>(to) + 1)
      store<f64>(to, load<f64>(to, 8) + weight, 8)
      store<f64>(to, load<f64>(to, 16) + weight * load<f64>(at, 8), 16)
      const mark = marks + (bin >> 6 << 3)
      store<u64>(mark, load<u64>(mark) | (<u64>1 << <u64>(bin & 63)))
    }
  else
    for (let at = work; at < end; at += 16) {
      const bin = <usize>load<u8>(column + <usize>load<u32>(at))
      const to = bins + bin * bytes
      const own = to + 8 + (<usize>load<i32>(at, 8) << 3)
      store<f64>(to, load<f64>(to) + 1)
      store<f64>(own, load<f64>(own) + <f64>load<f32>(at, 4))
      const mark = marks + (bin >> 6 << 3)
      store<u64>(mark, load<u64>(mark) | (<u64>1 << <u64>(bin & 63)))
    }
}

/** Searches the best place between the marked bins of a feature whose bins hold two sums. */
export function searchTwo(bins: usize, marks: usize, whole: usize, count: i32, kind: i32, least: i32, feature: i32, found: usize): void {
  const a = load<f64>(whole)
  const b = load<f64>(whole, 8)
  const missing = bins + 255 * 24
  const missingRows = <i32>load<f64>(missing)
  const missingA = load<f64>(missing, 8)
  const missingB = load<f64>(missing, 16)
  // Missing values go right, then left: the first of equal places wins, as in scikit-learn.
  for (let side = 0; side < (missingRows > 0 ? 2 : 1); side++) {
    let rows: i32 = side == 0 ? 0 : missingRows
    let leftA: f64 = side == 0 ? 0 : missingA
    let leftB: f64 = side == 0 ? 0 : missingB
    for (let bin = nextBin(marks, -1, 255); bin < 255; ) {
      const at = bins + <usize>bin * 24
      rows += <i32>load<f64>(at)
      leftA += load<f64>(at, 8)
      leftB += load<f64>(at, 16)
      const next = nextBin(marks, bin, 255)
      if (rows >= least && count - rows >= least) {
        const value = purityOfTwo(kind, leftA, leftB) + purityOfTwo(kind, a - leftA, b - leftB)
        if (value > load<f64>(found)) note(found, value, feature, bin, side, next)
      }
      bin = next
    }
  }
}

@inline
export function addSums(to: usize, from: usize, sums: i32): void {
  for (let k: usize = 0; k < <usize>sums; k++) store<f64>(to + (k << 3), load<f64>(to + (k << 3)) + load<f64>(from + (k << 3)))
}

/** The purity of a side and of what is left of the whole. */
@inline
export function purityOfSides(kind: i32, side: usize, whole: usize, rest: usize, sums: i32): f64 {
  for (let k: usize = 0; k < <usize>sums; k++) store<f64>(rest + (k << 3), load<f64>(whole + (k << 3)) - load<f64>(side + (k << 3)))
  return purity(kind, side, sums) + purity(kind, rest, sums)
}

/** The same for any number of sums. `sides`: room for two lists of sums. */
export function searchMany(
  bins: usize, marks: usize, whole: usize, sides: usize, count: i32, kind: i32, sums: i32, least: i32, feature: i32, found: usize,
): void {
  const bytes = <usize>sums << 3
  const rest = sides + bytes
  const missing = bins + 255 * (bytes + 8)
  const missingRows = <i32>load<f64>(missing)
  for (let side = 0; side < (missingRows > 0 ? 2 : 1); side++) {
    let rows: i32 = side == 0 ? 0 : missingRows
    memory.fill(sides, 0, bytes)
    if (side == 1) addSums(sides, missing + 8, sums)
    for (let bin = nextBin(marks, -1, 255); bin < 255; ) {
      const at = bins + <usize>bin * (bytes + 8)
      rows += <i32>load<f64>(at)
      addSums(sides, at + 8, sums)
      const next = nextBin(marks, bin, 255)
      if (rows >= least && count - rows >= least) {
        const value = purityOfSides(kind, sides, whole, rest, sums)
        if (value > load<f64>(found)) note(found, value, feature, bin, side, next)
      }
      bin = next
    }
  }
}

/** Tries the place between the bins of a feature that was drawn: bins up to `last` go left. */
export function tryPlace(
  bins: usize, marks: usize, whole: usize, sides: usize, count: i32, kind: i32, sums: i32, least: i32, feature: i32, last: i32, found: usize,
): void {
  const bytes = <usize>sums << 3
  const rest = sides + bytes
  const missing = bins + 255 * (bytes + 8)
  memory.fill(sides, 0, bytes)
  let rows: i32 = 0
  for (let bin = nextBin(marks, -1, 255); bin <= last; bin = nextBin(marks, bin, 255)) {
    const at = bins + <usize>bin * (bytes + 8)
    rows += <i32>load<f64>(at)
    addSums(sides, at + 8, sums)
  }
  for (let side = 0; side < (load<f64>(missing) > 0 ? 2 : 1); side++) {
    if (side == 1) {
      rows += <i32>load<f64>(missing)
      addSums(sides, missing + 8, sums)
    }
    if (rows < least || count - rows < least) continue
    const value = purityOfSides(kind, sides, whole, rest, sums)
    if (value > load<f64>(found)) note(found, value, feature, last, side, last + 1)
  }
}
