// 64-bit integers: a number while it is safe, else a bigint. Safe numbers are added and multiplied as they are, the rest in BigInt.

import { largestInt, smallestInt } from '../literal-value.ts'

export type Int = number | bigint

/** An exact integer in its usual form; null outside 64 bits. */
export function toInt(big: bigint): Int | null {
  const near = Number(big)
  if (Number.isSafeInteger(near)) return near
  return big > largestInt || big < smallestInt ? null : big
}

export function addInt(a: Int, b: Int): Int | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return toInt(BigInt(a) + BigInt(b))
}

export function subtractInt(a: Int, b: Int): Int | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (Number.isSafeInteger(difference)) return difference
  }
  return toInt(BigInt(a) - BigInt(b))
}

export function multiplyInt(a: Int, b: Int): Int | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    // Adding 0 turns -0 into 0, which an integer does not have.
    if (Number.isSafeInteger(product)) return product + 0
  }
  return toInt(BigInt(a) * BigInt(b))
}

/** The quotient cut toward zero; null for a zero divisor and outside 64 bits. */
export function divideInt(a: Int, b: Int): Int | null {
  if (b === 0) return null
  if (typeof a === 'number' && typeof b === 'number') return (a - (a % b)) / b + 0
  return toInt(BigInt(a) / BigInt(b))
}

/** The remainder with the sign of the divisor; null for a zero divisor. */
export function moduloInt(a: Int, b: Int): Int | null {
  if (b === 0) return null
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b
    return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0
  }
  const divisor = BigInt(b)
  const rest = BigInt(a) % divisor
  return toInt(rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest)
}

const fitsInt32 = (a: number) => (a | 0) === a

/** A bit operation on the 64-bit two's complement form. */
export function bitwise(small: (a: number, b: number) => number, large: (a: bigint, b: bigint) => bigint): (a: Int, b: Int) => Int | null {
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number' && fitsInt32(a) && fitsInt32(b)) return small(a, b)
    return toInt(BigInt.asIntN(64, large(BigInt(a), BigInt(b))))
  }
}

/** An integer as a number kept within a limit: for positions and counts, where everything beyond it means the same. */
export function within(limit: number, a: Int): number {
  if (typeof a === 'bigint') return a > 0n ? limit : -limit
  return a > limit ? limit : a < -limit ? -limit : a
}
