// The search for the set of levels of a category that goes left in a forest's tree. The missing level is one of them, bin 255.
import { below, nextRandom } from './random'
import { addSums, nextBin, note, purityOfSides } from './forest-search'

/** A bit for each of 256 bins. */
export const setBytes: usize = 32
/** Behind what a search finds: the set that goes left, and the bins that have rows. */
export const foundSet: usize = 32, foundHere: usize = 64, foundBytes: usize = 96
/** Room for the bins in order, a byte each, and what orders them, an f64 each. */
export const listBytes: usize = 2304
const keysAt: usize = 256
/** With more classes, levels are put in order by the shares of so many of them, the heaviest. */
const mostOrders: i32 = 8

@inline
export function isIn(set: usize, bin: i32): i32 {
  return (<i32>load<u8>(set + <usize>(bin >> 3)) >> (bin & 7)) & 1
}

@inline
function put(set: usize, bin: i32): void {
  const at = set + <usize>(bin >> 3)
  store<u8>(at, <u8>(<i32>load<u8>(at) | (1 << (bin & 7))))
}

/** The heaviest class after `last`, the first one of equals; -1 before the first. */
function nextHeaviest(whole: usize, sums: i32, last: i32): i32 {
  const above = last < 0 ? Infinity : load<f64>(whole + (<usize>last << 3))
  let best = -1
  for (let k = 0; k < sums; k++) {
    const own = load<f64>(whole + (<usize>k << 3))
    if (own > above || (own == above && k <= last)) continue
    if (best < 0 || own > load<f64>(whole + (<usize>best << 3))) best = k
  }
  return best
}

/** Lists the bins that have enough rows by the mean of their targets, or by their share of a class; gives how many they are. */
function listLevels(bins: usize, marks: usize, kind: i32, sums: i32, key: i32, fewest: f64, lists: usize): i32 {
  const bytes = <usize>(sums + 1) << 3
  const keys = lists + keysAt
  let listed = 0
  for (let bin = nextBin(marks, -1, 256); bin < 256; bin = nextBin(marks, bin, 256)) {
    const own = bins + <usize>bin * bytes + 8
    if (load<f64>(own - 8) < fewest) continue
    let total = load<f64>(own)
    if (kind != 2) for (let k = 1; k < sums; k++) total += load<f64>(own + (<usize>k << 3))
    const mean = total > 0 ? load<f64>(own + (<usize>key << 3)) / total : 0
    let to = listed++
    for (; to > 0 && load<f64>(keys + (<usize>(to - 1) << 3)) > mean; to--) {
      store<f64>(keys + (<usize>to << 3), load<f64>(keys + (<usize>(to - 1) << 3)))
      store<u8>(lists + <usize>to, load<u8>(lists + <usize>(to - 1)))
    }
    store<f64>(keys + (<usize>to << 3), mean)
    store<u8>(lists + <usize>to, <u8>bin)
  }
  return listed
}

/**
 * Searches the best set of levels: of two classes and of numbers, the best of all sets is a first part of the levels in the order of their means
 * (Breiman and others 1984, section 4.2.2); of more classes, first parts in the order of the shares of each class are tried. Levels of fewer than `fewest`
 * rows, whose means are chance, stay together on the right side. Other arguments as of searchMany.
 */
export function searchLevels(
  bins: usize, marks: usize, whole: usize, sides: usize, count: i32, kind: i32, sums: i32, least: i32, feature: i32, found: usize, lists: usize,
  fewest: f64,
): void {
  const width = <usize>sums << 3
  const bytes = width + 8
  const rest = sides + width
  const here = <i32>(popcnt(load<u64>(marks)) + popcnt(load<u64>(marks, 8)) + popcnt(load<u64>(marks, 16)) + popcnt(load<u64>(marks, 24)))
  const orders = sums == 2 ? 1 : min(sums, mostOrders)
  let key = sums == 2 ? 1 : nextHeaviest(whole, sums, -1)
  for (let turn = 0; turn < orders; turn++) {
    const listed = listLevels(bins, marks, kind, sums, key, fewest, lists)
    // Without levels that stay on the right side, last parts are first parts seen from behind.
    for (let end = 0; end < (listed < here ? 2 : 1); end++) {
      memory.fill(sides, 0, width)
      let rows: i32 = 0
      let best = -1
      for (let i = 0; i < listed; i++) {
        const own = bins + <usize>load<u8>(lists + <usize>(end == 0 ? i : listed - 1 - i)) * bytes
        rows += <i32>load<f64>(own)
        addSums(sides, own + 8, sums)
        if (rows < least) continue
        if (count - rows < least) break
        const value = purityOfSides(kind, sides, whole, rest, sums)
        if (value <= load<f64>(found)) continue
        note(found, value, feature, 0, 0, 0)
        best = i
      }
      if (best < 0) continue
      memory.fill(found + foundSet, 0, setBytes)
      for (let i = 0; i <= best; i++) put(found + foundSet, <i32>load<u8>(lists + <usize>(end == 0 ? i : listed - 1 - i)))
      memory.copy(found + foundHere, marks, setBytes)
    }
    if (sums > 2) key = nextHeaviest(whole, sums, key)
  }
}

/** Tries a set that is drawn: each level that has rows goes left or not, and never all of them. */
export function drawLevels(
  bins: usize, marks: usize, whole: usize, sides: usize, count: i32, kind: i32, sums: i32, least: i32, feature: i32, found: usize, lists: usize,
  random: usize,
): void {
  const width = <usize>sums << 3
  const set = lists + keysAt
  memory.fill(set, 0, setBytes)
  let listed = 0
  let chosen = 0
  for (let bin = nextBin(marks, -1, 256); bin < 256; bin = nextBin(marks, bin, 256)) {
    store<u8>(lists + <usize>(listed++), <u8>bin)
    if (nextRandom(random) >> 63 == 0) continue
    put(set, bin)
    chosen++
  }
  if (chosen == 0 || chosen == listed) {
    const bin = <i32>load<u8>(lists + <usize>below(random, listed))
    memory.fill(set, 0, setBytes)
    put(set, bin)
  }
  memory.fill(sides, 0, width)
  let rows: i32 = 0
  for (let i = 0; i < listed; i++) {
    const bin = <i32>load<u8>(lists + <usize>i)
    if (isIn(set, bin) == 0) continue
    const own = bins + <usize>bin * (width + 8)
    rows += <i32>load<f64>(own)
    addSums(sides, own + 8, sums)
  }
  if (rows < least || count - rows < least) return
  const value = purityOfSides(kind, sides, whole, sides + width, sums)
  if (value <= load<f64>(found)) return
  note(found, value, feature, 0, 0, 0)
  memory.copy(found + foundSet, set, setBytes)
  memory.copy(found + foundHere, marks, setBytes)
}
