// What trees ask of a row: a byte for each column, and a second one where some of their nodes send missing values left.

/** Where the parts of a column's ruler stand, in bytes (engine/learn/tree/ruler.ts). */
const limitsAt: usize = 64
const counts: usize = 4160
const lastBucket: f64 = 1023
/** Added to a number below, it leaves the number, rounded, in the lower half of its bits. */
const rounding: f64 = 4503599627370496

/** How many limits lie below a value, given how many those of the buckets below are, and that its own bucket holds less than 2 to the `steps`. */
@inline
function rank(value: f64, before: usize, limits: usize, steps: i32): usize {
  let at = before
  if (steps > 7) at += <usize>i32(load<f64>(limits + ((at + 127) << 3)) < value) << 7
  if (steps > 6) at += <usize>i32(load<f64>(limits + ((at + 63) << 3)) < value) << 6
  if (steps > 5) at += <usize>i32(load<f64>(limits + ((at + 31) << 3)) < value) << 5
  if (steps > 4) at += <usize>i32(load<f64>(limits + ((at + 15) << 3)) < value) << 4
  if (steps > 3) at += <usize>i32(load<f64>(limits + ((at + 7) << 3)) < value) << 3
  if (steps > 2) at += <usize>i32(load<f64>(limits + ((at + 3) << 3)) < value) << 2
  if (steps > 1) at += <usize>i32(load<f64>(limits + ((at + 1) << 3)) < value) << 1
  return at + <usize>i32(load<f64>(limits + (at << 3)) < value)
}

@inline
function tellBySteps(values: usize, count: i32, ruler: usize, shift: u32, to: usize, stride: usize, steps: i32): void {
  const scale = v128.load_splat<f64>(ruler)
  const offset = v128.load_splat<f64>(ruler, 8)
  const table = ruler + counts
  const limits = ruler + limitsAt
  for (let i = 0; i < count; i += 2) {
    const two = v128.load(values + (<usize>i << 3))
    const scaled = f64x2.add(f64x2.mul(two, scale), offset)
    const within = f64x2.pmax(f64x2.splat(0), f64x2.pmin(f64x2.splat(lastBucket), scaled))
    // What is missing has a bucket of its own, behind the last one.
    const bucket = i64x2.sub(f64x2.add(within, f64x2.splat(rounding)), f64x2.ne(two, two))
    const one = <usize>load<u8>(table + <usize>i32x4.extract_lane(bucket, 0))
    const other = <usize>load<u8>(table + <usize>i32x4.extract_lane(bucket, 2))
    store<u8>(to, <u8>(<u32>rank(f64x2.extract_lane(two, 0), one, limits, steps) + shift))
    store<u8>(to + stride, <u8>(<u32>rank(f64x2.extract_lane(two, 1), other, limits, steps) + shift))
    to += stride << 1
  }
}

/**
 * Writes one byte for each value, and for the one behind an odd number of them: how many limits lie below it, 255 for NaN, plus `shift`. `ruler`:
 * scale and offset that give a value its bucket (f64), the bits of the number of limits that a bucket holds at most (i32); from byte 64 on 255 ascending
 * limits, those that are not used infinite, and as many infinite ones; from byte 4,160 on how many limits lie in the buckets before each of
 * 1,024 (8 bits), at last 255.
 */
export function tellBytes(values: usize, count: i32, ruler: usize, shift: u32, to: usize, stride: usize): void {
  const steps = load<i32>(ruler, 16)
  if (steps <= 1) tellBySteps(values, count, ruler, shift, to, stride, 1)
  else if (steps == 2) tellBySteps(values, count, ruler, shift, to, stride, 2)
  else if (steps == 3) tellBySteps(values, count, ruler, shift, to, stride, 3)
  else if (steps <= 5) tellBySteps(values, count, ruler, shift, to, stride, 5)
  else tellBySteps(values, count, ruler, shift, to, stride, 8)
}

/** Bytes that are one more than others, as where missing values come first. */
@inline
export function addOne(from: usize, count: i32, to: usize, stride: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) store<u8>(to + i * stride, load<u8>(from + i * stride) + 1)
}
