/** Adds the value of a leaf to the scores (floats of 32 bits) of its rows. */
export function addToRows(scores: usize, index: usize, count: i32, value: f64): void {
  for (let i = 0; i < count; i++) {
    const at = scores + (<usize>load<u32>(index + (<usize>i << 2)) << 2)
    store<f32>(at, load<f32>(at) + <f32>value)
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
