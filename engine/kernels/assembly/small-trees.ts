// Rows sent down trees of few leaves without a step that depends on a row: every node of a tree is asked of 64 rows at once, from the last to the first,
// and takes over the leaf that its left or its right child found. What a node asks is one byte of the row (row-bytes.ts), less 128.
import { tellBytes } from './row-bytes'

/** Rows whose bytes lie in the cache together. */
const block: i32 = 512
const lanes: i32 = 64
const nodeBytes: usize = 16

/** The leaves of 16 rows that a limit sends left or right. */
@inline
function choose(to: usize, left: usize, right: usize, bytes: usize, limit: v128, at: usize): void {
  v128.store(to + at, v128.bitselect(v128.load(right + at), v128.load(left + at), i8x16.gt_s(v128.load(bytes + at), limit)))
}

/** The same by a set of 256 bits. */
@inline
function chooseBySet(to: usize, left: usize, right: usize, bytes: usize, set: usize): void {
  const low = v128.load(set)
  const high = v128.load(set, 16)
  for (let at: usize = 0; at < <usize>lanes; at += 16) {
    const byte = v128.xor(v128.load(bytes + at), i8x16.splat(-128))
    const place = i8x16.shr_u(byte, 3)
    const eight = v128.or(i8x16.swizzle(low, place), i8x16.swizzle(high, i8x16.sub(place, i8x16.splat(16))))
    const bit = i8x16.swizzle(i64x2.splat(<i64>0x8040201008040201), v128.and(byte, i8x16.splat(7)))
    const goesRight = i8x16.eq(v128.and(eight, bit), i8x16.splat(0))
    v128.store(to + at, v128.bitselect(v128.load(right + at), v128.load(left + at), goesRight))
  }
}

/** Adds the values of leaves (`width` of them, f64) to the sums of rows, `stride` bytes from row to row. */
@inline
function reach(leaves: usize, count: i32, values: usize, width: usize, sums: usize, stride: usize): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const value = values + ((<usize>load<u8>(leaves + row) * width) << 3)
    for (let k: usize = 0; k < width << 3; k += 8) store<f64>(sums + k, load<f64>(sums + k) + load<f64>(value + k))
    sums += stride
  }
}

@inline
function valueOf(values: usize, leaf: u64): f64 {
  return load<f64>(values + (<usize>(leaf & 255) << 3))
}

/** The same for all 64 rows where a row has one sum. */
@inline
function reachOne(leaves: usize, values: usize, sums: usize): void {
  for (let row: usize = 0; row < <usize>lanes; row += 8) {
    const eight = load<u64>(leaves + row)
    const own = sums + (row << 3)
    store<f64>(own, load<f64>(own) + valueOf(values, eight))
    store<f64>(own, load<f64>(own, 8) + valueOf(values, eight >> 8), 8)
    store<f64>(own, load<f64>(own, 16) + valueOf(values, eight >> 16), 16)
    store<f64>(own, load<f64>(own, 24) + valueOf(values, eight >> 24), 24)
    store<f64>(own, load<f64>(own, 32) + valueOf(values, eight >> 32), 32)
    store<f64>(own, load<f64>(own, 40) + valueOf(values, eight >> 40), 40)
    store<f64>(own, load<f64>(own, 48) + valueOf(values, eight >> 48), 48)
    store<f64>(own, load<f64>(own, 56) + valueOf(values, eight >> 56), 56)
  }
}

/**
 * Adds to the sums (f64, `outputs` a row) of rows from..to what they reach in every tree, tree by tree. `plan` as scoreRows reads it, but: a tree is its
 * first node and the end of its last one in bytes, and the first of its values; in place of the numbers of leaves stands how many the largest tree
 * has. A node, children before their parent, is 16 bytes: where its byte stands for 512 rows (in bytes, 32 bits), where its left and its right child's
 * leaves stand for 64 rows (the leaf itself, then nodes; in bytes, 16 bits each), the number of its set and 1 (32), the most of the left side less
 * 128 (8). `room`: 128 bytes for each leaf of the largest tree, 512 rows of bytes.
 */
export function scoreSmallTrees(plan: usize, from: i32, to: i32, room: usize, sums: usize): void {
  const trees = load<i32>(plan, 4)
  const width = <usize>load<u32>(plan, 8)
  const outputs = load<i32>(plan, 12)
  const starts = <usize>load<u32>(plan, 20)
  const nodes = <usize>load<u32>(plan, 24)
  const leaves = load<i32>(plan, 28)
  const values = <usize>load<u32>(plan, 32)
  const sets = <usize>load<u32>(plan, 36)
  for (let leaf = 0; leaf < leaves; leaf++) memory.fill(room + (<usize>leaf << 6), <u8>leaf, lanes)
  const found = room + (<usize>leaves << 6)
  const rows = found + (<usize>leaves << 6)
  for (let start = from; start < to; start += block) {
    const count = min(block, to - start)
    writeBytes(plan, start, count, rows)
    let output = 0
    for (let tree = 0; tree < trees; tree++) {
      const own = starts + <usize>tree * 12
      const first = nodes + <usize>load<u32>(own)
      const end = nodes + <usize>load<u32>(own, 4)
      const value = values + (<usize>load<u32>(own, 8) << 3)
      for (let i = 0; i < count; i += lanes) {
        let answer = room
        let next = found
        for (let node = first; node < end; node += nodeBytes) {
          const bytes = rows + <usize>load<u32>(node) + <usize>i
          const left = room + <usize>load<u16>(node, 4)
          const right = room + <usize>load<u16>(node, 6)
          const set = load<u32>(node, 8)
          answer = next
          next += lanes
          if (set != 0) {
            chooseBySet(answer, left, right, bytes, sets + (<usize>(set - 1) << 5))
            continue
          }
          const limit = v128.load_splat<u8>(node, 12)
          choose(answer, left, right, bytes, limit, 0)
          choose(answer, left, right, bytes, limit, 16)
          choose(answer, left, right, bytes, limit, 32)
          choose(answer, left, right, bytes, limit, 48)
        }
        const sum = sums + (<usize>((start + i) * outputs + output) << 3)
        const some = min(lanes, count - i)
        if (outputs == 1 && width == 1 && some == lanes) reachOne(answer, value, sum)
        else reach(answer, some, value, width, sum, <usize>outputs << 3)
      }
      if (width == 1 && ++output == outputs) output = 0
    }
  }
}

function writeBytes(plan: usize, start: i32, count: i32, to: usize): void {
  const bytes = <usize>load<u32>(plan, 16)
  for (let at: usize = 0; at < <usize>load<u32>(plan); at++) {
    const own = bytes + at * 12
    const column = <usize>load<u32>(own)
    const into = to + at * block
    if (column == 0)
      for (let i: usize = 0; i < <usize>block; i += 16) v128.store(into + i, i8x16.add(v128.load(into + i - block), i8x16.splat(1)))
    else tellBytes(column + (<usize>start << 3), count, <usize>load<u32>(own, 4), load<u32>(own, 8) + 128, into, 1)
  }
}
