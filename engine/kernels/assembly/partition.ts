/**
 * Splits `count` rows, whose numbers stand at `index`, by their bins in one column: those of bins 0..last first, each side in its order. Missing
 * values (bin 255) go left where `missingLeft` is 1. `room`: 4 bytes a row. Gives how many went left.
 */
export function splitRows(column: usize, index: usize, count: i32, room: usize, last: i32, missingLeft: i32): i32 {
  let left: usize = 0
  let right: usize = 0
  // Shifted by one, the bin of missing values comes before all others.
  const shift = <u32>missingLeft
  const most = <u32>last + shift
  for (let i = 0; i < count; i++) {
    const row = load<u32>(index + (<usize>i << 2))
    const goes = <usize>i32(((<u32>load<u8>(column + <usize>row) + shift) & 255) <= most)
    store<u32>(index + (left << 2), row)
    store<u32>(room + (right << 2), row)
    left += goes
    right += 1 - goes
  }
  memory.copy(index + (left << 2), room, right << 2)
  return <i32>left
}

/** The same by a set of 256 bits, those of the bins that go left. */
export function splitRowsBySet(column: usize, index: usize, count: i32, room: usize, set: usize): i32 {
  let left: usize = 0
  let right: usize = 0
  for (let i = 0; i < count; i++) {
    const row = load<u32>(index + (<usize>i << 2))
    const bin = <usize>load<u8>(column + <usize>row)
    const goes = <usize>((load<u8>(set + (bin >> 3)) >> <u8>(bin & 7)) & 1)
    store<u32>(index + (left << 2), row)
    store<u32>(room + (right << 2), row)
    left += goes
    right += 1 - goes
  }
  memory.copy(index + (left << 2), room, right << 2)
  return <i32>left
}

/** Writes the numbers from..to. */
export function countUp(index: usize, from: i32, to: i32): void {
  for (let i = from; i < to; i++) store<u32>(index + (<usize>i << 2), <u32>i)
}
