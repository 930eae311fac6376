// Sums of gradients by feature and bin. Features come in blocks of 16: a row of a block is 16 bins of one byte each. What is summed is a pair in
// one i64, the gradient above and the hessian in the lower 32 bits, so that one addition adds both and the order of additions changes nothing.

/** Rows that are gathered together: their bins and pairs fit the first cache beside the histogram. */
const gathered: i32 = 256

@inline
function add(histogram: usize, feature: usize, bin: u64, pair: i64): void {
  const at = histogram + (feature << 11) + (<usize>(bin & 255) << 3)
  store<i64>(at, load<i64>(at) + pair)
}

@inline
function addRow(histogram: usize, row: usize, pair: i64): void {
  const low = load<u64>(row)
  const high = load<u64>(row, 8)
  add(histogram, 0, low, pair)
  add(histogram, 1, low >> 8, pair)
  add(histogram, 2, low >> 16, pair)
  add(histogram, 3, low >> 24, pair)
  add(histogram, 4, low >> 32, pair)
  add(histogram, 5, low >> 40, pair)
  add(histogram, 6, low >> 48, pair)
  add(histogram, 7, low >> 56, pair)
  add(histogram, 8, high, pair)
  add(histogram, 9, high >> 8, pair)
  add(histogram, 10, high >> 16, pair)
  add(histogram, 11, high >> 24, pair)
  add(histogram, 12, high >> 32, pair)
  add(histogram, 13, high >> 40, pair)
  add(histogram, 14, high >> 48, pair)
  add(histogram, 15, high >> 56, pair)
}

/** Of 32 packed bits: the gradient in the upper half, signed; the hessian in the lower one. */
@inline
function unpacked(pair: i32): i64 {
  return (<i64>(pair >> 16) << 32) + <i64>(pair & 0xffff)
}

/** Adds the rows from..to of a block, in the order of the table, to its histogram of 16 x 256 pairs. */
export function sumRange(rows: usize, pairs: usize, from: i32, to: i32, histogram: usize): void {
  for (let i = from; i < to; i++) addRow(histogram, rows + (<usize>i << 4), unpacked(load<i32>(pairs + (<usize>i << 2))))
}

/** Adds `count` rows of a block, whose numbers stand at `index`. `room`: 24 bytes for each of 256 rows. */
export function sumRows(rows: usize, pairs: usize, index: usize, count: i32, histogram: usize, room: usize): void {
  const sums = room + <usize>gathered * 16
  for (let start = 0; start < count; start += gathered) {
    const some = min(gathered, count - start)
    const numbers = index + (<usize>start << 2)
    // Many loads under way at once; the additions below then wait for none.
    for (let i = 0; i < some; i++) {
      const row = <usize>load<u32>(numbers + (<usize>i << 2))
      v128.store(room + (<usize>i << 4), v128.load(rows + (row << 4)))
      store<i64>(sums + (<usize>i << 3), unpacked(load<i32>(pairs + (row << 2))))
    }
    for (let i = 0; i < some; i++) addRow(histogram, room + (<usize>i << 4), load<i64>(sums + (<usize>i << 3)))
  }
}

/** Makes pairs 0. `count` of them, even. */
export function clearPairs(at: usize, count: i32): void {
  memory.fill(at, 0, <usize>count << 3)
}

/** Adds pairs to others. `count` of them, even. */
export function addPairs(to: usize, from: usize, count: i32): void {
  for (let i = 0; i < count; i += 2) {
    const at = <usize>i << 3
    v128.store(to + at, i64x2.add(v128.load(to + at), v128.load(from + at)))
  }
}

/** Takes pairs from others: what is left of a leaf when one of its halves is known. */
export function takePairs(from: usize, taken: usize, count: i32): void {
  for (let i = 0; i < count; i += 2) {
    const at = <usize>i << 3
    v128.store(from + at, i64x2.sub(v128.load(from + at), v128.load(taken + at)))
  }
}
