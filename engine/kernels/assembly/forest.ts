// A tree of a forest, grown as a whole by one worker from binned columns: rows are drawn, nodes split depth first, leaves valued.
//
// `plan` is a list of f64: rows, features, features to try in a node, fewest rows in a leaf, fewest rows to split, most levels, what is made pure
// (0 Gini, 1 entropy, 2 squares), sums of a bin (classes, or 2: weight and weighted target), whether limits are drawn (1) or searched (0), whether
// all features are tried in their order (1) or some that are drawn (0), address of a byte for each feature: 1 for levels (0 for none at all),
// rows from which on a level is told apart. A row
// at work is 16 bytes: number (u32), weight (f32), class (i32) or target (f64). A node is 16 bytes: feature (-1 in a leaf), last bin of the left
// side with 256 added where missing values go left and 512 where a set of levels goes left, left child (the right one follows it) or number of the
// leaf (i32), number of the set (i32). A set is 32 bytes, a bit for each bin.
import { below, unit } from './random'
import { drawLevels, foundBytes, foundHere, foundSet, isIn, listBytes, searchLevels, setBytes } from './forest-levels'
import { nextBin, purity, searchMany, searchTwo, sumBins, tryPlace } from './forest-search'

/** How often each row is drawn, a byte each: `draws` times with replacement, or once each when it is 0. `seed` fills the state at `random`. */
export function drawRows(counts: usize, rows: i32, draws: i32, seed: f64, random: usize): void {
  store<u64>(random, <u64>seed * 0xd1342543de82ef95 + 0x2545f4914f6cdd1d)
  memory.fill(counts, draws == 0 ? 1 : 0, <usize>rows)
  for (let i = 0; i < draws; i++) {
    const at = counts + <usize>below(random, rows)
    const drawn = load<u8>(at)
    if (drawn < 255) store<u8>(at, drawn + 1)
  }
}

/** Writes the drawn rows that have a weight, as rows at work; gives their number. `targets` and `weights` are f64. */
export function gatherRows(counts: usize, rows: i32, targets: usize, weights: usize, classes: i32, work: usize): i32 {
  let to = work
  for (let i = 0; i < rows; i++) {
    const drawn = load<u8>(counts + <usize>i)
    const weight = load<f64>(weights + (<usize>i << 3))
    if (drawn == 0 || weight == 0) continue
    store<u32>(to, <u32>i)
    store<f32>(to, <f32>(weight * <f64>drawn), 4)
    if (classes > 0) store<i32>(to, <i32>load<f64>(targets + (<usize>i << 3)), 8)
    else store<f64>(to, load<f64>(targets + (<usize>i << 3)), 8)
    to += 16
  }
  return <i32>((to - work) >> 4)
}

/** Makes the marked bins 0 again, and the marks. */
@inline
function clearBins(bins: usize, marks: usize, bytes: usize): void {
  for (let bin = nextBin(marks, -1, 256); bin < 256; bin = nextBin(marks, bin, 256)) memory.fill(bins + <usize>bin * bytes, 0, bytes)
  memory.fill(marks, 0, 32)
}

/** Whether all rows have the same bin. */
@inline
function isConstant(column: usize, work: usize, count: i32): bool {
  const first = load<u8>(column + <usize>load<u32>(work))
  const end = work + (<usize>count << 4)
  for (let at = work + 16; at < end; at += 16) if (load<u8>(column + <usize>load<u32>(at)) != first) return false
  return true
}

/** Whether nothing is left to tell apart. */
@inline
function isPure(work: usize, count: i32, kind: i32): bool {
  const end = work + (<usize>count << 4)
  if (kind == 2) {
    const first = load<f64>(work, 8)
    for (let at = work + 16; at < end; at += 16) if (load<f64>(at, 8) != first) return false
    return true
  }
  const first = load<i32>(work, 8)
  for (let at = work + 16; at < end; at += 16) if (load<i32>(at, 8) != first) return false
  return true
}

/** The sums of all rows of a node. */
@inline
function sumRows(work: usize, count: i32, kind: i32, sums: i32, whole: usize): void {
  memory.fill(whole, 0, <usize>sums << 3)
  const end = work + (<usize>count << 4)
  if (kind == 2) {
    let weight: f64 = 0
    let sum: f64 = 0
    for (let at = work; at < end; at += 16) {
      const own = <f64>load<f32>(at, 4)
      weight += own
      sum += own * load<f64>(at, 8)
    }
    store<f64>(whole, weight)
    store<f64>(whole, sum, 8)
  } else
    for (let at = work; at < end; at += 16) {
      const to = whole + (<usize>load<i32>(at, 8) << 3)
      store<f64>(to, load<f64>(to) + <f64>load<f32>(at, 4))
    }
}

/** Of the places between two bins that have rows, the one halfway between their values; beyond the last bin, that above all values. */
@inline
function inTheMiddle(middle: usize, bin: i32, next: i32): i32 {
  if (next >= 255) return 254
  const half = (load<f64>(middle + (<usize>bin << 3)) + load<f64>(middle + (<usize>next << 3))) / 2
  while (bin < next - 1 && load<f64>(middle + (<usize>(bin + 1) << 3)) <= half) bin++
  return bin
}

/** Puts the rows of the left side first, each side in its order; gives how many they are. `away`: room for as many rows. */
@inline
function partRows(column: usize, work: usize, count: i32, last: i32, side: i32, away: usize): i32 {
  const shift = <u32>side
  const most = <u32>last + shift
  let left = work
  let right = away
  const end = work + (<usize>count << 4)
  for (let at = work; at < end; at += 16) {
    const row = v128.load(at)
    const goes = <usize>i32(((<u32>load<u8>(column + <usize>i32x4.extract_lane(row, 0)) + shift) & 255) <= most)
    v128.store(left, row)
    v128.store(right, row)
    left += goes << 4
    right += (1 - goes) << 4
  }
  memory.copy(left, away, right - away)
  return <i32>((left - work) >> 4)
}

/** The same for a set of bins. */
@inline
function partBySet(column: usize, work: usize, count: i32, set: usize, away: usize): i32 {
  let left = work
  let right = away
  const end = work + (<usize>count << 4)
  for (let at = work; at < end; at += 16) {
    const row = v128.load(at)
    const goes = <usize>isIn(set, <i32>load<u8>(column + <usize>i32x4.extract_lane(row, 0)))
    v128.store(left, row)
    v128.store(right, row)
    left += goes << 4
    right += (1 - goes) << 4
  }
  memory.copy(left, away, right - away)
  return <i32>((left - work) >> 4)
}

// How far a tree has grown, at the begin of its room: what waits (bytes), nodes, leaves, sets (i32).
const stateBytes: usize = 16

/**
 * Grows a tree from `count` rows at work. `columns`: the address of each column of bins; `middles`: 256 f64 for each feature, a value inside each
 * bin, for limits that are drawn; `random`: the state that drawRows left. `nodes`: room for 2 x leaves - 1; `values`: the class shares but the last, or the mean of each
 * leaf (f64); `gains`: what splits by each feature gained is added (f64). `room`: 16 bytes, 0 before the first call, 4 bytes a feature, 8 bytes for each of
 * 259 x (sums + 1) numbers, 4,096 bytes, then as many rows as there are. `sets`: room for as many sets as there are questions, 0 without levels. `budget`: rows times
 * columns that are looked at before it takes a rest. Gives the number of nodes; 0 after a rest: it goes on when it is called again.
 */
export function growTree(
  plan: usize, columns: usize, middles: usize, random: usize, work: usize, count: i32, nodes: usize, values: usize, gains: usize, room: usize,
  sets: usize, budget: f64,
): i32 {
  const features = <i32>load<f64>(plan, 8)
  const tries = <i32>load<f64>(plan, 16)
  const least = <i32>load<f64>(plan, 24)
  const leastSplit = <i32>load<f64>(plan, 32)
  const levels = <i32>load<f64>(plan, 40)
  const kind = <i32>load<f64>(plan, 48)
  const sums = <i32>load<f64>(plan, 56)
  const drawn = load<f64>(plan, 64) != 0
  const inOrder = load<f64>(plan, 72) != 0
  const kinds = <usize>load<f64>(plan, 80)
  const fewest = load<f64>(plan, 88)
  const width = sums + 1
  const bytes = <usize>width << 3
  const order = room + stateBytes
  const bins = (order + (<usize>features << 2) + 63) & ~63
  const whole = bins + 256 * bytes
  const sides = whole + bytes
  const marks = sides + 2 * bytes
  const found = marks + setBytes
  const lists = found + foundBytes
  const stack = lists + listBytes
  const away = stack + 1024
  // What waits: first row, rows, level, node. The smaller side is grown first, so that never more than 32 wait.
  let waiting = stack + <usize>load<i32>(room)
  let made = load<i32>(room, 4)
  let leaves = load<i32>(room, 8)
  let asked = load<i32>(room, 12)
  if (made == 0) {
    for (let i = 0; i < features; i++) store<i32>(order + (<usize>i << 2), i)
    memory.fill(bins, 0, 256 * bytes)
    memory.fill(marks, 0, setBytes)
    made = 1
    store<i32>(waiting, 0)
    store<i32>(waiting, count, 4)
    store<i32>(waiting, 0, 8)
    store<i32>(waiting, 0, 12)
    waiting += 16
  }
  let looked: f64 = 0
  while (waiting > stack) {
    if (looked > budget) {
      store<i32>(room, <i32>(waiting - stack))
      store<i32>(room, made, 4)
      store<i32>(room, leaves, 8)
      store<i32>(room, asked, 12)
      return 0
    }
    waiting -= 16
    const from = load<i32>(waiting)
    const size = load<i32>(waiting, 4)
    const level = load<i32>(waiting, 8)
    const node = nodes + (<usize>load<i32>(waiting, 12) << 4)
    const own = work + (<usize>from << 4)
    sumRows(own, size, kind, sums, whole)
    store<i32>(found, -1, 8)
    if (level < levels && size >= leastSplit && size >= 2 * least && !isPure(own, size, kind)) {
      store<f64>(found, -Infinity)
      let tried = 0
      let open = 0
      for (let i = 0; i < features && (tried < tries || open == 0); i++) {
        const chosen = order + (<usize>(inOrder ? i : i + below(random, features - i)) << 2)
        const feature = load<i32>(chosen)
        store<i32>(chosen, load<i32>(order + (<usize>i << 2)))
        store<i32>(order + (<usize>i << 2), feature)
        const column = <usize>load<u32>(columns + (<usize>feature << 2))
        if (isConstant(column, own, size)) {
          // Of classes a column that cannot part the rows is one of those drawn, as scikit-learn counts; numbers are better off without.
          if (kind != 2) tried++
          continue
        }
        tried++
        open++
        looked += <f64>size
        sumBins(column, own, size, kind, width, bins, marks)
        if (kinds != 0 && load<u8>(kinds + <usize>feature) != 0) {
          if (drawn) drawLevels(bins, marks, whole, sides, size, kind, sums, least, feature, found, lists, random)
          else searchLevels(bins, marks, whole, sides, size, kind, sums, least, feature, found, lists, fewest)
        } else if (drawn) {
          const first = nextBin(marks, -1, 255)
          let last = first
          for (let bin = first; bin < 255; bin = nextBin(marks, bin, 255)) last = bin
          let place = last > first ? first : 254
          if (last > first) {
            const middle = middles + (<usize>feature << 11)
            const low = load<f64>(middle + (<usize>first << 3))
            const limit = low + unit(random) * (load<f64>(middle + (<usize>last << 3)) - low)
            while (place < last - 1 && load<f64>(middle + (<usize>(place + 1) << 3)) <= limit) place++
          }
          tryPlace(bins, marks, whole, sides, size, kind, sums, least, feature, place, found)
        } else if (sums == 2) searchTwo(bins, marks, whole, size, kind, least, feature, found)
        else searchMany(bins, marks, whole, sides, size, kind, sums, least, feature, found)
        if (load<i32>(found, 8) == feature) store<i32>(found, <i32>load<f64>(bins + 255 * bytes), 20)
        clearBins(bins, marks, bytes)
      }
    }
    const feature = load<i32>(found, 8)
    store<i32>(node, feature)
    store<i32>(node, 0, 12)
    if (feature < 0) {
      store<i32>(node, 0, 4)
      store<i32>(node, leaves, 8)
      if (kind == 2) store<f64>(values + (<usize>leaves << 3), load<f64>(whole, 8) / load<f64>(whole))
      else {
        let total: f64 = 0
        for (let k = 0; k < sums; k++) total += load<f64>(whole + (<usize>k << 3))
        for (let k = 0; k < sums - 1; k++)
          store<f64>(values + (<usize>(leaves * (sums - 1) + k) << 3), load<f64>(whole + (<usize>k << 3)) / total)
      }
      leaves++
      continue
    }
    const gain = gains + (<usize>feature << 3)
    store<f64>(gain, load<f64>(gain) + load<f64>(found) - purity(kind, whole, sums))
    const column = <usize>load<u32>(columns + (<usize>feature << 2))
    let left: i32
    // What no row of the node has follows the larger side, when it comes later.
    if (kinds != 0 && load<u8>(kinds + <usize>feature) != 0) {
      const set = sets + <usize>asked * setBytes
      memory.copy(set, found + foundSet, setBytes)
      left = partBySet(column, own, size, set, away)
      if (left * 2 > size)
        for (let word: usize = 0; word < setBytes; word += 8)
          store<u64>(set + word, load<u64>(set + word) | ~load<u64>(found + foundHere + word))
      store<i32>(node, 512 + (isIn(set, 255) << 8), 4)
      store<i32>(node, asked++, 12)
    } else {
      const bin = inTheMiddle(middles + (<usize>feature << 11), load<i32>(found, 12), load<i32>(found, 24))
      let side = load<i32>(found, 16)
      left = partRows(column, own, size, bin, side, away)
      if (load<i32>(found, 20) == 0) side = left * 2 > size ? 1 : 0
      store<i32>(node, bin + (side << 8), 4)
    }
    store<i32>(node, made, 8)
    const smallIsLeft = left * 2 <= size
    for (let turn = 0; turn < 2; turn++) {
      const isLeft = (turn == 0) != smallIsLeft
      store<i32>(waiting, isLeft ? from : from + left)
      store<i32>(waiting, isLeft ? left : size - left, 4)
      store<i32>(waiting, level + 1, 8)
      store<i32>(waiting, isLeft ? made : made + 1, 12)
      waiting += 16
    }
    made += 2
  }
  return made
}

/**
 * Sends the rows from..to that a tree has not seen (`counts` 0) down the tree, adds what they reach to their `width` sums (f64) and counts the vote
 * (u32).
 */
export function voteUnseen(
  columns: usize, counts: usize, nodes: usize, values: usize, width: i32, from: i32, to: i32, sums: usize, votes: usize, sets: usize,
): void {
  for (let i = from; i < to; i++) {
    if (load<u8>(counts + <usize>i) != 0) continue
    let node = nodes
    let feature = load<i32>(node)
    while (feature >= 0) {
      const rule = load<u32>(node, 4)
      const bin = <u32>load<u8>(<usize>load<u32>(columns + (<usize>feature << 2)) + <usize>i)
      const shift = rule >> 8
      const right = rule >= 512
        ? <u32>(1 - isIn(sets + <usize>load<u32>(node, 12) * setBytes, <i32>bin))
        : <u32>i32(((bin + shift) & 255) > (rule & 255) + shift)
      node = nodes + (<usize>(load<u32>(node, 8) + right) << 4)
      feature = load<i32>(node)
    }
    const value = values + (<usize>(load<i32>(node, 8) * width) << 3)
    const sum = sums + (<usize>(i * width) << 3)
    for (let k: usize = 0; k < <usize>width; k++) store<f64>(sum + (k << 3), load<f64>(sum + (k << 3)) + load<f64>(value + (k << 3)))
    const vote = votes + (<usize>i << 2)
    store<u32>(vote, load<u32>(vote) + 1)
  }
}
