import { comparison } from './compare.ts'
import { addInt, bitwise, divideInt, moduloInt, multiplyInt, subtractInt } from './int.ts'
import type { Int } from './int.ts'
import { roundTo } from './rounding.ts'
import type { MadeFunction, RowFunction } from './row-function.ts'
import type { Value } from '../types.ts'

function modulo(a: number, b: number): number | null {
  if (b === 0) return null
  const rest = a % b
  return rest !== 0 && rest < 0 !== b < 0 && !Number.isNaN(rest) && !Number.isNaN(b) ? rest + b : rest
}

function power(a: number, b: number): number | null {
  if (a === 0 && b < 0) return null
  if (b === 0) return 1
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && b !== Math.floor(b)) return null
  return a ** b
}

function clamp(x: number, low: number, high: number): number | null {
  if (Number.isNaN(low) ? !Number.isNaN(high) : low > high) return null
  if (Number.isNaN(x)) return x
  if (x < low || Number.isNaN(low)) return low
  return x > high ? high : x
}

/** Functions of an angle that an infinite angle leaves undefined. */
const ofAngle = (compute: (x: number) => number) => (x: number) => (Math.abs(x) === Number.POSITIVE_INFINITY ? null : compute(x))
const ofPositive = (compute: (x: number) => number) => (x: number) => (x <= 0 ? null : compute(x))
const ofUnit = (compute: (x: number) => number) => (x: number) => (Math.abs(x) > 1 ? null : compute(x))

function floorToMultiple(x: number, step: number): number | null {
  return step === 0 ? null : Math.floor(x / step) * step
}

function logarithm(x: number, base: number): number | null {
  return x <= 0 || base <= 0 || base === 1 ? null : Math.log(x) / Math.log(base)
}

const isOdd = (a: Int) => (typeof a === 'number' ? a % 2 !== 0 : a % 2n !== 0n)

export const arithmetic: Readonly<Record<string, RowFunction>> = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => (b === 0 ? null : a / b),
  'add-int': addInt,
  'subtract-int': subtractInt,
  'multiply-int': multiplyInt,
  negate: (a: number) => 0 - a,
  'negate-int': (a: Int) => subtractInt(0, a),
  'integer-divide': divideInt,
  'modulo-int': moduloInt,
  modulo,
  power,
  'absolute-value': (a: number) => Math.abs(a),
  'absolute-value-int': (a: Int) => (a < 0 ? subtractInt(0, a) : a),
  sign: (a: number) => (a > 0 ? 1 : a < 0 ? -1 : Number.isNaN(a) ? a : 0),
  floor: (a: number) => Math.floor(a),
  ceiling: (a: number) => Math.ceil(a),
  truncate: (a: number) => Math.trunc(a),
  'floor-to-multiple': floorToMultiple,
  'square-root': (a: number) => (a < 0 ? null : Math.sqrt(a)),
  exponential: (a: number) => Math.exp(a),
  'natural-logarithm': ofPositive(Math.log),
  'logarithm-base-10': ofPositive(Math.log10),
  logarithm,
  sine: ofAngle(Math.sin),
  cosine: ofAngle(Math.cos),
  tangent: ofAngle(Math.tan),
  arcsine: ofUnit(Math.asin),
  arccosine: ofUnit(Math.acos),
  arctangent: (a: number) => Math.atan(a),
  'arctangent-2': (x: number, y: number) => (x === 0 && y === 0 ? null : Math.atan2(y + 0, x + 0)),
  'hyperbolic-sine': (a: number) => Math.sinh(a),
  'hyperbolic-cosine': (a: number) => Math.cosh(a),
  'hyperbolic-tangent': (a: number) => Math.tanh(a),
  pi: () => Math.PI,
  degrees: (a: number) => a * 57.295_779_513_082_32,
  radians: (a: number) => a * 0.017_453_292_519_943_295,
  clamp,
  'is-nan': (a: number) => Number.isNaN(a),
  'is-finite': (a: number) => Number.isFinite(a),
  'nan-to-null': (a: number) => (Number.isNaN(a) ? null : a),
  'is-even': (a: Int) => !isOdd(a),
  'is-odd': isOdd,
  'bitwise-and': bitwise(
    (a, b) => a & b,
    (a, b) => a & b,
  ),
  'bitwise-or': bitwise(
    (a, b) => a | b,
    (a, b) => a | b,
  ),
  'bitwise-xor': bitwise(
    (a, b) => a ^ b,
    (a, b) => a ^ b,
  ),
}

/** The value that wins against all others by `sign` times the order; nulls do not take part. */
function extreme(sign: 1 | -1): MadeFunction {
  return ({ returns }) => {
    const compare = comparison(returns)
    return (...values: readonly Value[]) => {
      let best: Value = null
      for (const value of values) if (value !== null && (best === null || sign * compare(value, best) > 0)) best = value
      return best
    }
  }
}

export const madeArithmetic: Readonly<Record<string, MadeFunction>> = {
  round: ({ constants }) => {
    const decimals = Number(constants[1])
    return (x: number) => roundTo(x, decimals)
  },
  greatest: extreme(1),
  least: extreme(-1),
}
