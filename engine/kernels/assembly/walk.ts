// Rows sent down many trees. What a node asks is one byte of the row: the number of limits below a value, so that a step is one comparison; eight
// rows go side by side, since a step of one waits for memory.
import { addOne, tellBytes } from './row-bytes'

/** Rows whose bytes lie in the cache together. */
const together: i32 = 2048

/** From a node to the next; a leaf leads to itself. A node: place of the byte (16 bits), most of the left side (8), left child in bytes (32, above). */
@inline
function step(nodes: usize, at: usize, row: usize): usize {
  const node = load<u64>(nodes + at)
  return <usize>(node >> 32) + (<usize>i32(<u32>load<u8>(row + <usize>(node & 0xffff)) > <u32>((node >> 16) & 255)) << 3)
}

/** The same where a node may ask for a set of 256 bytes (bit 24): its number stands where a leaf has its own. */
@inline
function stepBySet(nodes: usize, at: usize, row: usize, leaves: usize, sets: usize): usize {
  const node = load<u64>(nodes + at)
  const value = <u32>load<u8>(row + <usize>(node & 0xffff))
  let right = <usize>i32(value > <u32>((node >> 16) & 255))
  if ((node >> 24) & 1) {
    const set = sets + (<usize>load<u32>(leaves + (at >> 1)) << 5)
    right = <usize>(((load<u8>(set + <usize>(value >> 3)) >> <u8>(value & 7)) & 1) ^ 1)
  }
  return <usize>(node >> 32) + (right << 3)
}

@inline
function reach(leaves: usize, at: usize, values: usize, width: i32, sum: usize): void {
  const value = values + <usize>(load<u32>(leaves + (at >> 1)) * <u32>width) * 8
  for (let k: usize = 0; k < <usize>width; k++) store<f64>(sum + (k << 3), load<f64>(sum + (k << 3)) + load<f64>(value + (k << 3)))
}

/**
 * Adds to the sums (f64, `outputs` a row) of rows from..to what they reach in every tree, tree by tree. `plan`, whole numbers: bytes of a row, trees,
 * values of a leaf, outputs, then addresses: of the bytes (values of the column, its ruler, shift; 12 bytes each; no values: the byte before and 1), the trees (first node in bytes,
 * levels), nodes, numbers of leaves by node, values of leaves (f64), sets (256 bits each; 0
 * for none). A leaf of one value adds to the output that is its tree's turn. `room`: 2,048 rows of bytes.
 */
export function scoreRows(plan: usize, from: i32, to: i32, room: usize, sums: usize): void {
  const stride = <usize>load<u32>(plan)
  const trees = load<i32>(plan, 4)
  const width = load<i32>(plan, 8)
  const outputs = load<i32>(plan, 12)
  const bytes = <usize>load<u32>(plan, 16)
  const starts = <usize>load<u32>(plan, 20)
  const nodes = <usize>load<u32>(plan, 24)
  const leaves = <usize>load<u32>(plan, 28)
  const values = <usize>load<u32>(plan, 32)
  const sets = <usize>load<u32>(plan, 36)
  for (let start = from; start < to; start += together) {
    const count = min(together, to - start)
    for (let at: usize = 0; at < stride; at++) {
      const own = bytes + at * 12
      const column = <usize>load<u32>(own)
      if (column == 0) addOne(room + at - 1, count, room + at, stride)
      else tellBytes(column + (<usize>start << 3), count, <usize>load<u32>(own, 4), load<u32>(own, 8), room + at, stride)
    }
    let output = 0
    for (let tree = 0; tree < trees; tree++) {
      const root = <usize>load<u32>(starts + (<usize>tree << 3))
      const levels = load<i32>(starts + (<usize>tree << 3), 4)
      let i = 0
      for (; sets == 0 && i + 8 <= count; i += 8) {
        const r = room + <usize>i * stride
        let a = root, b = root, c = root, d = root, e = root, f = root, g = root, h = root
        for (let level = 0; level < levels; level++) {
          a = step(nodes, a, r)
          b = step(nodes, b, r + stride)
          c = step(nodes, c, r + stride * 2)
          d = step(nodes, d, r + stride * 3)
          e = step(nodes, e, r + stride * 4)
          f = step(nodes, f, r + stride * 5)
          g = step(nodes, g, r + stride * 6)
          h = step(nodes, h, r + stride * 7)
        }
        const sum = sums + <usize>((start + i) * outputs + output) * 8
        const row = <usize>outputs << 3
        reach(leaves, a, values, width, sum)
        reach(leaves, b, values, width, sum + row)
        reach(leaves, c, values, width, sum + row * 2)
        reach(leaves, d, values, width, sum + row * 3)
        reach(leaves, e, values, width, sum + row * 4)
        reach(leaves, f, values, width, sum + row * 5)
        reach(leaves, g, values, width, sum + row * 6)
        reach(leaves, h, values, width, sum + row * 7)
      }
      for (; sets != 0 && i + 4 <= count; i += 4) {
        const r = room + <usize>i * stride
        let a = root, b = root, c = root, d = root
        for (let level = 0; level < levels; level++) {
          a = stepBySet(nodes, a, r, leaves, sets)
          b = stepBySet(nodes, b, r + stride, leaves, sets)
          c = stepBySet(nodes, c, r + stride * 2, leaves, sets)
          d = stepBySet(nodes, d, r + stride * 3, leaves, sets)
        }
        const sum = sums + <usize>((start + i) * outputs + output) * 8
        const row = <usize>outputs << 3
        reach(leaves, a, values, width, sum)
        reach(leaves, b, values, width, sum + row)
        reach(leaves, c, values, width, sum + row * 2)
        reach(leaves, d, values, width, sum + row * 3)
      }
      for (; i < count; i++) {
        const r = room + <usize>i * stride
        let a = root
        if (sets == 0) for (let level = 0; level < levels; level++) a = step(nodes, a, r)
        else for (let level = 0; level < levels; level++) a = stepBySet(nodes, a, r, leaves, sets)
        reach(leaves, a, values, width, sums + <usize>((start + i) * outputs + output) * 8)
      }
      if (width == 1 && ++output == outputs) output = 0
    }
  }
}
