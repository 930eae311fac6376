import { anyMissing, type OnnxCell, type OnnxScope } from './onnx-cell.ts'
import { toDouble, type OnnxFunction } from './onnx-comparisons.ts'
import type { OnnxCalc, Operand } from './onnx-calc.ts'

type Type = OnnxCell['type']

interface Found {
  readonly value: string
  /** Yes where there is no answer. */
  readonly invalid?: string
}

/** A function whose answer is missing where an argument is. */
const of =
  (type: Type, make: (calc: OnnxCalc, args: readonly string[], scope: OnnxScope) => string | Found): OnnxFunction =>
  (scope, args) => {
    const found = make(
      scope.calc,
      args.map(({ value }) => value),
      scope,
    )
    const { value, invalid = null } = typeof found === 'string' ? { value: found } : found
    return { type, value, missing: anyMissing(scope, invalid === null ? args : [...args, { missing: invalid }]) }
  }

const operator = (type: Type, op: string) => of(type, (calc, args) => calc.apply(op, ...args))

/** Whole numbers end at 2^63. */
const whole = (op: string) =>
  of('int', (calc, args) => {
    const value = calc.apply(op, ...args)
    return { value, invalid: calc.apply('GreaterOrEqual', calc.apply('Abs', value), 2 ** 63) }
  })

const truncated = (calc: OnnxCalc, a: string) => calc.choose(calc.isLess(a, 0), calc.apply('Ceil', a), calc.floor(a))

const isNotFinite = ({ graph }: OnnxScope, a: string) => graph.node('Or', [graph.node('IsNaN', [a]), graph.node('IsInf', [a])])

const divide = of('float', (calc, [a, b]) => ({ value: calc.divide(a!, b!), invalid: calc.isEqual(b!, 0) }))

/** The quotient cut toward zero. */
const quotient = of('int', (calc, [a, b]) => ({ value: truncated(calc, calc.divide(a!, b!)), invalid: calc.isEqual(b!, 0) }))

/** The remainder with the sign of the divisor. */
const modulo = (type: Type) =>
  of(type, (calc, [a, b], { graph }) => {
    const rest = graph.node('Mod', [a!, b!], { fmod: { kind: 'int', value: 1 } })
    const other = graph.node('Xor', [calc.isLess(rest, 0), calc.isLess(b!, 0)])
    const moved = graph.node('And', [other, graph.node('Not', [calc.isEqual(rest, 0)])])
    return { value: calc.choose(moved, calc.add(rest, b!), rest), invalid: calc.isEqual(b!, 0) }
  })

const power = of('float', (calc, [a, b], scope) => {
  const { graph } = scope
  const both = (x: string, y: string) => graph.node('And', [x, y])
  const partial = graph.node('Not', [calc.isEqual(b!, calc.floor(b!))])
  const infinite = graph.node('Or', [isNotFinite(scope, a!), isNotFinite(scope, b!)])
  const rootOfNegative = both(both(calc.isLess(a!, 0), partial), graph.node('Not', [infinite]))
  return {
    value: calc.apply('Pow', a!, b!),
    invalid: graph.node('Or', [both(calc.isEqual(a!, 0), calc.isLess(b!, 0)), rootOfNegative]),
  }
})

const logarithm = (scale: number) =>
  of('float', (calc, [a]) => {
    const own = calc.apply('Log', a!)
    return { value: scale === 1 ? own : calc.divide(own, scale), invalid: calc.apply('LessOrEqual', a!, 0) }
  })

const anyLogarithm = of('float', (calc, [a, base], { graph }) => ({
  value: calc.divide(calc.apply('Log', a!), calc.apply('Log', base!)),
  invalid: [calc.apply('LessOrEqual', a!, 0), calc.apply('LessOrEqual', base!, 0), calc.isEqual(base!, 1)].reduce((all, one) =>
    graph.node('Or', [all, one]),
  ),
}))

/** Without an answer at infinite angles, where ONNX gives NaN. */
const ofAngle = (make: (calc: OnnxCalc, a: string) => string) =>
  of('float', (calc, [a], { graph }) => ({ value: make(calc, a!), invalid: graph.node('IsInf', [a!]) }))

const clamp = of('float', (calc, [a, low, high]) => ({
  value: calc.choose(calc.isLess(a!, low!), low!, calc.choose(calc.isLess(high!, a!), high!, a!)),
  invalid: calc.isLess(high!, low!),
}))

const isOdd = (calc: OnnxCalc, a: Operand) => calc.isEqual(calc.rest(a, 2), 1)

const floatToInt = of('int', (calc, [a], scope) => {
  const outside = scope.graph.node('Not', [
    scope.graph.node('And', [calc.apply('GreaterOrEqual', a!, -(2 ** 63)), calc.isLess(a!, 2 ** 63)]),
  ])
  return { value: truncated(calc, a!), invalid: outside }
})

/** Arithmetic and conversions of numbers, by the ids of the catalogue. */
export const onnxNumbers: Readonly<Record<string, OnnxFunction>> = {
  add: operator('float', 'Add'),
  subtract: operator('float', 'Sub'),
  multiply: operator('float', 'Mul'),
  divide,
  'add-int': whole('Add'),
  'subtract-int': whole('Sub'),
  'multiply-int': whole('Mul'),
  'integer-divide': quotient,
  modulo: modulo('float'),
  'modulo-int': modulo('int'),
  power,
  negate: of('float', (calc, [a]) => calc.subtract(0, a!)),
  'negate-int': of('int', (calc, [a]) => calc.subtract(0, a!)),
  'absolute-value': operator('float', 'Abs'),
  'absolute-value-int': operator('int', 'Abs'),
  sign: of('float', (calc, [a]) => calc.choose(calc.isLess(0, a!), 1, calc.choose(calc.isLess(a!, 0), -1, calc.multiply(a!, 0)))),
  floor: operator('float', 'Floor'),
  ceiling: operator('float', 'Ceil'),
  truncate: of('float', (calc, [a]) => truncated(calc, a!)),
  'square-root': of('float', (calc, [a]) => ({ value: calc.apply('Sqrt', a!), invalid: calc.isLess(a!, 0) })),
  exponential: operator('float', 'Exp'),
  'natural-logarithm': logarithm(1),
  'logarithm-base-10': logarithm(Math.LN10),
  logarithm: anyLogarithm,
  'hyperbolic-tangent': operator('float', 'Tanh'),
  sine: ofAngle((calc, a) => calc.apply('Sin', a)),
  cosine: ofAngle((calc, a) => calc.apply('Cos', a)),
  degrees: of('float', (calc, [a]) => calc.multiply(a!, 180 / Math.PI)),
  radians: of('float', (calc, [a]) => calc.multiply(a!, Math.PI / 180)),
  clamp,
  'is-nan': of('bool', (_, [a], { graph }) => graph.node('IsNaN', [a!])),
  'is-finite': of('bool', (_, [a], scope) => scope.graph.node('Not', [isNotFinite(scope, a!)])),
  'nan-to-null': of('float', (_, [a], { graph }) => ({ value: a!, invalid: graph.node('IsNaN', [a!]) })),
  'is-even': of('bool', (calc, [a], { graph }) => graph.node('Not', [isOdd(calc, a!)])),
  'is-odd': of('bool', (calc, [a]) => isOdd(calc, a!)),
  'int-to-float': of('float', (_, [a]) => a!),
  'bool-to-int': of('int', (_, [a], { graph }) => graph.node('Cast', [a!], toDouble)),
  'int-to-bool': of('bool', (calc, [a], { graph }) => graph.node('Not', [calc.isEqual(a!, 0)])),
  'float-to-int': floatToInt,
}
