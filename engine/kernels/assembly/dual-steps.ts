// Sequential minimal optimisation of a dual problem: two variables at a time, the second one chosen by what the step gains (Fan, Chen and Lin 2005,
// WSS 2, as libsvm has it). Rows of the kernel are asked for when they are needed.

/** What the steps know between two calls, 64 bytes: addresses and numbers as 32-bit words, then the tolerance. */
// 0 rows, 4 variables (variable k belongs to row k modulo rows), 8 values, 12 what each lacks (f64), 16 bounds (f64), 20 signs (i8), 24 what each may do
// (u8: 1 rise, 2 fall), 28 the place of each row's kernel in the cache or -1, 32 the cache, 36 bytes of a row in it, 40 when each place was used last,
// 44 the clock of that, 48 the first variable, 52 the second one, 56 what comes next, 64 the tolerance (f64)

const least: f64 = 1e-12

const choosesFirst: i32 = 0
const choosesSecond: i32 = 1
const moves: i32 = 2

@inline
function word(plan: usize, at: usize): i32 {
  return load<i32>(plan + at)
}

/** The address of a row of the kernel, 0 when it is not there. */
@inline
function kernelRow(plan: usize, row: i32): usize {
  const place = load<i32>(<usize>word(plan, 28) + (<usize>row << 2))
  if (place < 0) return 0
  const clock = word(plan, 44) + 1
  store<i32>(plan + 44, clock)
  store<i32>(<usize>word(plan, 40) + (<usize>place << 2), clock)
  return <usize>word(plan, 32) + <usize>place * <usize>word(plan, 36)
}

/** Says of a variable where it may go, and moves it to a bound that was meant: rounding must leave nobody beside it. */
function settle(plan: usize, at: i32, value: f64): void {
  const bound = load<f64>(<usize>word(plan, 16) + (<usize>at << 3))
  if (value < least * bound) value = 0
  else if (value > bound * (1 - least)) value = bound
  store<f64>(<usize>word(plan, 8) + (<usize>at << 3), value)
  const isUpper = load<i8>(<usize>word(plan, 20) + <usize>at) > 0
  const mayGrow = value < bound
  const mayShrink = value > 0
  store<u8>(<usize>word(plan, 24) + <usize>at, ((isUpper ? mayGrow : mayShrink) ? 1 : 0) | ((isUpper ? mayShrink : mayGrow) ? 2 : 0))
}

/** Says of every variable where it may go. Call it before the first step. */
export function settleAll(plan: usize): void {
  const values = <usize>word(plan, 8)
  for (let at = 0; at < word(plan, 4); at++) settle(plan, at, load<f64>(values + (<usize>at << 3)))
}

/** The variable that may rise and lacks most; -1 when none may. */
function firstOf(plan: usize): i32 {
  const count = word(plan, 4)
  const lacks = <usize>word(plan, 12)
  const may = <usize>word(plan, 24)
  let first = -1
  let most = -Infinity
  for (let at = 0; at < count; at++) {
    const lack = load<f64>(lacks + (<usize>at << 3))
    if (lack > most && (load<u8>(may + <usize>at) & 1) != 0) {
      most = lack
      first = at
    }
  }
  return first
}

/** The variable that gains most together with the first one; -1 when the worst pair is within the tolerance. */
function secondOf(plan: usize, first: i32, own: usize): i32 {
  const rows = word(plan, 0)
  const count = word(plan, 4)
  const lacks = <usize>word(plan, 12)
  const may = <usize>word(plan, 24)
  const most = load<f64>(lacks + (<usize>first << 3))
  let second = -1
  let largest: f64 = 0
  let lowest = Infinity
  for (let start = 0; start < count; start += rows)
    for (let row = 0; row < rows; row++) {
      const at = start + row
      if ((load<u8>(may + <usize>at) & 2) == 0) continue
      const lack = load<f64>(lacks + (<usize>at << 3))
      if (lack < lowest) lowest = lack
      const gap = most - lack
      if (gap <= 0) continue
      const curve = max(least, 2 - 2 * <f64>load<f32>(own + (<usize>row << 2)))
      // gap² / curve > largest, without a division for those that are not.
      if (gap * gap > largest * curve) {
        largest = (gap * gap) / curve
        second = at
      }
    }
  return most - lowest < load<f64>(plan + 64) ? -1 : second
}

/** Moves both variables, and all that is lacked with them. */
function move(plan: usize, first: i32, second: i32, own: usize, other: usize): void {
  const rows = word(plan, 0)
  const count = word(plan, 4)
  const values = <usize>word(plan, 8)
  const lacks = <usize>word(plan, 12)
  const bounds = <usize>word(plan, 16)
  const signs = <usize>word(plan, 20)
  const one = load<f64>(values + (<usize>first << 3))
  const two = load<f64>(values + (<usize>second << 3))
  const isUpper = load<i8>(signs + <usize>first) > 0
  const isOtherUpper = load<i8>(signs + <usize>second) > 0
  const gap = load<f64>(lacks + (<usize>first << 3)) - load<f64>(lacks + (<usize>second << 3))
  let step = gap / max(least, 2 - 2 * <f64>load<f32>(own + (<usize>(second % rows) << 2)))
  step = min(step, isUpper ? load<f64>(bounds + (<usize>first << 3)) - one : one)
  step = min(step, isOtherUpper ? two : load<f64>(bounds + (<usize>second << 3)) - two)
  settle(plan, first, isUpper ? one + step : one - step)
  settle(plan, second, isOtherUpper ? two - step : two + step)
  const steps = f64x2.splat(step)
  for (let start = 0; start < count; start += rows) {
    let lack = lacks + (<usize>start << 3)
    let row = 0
    for (; row + 2 <= rows; row += 2, lack += 16) {
      const a = f64x2.promote_low_f32x4(v128.load64_zero(own + (<usize>row << 2)))
      const b = f64x2.promote_low_f32x4(v128.load64_zero(other + (<usize>row << 2)))
      v128.store(lack, f64x2.sub(v128.load(lack), f64x2.mul(steps, f64x2.sub(a, b))))
    }
    if (row < rows) {
      const at = <usize>row << 2
      store<f64>(lack, load<f64>(lack) - step * (<f64>load<f32>(own + at) - <f64>load<f32>(other + at)))
    }
  }
}

/** Takes at most `steps` steps. Gives 0 when there is nothing more to gain, -1 when there may be, and n + 1 when it needs row n of the kernel. */
export function dualSteps(plan: usize, steps: i32): i32 {
  const rows = word(plan, 0)
  while (steps > 0) {
    if (word(plan, 56) == choosesFirst) {
      const first = firstOf(plan)
      if (first < 0) return 0
      store<i32>(plan + 48, first)
      store<i32>(plan + 56, choosesSecond)
    }
    const first = word(plan, 48)
    const own = kernelRow(plan, first % rows)
    if (own == 0) return (first % rows) + 1
    if (word(plan, 56) == choosesSecond) {
      const second = secondOf(plan, first, own)
      if (second < 0) return 0
      store<i32>(plan + 52, second)
      store<i32>(plan + 56, moves)
    }
    const second = word(plan, 52)
    const other = kernelRow(plan, second % rows)
    if (other == 0) return (second % rows) + 1
    move(plan, first, second, own, other)
    store<i32>(plan + 56, choosesFirst)
    steps--
  }
  return -1
}
