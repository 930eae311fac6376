// Limits between the bins of a column, from its values in order.

const digit: i32 = 11
const digits: i32 = 6
const places: usize = 2048

/** Bits whose order as whole numbers is that of the numbers. */
@inline
function keyOf(value: f64): u64 {
  const bits = reinterpret<u64>(value)
  return bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000)
}

@inline
function valueOf(key: u64): f64 {
  return reinterpret<f64>(key ^ (<u64>(<i64>~key >> 63) | 0x8000000000000000))
}

@inline
function between(low: f64, high: f64): f64 {
  const middle = low + (high - low) / 2
  return middle < high ? middle : low
}

/**
 * Puts `count` numbers in order, NaN left out, and gives how many there are. `room`: as many bytes as `values` again, then 96 KiB. A sort by
 * digits of 11 bits from the last one on.
 */
function sorted(values: usize, count: i32, room: usize): i32 {
  const counts = room + (<usize>count << 3)
  memory.fill(counts, 0, <usize>digits * places * 8)
  let known = 0
  for (let i = 0; i < count; i++) {
    const value = load<f64>(values + (<usize>i << 3))
    if (value != value) continue
    let key = keyOf(value)
    store<u64>(values + (<usize>known << 3), key)
    known++
    for (let at = 0; at < digits; at++) {
      const own = counts + (<usize>at * places + <usize>(key & 2047)) * 8
      store<u32>(own, load<u32>(own) + 1)
      key >>= digit
    }
  }
  let from = values
  let to = room
  for (let at = 0; at < digits; at++) {
    const own = counts + <usize>at * places * 8
    const shift = <u64>(at * digit)
    let before: u32 = 0
    let most: u32 = 0
    for (let place: usize = 0; place < places; place++) {
      const here = load<u32>(own + place * 8)
      most = max(most, here)
      store<u32>(own + place * 8, before)
      before += here
    }
    // All have the same digit.
    if (most == <u32>known) continue
    for (let i = 0; i < known; i++) {
      const key = load<u64>(from + (<usize>i << 3))
      const next = own + <usize>((key >> shift) & 2047) * 8
      const place = load<u32>(next)
      store<u32>(next, place + 1)
      store<u64>(to + (<usize>place << 3), key)
    }
    const other = from
    from = to
    to = other
  }
  for (let i = 0; i < known; i++) {
    const at = <usize>i << 3
    store<f64>(values + at, valueOf(load<u64>(from + at)))
  }
  return known
}

/**
 * Writes the limits between at most `bins` bins of `count` values, ascending, and gives their number. Bins take their share of the values that are left,
 * and equal values are never parted; with few distinct values each has a bin. A limit lies halfway between neighbours. The values lose their order.
 * `room`: see sorted.
 */
export function columnLimits(values: usize, count: i32, room: usize, bins: i32, limits: usize): i32 {
  const known = sorted(values, count, room)
  let distinct = 0
  let last = NaN
  for (let i = 0; i < known; i++) {
    const value = load<f64>(values + (<usize>i << 3))
    if (value != last) distinct++
    last = value
  }
  let made = 0
  let start = 0
  let seen = 0
  for (let i = 0; i + 1 < known; i++) {
    const value = load<f64>(values + (<usize>i << 3))
    const next = load<f64>(values + (<usize>(i + 1) << 3))
    if (value == next) continue
    seen++
    const left = bins - made
    if (distinct - seen >= left && <f64>(i + 1 - start) < <f64>(known - start) / <f64>left) continue
    if (left == 1) break
    store<f64>(limits + (<usize>made << 3), between(value, next))
    made++
    start = i + 1
  }
  return made
}
