/** Whether a bin is not above `last`; shifted by one, the bin of missing values (255) comes before all others. */
@inline
function isLeft(bin: u32, last: u32, shift: u32): usize {
  return <usize>i32(((bin + shift) & 255) <= last + shift)
}

@inline
function isInSet(bin: usize, set: usize): usize {
  return <usize>((load<u8>(set + (bin >> 3)) >> <u8>(bin & 7)) & 1)
}

/**
 * Splits `count` rows by their bins in one column: the numbers of those of bins 0..last go to `left`, the others to `right`, in their order. Missing
 * values (bin 255) go left where `missingLeft` is 1. `set`, unless 0, is 256 bits, those of the bins that go left. The rows are those whose numbers
 * stand at `index`, or from `first` on where that is 0; `left` may be `index`. Gives how many went left.
 */
export function splitRows(
  column: usize, index: usize, first: i32, count: i32, left: usize, right: usize, last: i32, missingLeft: i32, set: usize,
): i32 {
  if (set != 0) return split(column, index, first, count, left, right, last, missingLeft, set, index == 0, true)
  if (index == 0) return split(column, index, first, count, left, right, last, missingLeft, set, true, false)
  return split(column, index, first, count, left, right, last, missingLeft, set, false, false)
}

@inline
function split(
  column: usize, index: usize, first: i32, count: i32, left: usize, right: usize, last: i32, missingLeft: i32, set: usize, inOrder: bool, bySet: bool,
): i32 {
  const start = left
  const most = <u32>last
  const shift = <u32>missingLeft
  for (let i = 0; i < count; i++) {
    const row = inOrder ? <u32>(first + i) : load<u32>(index + (<usize>i << 2))
    const bin = load<u8>(column + <usize>row)
    const goes = bySet ? isInSet(bin, set) : isLeft(bin, most, shift)
    store<u32>(left, row)
    store<u32>(right, row)
    left += goes << 2
    right += (1 - goes) << 2
  }
  return <i32>((left - start) >> 2)
}

/** Writes the numbers from..to. */
export function countUp(index: usize, from: i32, to: i32): void {
  for (let i = from; i < to; i++) store<u32>(index + (<usize>i << 2), <u32>i)
}
