// Sums of gradients by feature and bin. Features come in strips of up to 4 blocks of 16: a row of a strip is a byte, its bin, for each. What is summed
// is a pair in one i64, the gradient above and the hessian in the lower 32 bits, so that one addition adds both and the order of additions changes nothing.

/** Rows that are looked at together: what was loaded for one block is at hand for the next. */
export const together: i32 = 512
/** Bytes of the pairs of a block: 16 features of 256 bins. */
const blockBytes: usize = 32_768
/** Bytes that `sumChosen` needs. */
export const gatherBytes: usize = <usize>together * 68

@inline
function add(histogram: usize, row: usize, feature: usize, pair: i64): void {
  const at = histogram + (feature << 11) + (<usize>load<u8>(row + feature) << 3)
  store<i64>(at, load<i64>(at) + pair)
}

/** Two features. */
@inline
function addTwo(histogram: usize, row: usize, first: usize, pair: i64): void {
  add(histogram, row, first, pair)
  add(histogram, row, first + 1, pair)
}

/** The row of a block, of which only the first `twos` times two features are summed up. */
@inline
function addRow(histogram: usize, row: usize, twos: i32, pair: i64): void {
  addTwo(histogram, row, 0, pair)
  if (twos > 1) addTwo(histogram, row, 2, pair)
  if (twos > 2) addTwo(histogram, row, 4, pair)
  if (twos > 3) addTwo(histogram, row, 6, pair)
  if (twos > 4) addTwo(histogram, row, 8, pair)
  if (twos > 5) addTwo(histogram, row, 10, pair)
  if (twos > 6) addTwo(histogram, row, 12, pair)
  if (twos > 7) addTwo(histogram, row, 14, pair)
}

/** Of 32 packed bits: the gradient in the upper half, signed; the hessian in the lower one. */
@inline
function unpacked(pair: i32): i64 {
  return (<i64>(pair >> 16) << 32) + <i64>(pair & 0xffff)
}

@inline
function twosOf(features: i32, block: i32): i32 {
  return min(8, (features - (block << 4) + 1) >> 1)
}

/** Adds the rows from..to of so many features, `stride` bytes from row to row, in the order of the table, to their histogram: 256 pairs a feature. */
export function sumRange(strip: usize, stride: usize, features: i32, pairs: usize, from: i32, to: i32, histogram: usize): void {
  const blocks = (features + 15) >> 4
  for (let start = from; start < to; start += together) {
    const some = min(together, to - start)
    for (let block = 0; block < blocks; block++) {
      const own = histogram + <usize>block * blockBytes
      addPacked(own, strip + <usize>start * stride + (<usize>block << 4), stride, twosOf(features, block), pairs + (<usize>start << 2), some)
    }
  }
}

/** Adds `count` rows, whose numbers stand at `index`. `room`: `gatherBytes`. */
export function sumChosen(
  strip: usize, stride: usize, features: i32, pairs: usize, index: usize, count: i32, histogram: usize, room: usize,
): void {
  const blocks = (features + 15) >> 4
  const width = <usize>blocks << 4
  const sums = room + ((<usize>together) << 6)
  for (let start = 0; start < count; start += together) {
    const some = min(together, count - start)
    const numbers = index + (<usize>start << 2)
    // Many loads under way at once; the additions below then wait for none.
    for (let i = 0; i < some; i++) {
      const row = <usize>load<u32>(numbers + (<usize>i << 2))
      const from = strip + row * stride
      const to = room + <usize>i * width
      v128.store(to, v128.load(from))
      if (blocks > 1) v128.store(to, v128.load(from, 16), 16)
      if (blocks > 2) v128.store(to, v128.load(from, 32), 32)
      if (blocks > 3) v128.store(to, v128.load(from, 48), 48)
      store<i32>(sums + (<usize>i << 2), load<i32>(pairs + (row << 2)))
    }
    for (let block = 0; block < blocks; block++)
      addPacked(histogram + <usize>block * blockBytes, room + (<usize>block << 4), width, twosOf(features, block), sums, some)
  }
}

function addPacked(histogram: usize, row: usize, stride: usize, twos: i32, pairs: usize, count: i32): void {
  if (twos == 8) addTwos(histogram, row, stride, 8, pairs, count)
  else if (twos == 7) addTwos(histogram, row, stride, 7, pairs, count)
  else if (twos == 6) addTwos(histogram, row, stride, 6, pairs, count)
  else if (twos == 5) addTwos(histogram, row, stride, 5, pairs, count)
  else if (twos == 4) addTwos(histogram, row, stride, 4, pairs, count)
  else if (twos == 3) addTwos(histogram, row, stride, 3, pairs, count)
  else if (twos == 2) addTwos(histogram, row, stride, 2, pairs, count)
  else addTwos(histogram, row, stride, 1, pairs, count)
}

@inline
function addTwos(histogram: usize, row: usize, stride: usize, twos: i32, pairs: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    addRow(histogram, row, twos, unpacked(load<i32>(pairs + (<usize>i << 2))))
    row += stride
  }
}

/**
 * Brings together what `workers` summed up for one feature of so many bins: the first one's pairs stand at `sums`, the next ones' `bytes` further; 256
 * pairs a feature. They are written to `to`, taken from the pairs at `from` (0 for none), and made 0 for the next time. `took`: an i32 for each
 * worker, 0 when it summed up nothing.
 */
export function combine(sums: usize, bytes: usize, workers: i32, took: usize, bins: i32, to: usize, from: usize): void {
  const known = (bins + 1) & ~1
  combineRange(sums, bytes, workers, took, 0, known, to, from)
  // Missing values have the last bin.
  if (known < 256) combineRange(sums, bytes, workers, took, 254, 256, to, from)
}

@inline
function combineRange(sums: usize, bytes: usize, workers: i32, took: usize, first: i32, end: i32, to: usize, from: usize): void {
  const zero = i64x2.splat(0)
  for (let bin = first; bin < end; bin += 2) {
    const at = <usize>bin << 3
    let sum = zero
    for (let worker = 0; worker < workers; worker++) {
      if (load<i32>(took + (<usize>worker << 2)) == 0) continue
      const own = sums + <usize>worker * bytes + at
      sum = i64x2.add(sum, v128.load(own))
      v128.store(own, zero)
    }
    v128.store(to + at, sum)
    if (from != 0) v128.store(from + at, i64x2.sub(v128.load(from + at), sum))
  }
}

/** Takes the pairs of a feature of so many bins, and of missing values, from those at `from`. */
export function takeOff(pairs: usize, bins: i32, from: usize): void {
  const known = (bins + 1) & ~1
  for (let bin = 0; bin < known; bin += 2) {
    const at = <usize>bin << 3
    v128.store(from + at, i64x2.sub(v128.load(from + at), v128.load(pairs + at)))
  }
  if (known < 256) v128.store(from + 2032, i64x2.sub(v128.load(from + 2032), v128.load(pairs + 2032)))
}
