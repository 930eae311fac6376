/** The first of the ascending numbers at `index` that is not below `row`. */
@inline
function firstFrom(index: usize, count: i32, row: u32): i32 {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (load<u32>(index + (<usize>middle << 2)) < row) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Adds the values of leaves to the scores (floats of 32 bits) of those of their rows that are from..to: two threads then never write side by side. A leaf
 * is 16 bytes: its value (f64), where its rows begin in the index, how many they are (i32), in ascending order.
 */
export function addLeaves(scores: usize, index: usize, leaves: usize, count: i32, from: i32, to: i32): void {
  for (let leaf = 0; leaf < count; leaf++) {
    const record = leaves + (<usize>leaf << 4)
    const value = <f32>load<f64>(record)
    const own = index + (<usize>load<u32>(record, 8) << 2)
    const rows = load<i32>(record, 12)
    const end = firstFrom(own, rows, <u32>to)
    for (let i = firstFrom(own, rows, <u32>from); i < end; i++) {
      const at = scores + (<usize>load<u32>(own + (<usize>i << 2)) << 2)
      store<f32>(at, load<f32>(at) + value)
    }
  }
}

/**
 * Sends rows from..to down a tree by their bins and adds what they reach to their scores. A node is 24 bytes: feature (-1 in a leaf), last bin of
 * the left side, whether missing values go left (2: the left side is a set of bins, whose address stands in place of the last one), left and right
 * child (i32), value (f32). `columns`: an address for each feature.
 */
export function addTree(columns: usize, nodes: usize, from: i32, to: i32, scores: usize): void {
  for (let i = from; i < to; i++) {
    let node = nodes
    let feature = load<i32>(node)
    while (feature >= 0) {
      const shift = load<u32>(node, 8)
      const value = <u32>load<u8>(<usize>load<u32>(columns + (<usize>feature << 2)) + <usize>i)
      const goesLeft =
        shift == 2
          ? ((load<u8>(<usize>load<u32>(node, 4) + <usize>(value >> 3)) >> <u8>(value & 7)) & 1) != 0
          : ((value + shift) & 255) <= load<u32>(node, 4) + shift
      node = nodes + <usize>(goesLeft ? load<i32>(node, 12) : load<i32>(node, 16)) * 24
      feature = load<i32>(node)
    }
    const at = scores + (<usize>i << 2)
    store<f32>(at, load<f32>(at) + load<f32>(node, 20))
  }
}
