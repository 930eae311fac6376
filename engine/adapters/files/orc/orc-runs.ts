import { OrcError } from './orc-error.ts'
import type { OrcBytes } from './orc-stream.ts'

// Numbers stay plain while they are safe, and become bigint beyond 2^53: nearly all columns never do.
export type Whole = number | bigint

/** Values one after the other; asking beyond the end throws OrcError. */
export type Next<T> = () => T

/** Bytes in runs: a control byte says how many are alike, or how many differ. */
export function byteRuns(from: OrcBytes): Next<number> {
  let [left, repeated] = [0, -1]
  return () => {
    if (left === 0) {
      const control = from.byte()
      left = control < 128 ? control + 3 : 256 - control
      repeated = control < 128 ? from.byte() : -1
    }
    left--
    return repeated < 0 ? from.byte() : repeated
  }
}

/** Bits in runs of bytes, the highest first. */
export function bitRuns(from: OrcBytes): Next<boolean> {
  const bytes = byteRuns(from)
  let [held, left] = [0, 0]
  return () => {
    if (left === 0) [held, left] = [bytes(), 8]
    left--
    return ((held >> left) & 1) === 1
  }
}

/** A number of any length, seven bits a byte, the lowest first. */
export function varint(from: OrcBytes): Whole {
  let value = 0
  for (let shift = 0; shift < 49; shift += 7) {
    const byte = from.byte()
    value += (byte & 127) * 2 ** shift
    if (byte < 128) return value
  }
  let large = BigInt(value)
  for (let shift = 49n; shift < 350n; shift += 7n) {
    const byte = from.byte()
    large |= BigInt(byte & 127) << shift
    if (byte < 128) return plain(large)
  }
  throw new OrcError('cut')
}

/** Signed numbers lie as 0, -1, 1, -2, ... */
export function unfold(value: Whole): Whole {
  if (typeof value === 'number') return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  return plain((value >> 1n) ^ -(value & 1n))
}

function plain(value: bigint): Whole {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}

function sum(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const both = a + b
    if (Number.isSafeInteger(both)) return both
  }
  return plain(BigInt.asIntN(64, BigInt(a) + BigInt(b)))
}

/** Whole numbers in runs as the first version writes them: base and step, or one by one. */
export function wholeRuns1(from: OrcBytes, signed: boolean): Next<Whole> {
  const one = signed ? () => unfold(varint(from)) : () => varint(from)
  let [left, step]: [number, number | null] = [0, null]
  let value: Whole = 0
  return () => {
    if (left === 0) {
      const control = from.byte()
      left = control < 128 ? control + 3 : 256 - control
      step = control < 128 ? (from.byte() << 24) >> 24 : null
      if (step !== null) value = sum(one(), -step)
    }
    left--
    value = step === null ? one() : sum(value, step)
    return value
  }
}

const widths = [...Array.from({ length: 24 }, (_, code) => code + 1), 26, 28, 30, 32, 40, 48, 56, 64]

/** Whole numbers in runs as the second version writes them: short repeats, direct, patched, and with deltas; at most 512 in one. */
export function wholeRuns2(from: OrcBytes, signed: boolean): Next<Whole> {
  let run: readonly Whole[] = []
  let at = 0
  return () => {
    if (at >= run.length) {
      run = readRun(from, signed)
      at = 0
    }
    return run[at++] ?? 0
  }
}

function readRun(from: OrcBytes, signed: boolean): readonly Whole[] {
  const head = from.byte()
  const kind = head >> 6
  if (kind === 0) {
    const value = bigEndian(from, ((head >> 3) & 7) + 1)
    return new Array<Whole>((head & 7) + 3).fill(signed ? unfold(value) : value)
  }
  const code = (head >> 1) & 31
  const count = (((head & 1) << 8) | from.byte()) + 1
  const width = widths[code] ?? 1
  if (kind === 1) {
    const values = packed(from, count, width)
    return signed ? values.map(unfold) : values
  }
  return kind === 2 ? patchedRun(from, count, width) : deltaRun(from, count, { signed, width: code === 0 ? 0 : width })
}

function patchedRun(from: OrcBytes, count: number, width: number): readonly Whole[] {
  const third = from.byte()
  const fourth = from.byte()
  const baseBytes = (third >> 5) + 1
  const patchWidth = widths[third & 31] ?? 1
  const gapWidth = (fourth >> 5) + 1
  const sign = 1n << BigInt(8 * baseBytes - 1)
  const raw = BigInt(bigEndian(from, baseBytes))
  const base = (raw & sign) === 0n ? raw : -(raw & (sign - 1n))
  const values = packed(from, count, width)
  const entry = widths.find((bits) => bits >= patchWidth + gapWidth) ?? 64
  let place = 0
  const patched = [...values]
  for (const item of packed(from, fourth & 31, entry)) {
    const whole = BigInt(item)
    place += Number(whole >> BigInt(patchWidth))
    const patch = whole & ((1n << BigInt(patchWidth)) - 1n)
    const before = patched[place]
    if (before === undefined) {
      // A gap too long for its bits is written as an entry that patches nothing, which may end beyond the run only where the file is damaged.
      if (patch !== 0n) throw new OrcError('cut')
      continue
    }
    patched[place] = plain(BigInt(before) | (patch << BigInt(width)))
  }
  return patched.map((value) => sum(plain(base), value))
}

function deltaRun(
  from: OrcBytes,
  count: number,
  { signed, width }: { readonly signed: boolean; readonly width: number },
): readonly Whole[] {
  let value = signed ? unfold(varint(from)) : varint(from)
  const delta = unfold(varint(from))
  const values: Whole[] = [value]
  if (count > 1) values.push((value = sum(value, delta)))
  const steps = width === 0 ? [] : packed(from, Math.max(0, count - 2), width)
  const falls = delta < 0
  for (let index = 2; index < count; index++) {
    const step = width === 0 ? delta : (steps[index - 2] ?? 0)
    values.push((value = sum(value, width > 0 && falls ? negated(step) : step)))
  }
  return values
}

function negated(value: Whole): Whole {
  return typeof value === 'number' ? -value : plain(-value)
}

function bigEndian(from: OrcBytes, length: number): Whole {
  let value = 0
  if (length <= 6) {
    for (let index = 0; index < length; index++) value = value * 256 + from.byte()
    return value
  }
  let large = 0n
  for (let index = 0; index < length; index++) large = (large << 8n) | BigInt(from.byte())
  return plain(large)
}

/** So many numbers of `width` bits each, the highest bit first, filled up to whole bytes at the end. */
function packed(from: OrcBytes, count: number, width: number): Whole[] {
  const values: Whole[] = []
  if (width % 8 === 0) {
    for (let index = 0; index < count; index++) values.push(bigEndian(from, width / 8))
    return values
  }
  // Widths between whole bytes are at most 30 bits: one number holds them and the bits around.
  let [held, bits] = [0, 0]
  for (let index = 0; index < count; index++) {
    while (bits < width) {
      held = held * 256 + from.byte()
      bits += 8
    }
    bits -= width
    const unit = 2 ** bits
    values.push(Math.floor(held / unit))
    held %= unit
  }
  return values
}
