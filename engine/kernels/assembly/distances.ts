// Distances of rows from a few centres. Rows come in blocks of 8, column by column: 8 floats (32 bits) of the first column, 8 of the second, ...
// Centres come in groups of 4, each number 4 times over: the squared lengths first, then -2 times each column. What is compared is
// |c|² - 2 x·c, the squared distance without the row's own length.

/**
 * Puts the rows of the blocks from..to with their nearest of 4 * `groups` centres; the first one of ties. `labels`: an i32 a row, negative at
 * first. A row that changes moves its numbers (f64, then a 1) between the sums of its old and new cluster, `width` + 1 each. `rows`: how many
 * rows there are, as the last block may have room left. Gives how many changed.
 */
export function assignRows(
  blocks: usize,
  from: i32,
  to: i32,
  rows: i32,
  width: i32,
  centres: usize,
  groups: i32,
  labels: usize,
  sums: usize,
): i32 {
  const stride = <usize>width << 5
  let changed = 0
  for (let block = from; block < to; block++) {
    const row = blocks + <usize>block * stride
    let centre = centres
    let nearA = f32x4.splat(f32.MAX_VALUE)
    let nearB = nearA
    let labelA = i32x4.splat(0)
    let labelB = labelA
    for (let group = 0; group < groups; group++) {
      let a0 = v128.load(centre)
      let a1 = v128.load(centre, 16)
      let a2 = v128.load(centre, 32)
      let a3 = v128.load(centre, 48)
      let b0 = a0
      let b1 = a1
      let b2 = a2
      let b3 = a3
      centre += 64
      const end = row + stride
      for (let at = row; at < end; at += 32) {
        const a = v128.load(at)
        const b = v128.load(at, 16)
        let c = v128.load(centre)
        a0 = f32x4.add(a0, f32x4.mul(a, c))
        b0 = f32x4.add(b0, f32x4.mul(b, c))
        c = v128.load(centre, 16)
        a1 = f32x4.add(a1, f32x4.mul(a, c))
        b1 = f32x4.add(b1, f32x4.mul(b, c))
        c = v128.load(centre, 32)
        a2 = f32x4.add(a2, f32x4.mul(a, c))
        b2 = f32x4.add(b2, f32x4.mul(b, c))
        c = v128.load(centre, 48)
        a3 = f32x4.add(a3, f32x4.mul(a, c))
        b3 = f32x4.add(b3, f32x4.mul(b, c))
        centre += 64
      }
      const first = group << 2
      let isNearer = f32x4.lt(a0, nearA)
      nearA = v128.bitselect(a0, nearA, isNearer)
      labelA = v128.bitselect(i32x4.splat(first), labelA, isNearer)
      isNearer = f32x4.lt(a1, nearA)
      nearA = v128.bitselect(a1, nearA, isNearer)
      labelA = v128.bitselect(i32x4.splat(first + 1), labelA, isNearer)
      isNearer = f32x4.lt(a2, nearA)
      nearA = v128.bitselect(a2, nearA, isNearer)
      labelA = v128.bitselect(i32x4.splat(first + 2), labelA, isNearer)
      isNearer = f32x4.lt(a3, nearA)
      nearA = v128.bitselect(a3, nearA, isNearer)
      labelA = v128.bitselect(i32x4.splat(first + 3), labelA, isNearer)
      isNearer = f32x4.lt(b0, nearB)
      nearB = v128.bitselect(b0, nearB, isNearer)
      labelB = v128.bitselect(i32x4.splat(first), labelB, isNearer)
      isNearer = f32x4.lt(b1, nearB)
      nearB = v128.bitselect(b1, nearB, isNearer)
      labelB = v128.bitselect(i32x4.splat(first + 1), labelB, isNearer)
      isNearer = f32x4.lt(b2, nearB)
      nearB = v128.bitselect(b2, nearB, isNearer)
      labelB = v128.bitselect(i32x4.splat(first + 2), labelB, isNearer)
      isNearer = f32x4.lt(b3, nearB)
      nearB = v128.bitselect(b3, nearB, isNearer)
      labelB = v128.bitselect(i32x4.splat(first + 3), labelB, isNearer)
    }
    const own = labels + (<usize>block << 5)
    const beforeA = v128.load(own)
    const beforeB = v128.load(own, 16)
    if (v128.any_true(v128.or(i32x4.ne(beforeA, labelA), i32x4.ne(beforeB, labelB)))) {
      const last = min(8, rows - (block << 3))
      v128.store(own, labelA)
      v128.store(own, labelB, 16)
      changed += moveRow(row, 0, last, width, i32x4.extract_lane(beforeA, 0), i32x4.extract_lane(labelA, 0), sums)
      changed += moveRow(row, 1, last, width, i32x4.extract_lane(beforeA, 1), i32x4.extract_lane(labelA, 1), sums)
      changed += moveRow(row, 2, last, width, i32x4.extract_lane(beforeA, 2), i32x4.extract_lane(labelA, 2), sums)
      changed += moveRow(row, 3, last, width, i32x4.extract_lane(beforeA, 3), i32x4.extract_lane(labelA, 3), sums)
      changed += moveRow(row, 4, last, width, i32x4.extract_lane(beforeB, 0), i32x4.extract_lane(labelB, 0), sums)
      changed += moveRow(row, 5, last, width, i32x4.extract_lane(beforeB, 1), i32x4.extract_lane(labelB, 1), sums)
      changed += moveRow(row, 6, last, width, i32x4.extract_lane(beforeB, 2), i32x4.extract_lane(labelB, 2), sums)
      changed += moveRow(row, 7, last, width, i32x4.extract_lane(beforeB, 3), i32x4.extract_lane(labelB, 3), sums)
    }
  }
  return changed
}

/** Moves a row of a block between two sums; 1 when it did. */
@inline
function moveRow(row: usize, at: i32, last: i32, width: i32, before: i32, now: i32, sums: usize): i32 {
  if (before == now || at >= last) return 0
  const size = <usize>(width + 1) << 3
  let value = row + (<usize>at << 2)
  let gains = sums + <usize>now * size
  let loses = before >= 0 ? sums + <usize>before * size : 0
  for (let column = 0; column < width; column++) {
    const number = <f64>load<f32>(value)
    store<f64>(gains, load<f64>(gains) + number)
    gains += 8
    if (loses != 0) {
      store<f64>(loses, load<f64>(loses) - number)
      loses += 8
    }
    value += 32
  }
  store<f64>(gains, load<f64>(gains) + 1)
  if (loses != 0) store<f64>(loses, load<f64>(loses) - 1)
  return 1
}
