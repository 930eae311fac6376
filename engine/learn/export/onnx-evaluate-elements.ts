import { elementNumbers, type NumberElement, type OnnxTensor } from './onnx-model.ts'
import { broadcast, elementTypeOf, intOf, numbersIn, ofType, type NumberTensor, type OnnxOperator } from './onnx-operator.ts'

const one =
  (compute: (a: number) => number, type?: NumberElement): OnnxOperator =>
  ([a]) => {
    const given = numbersIn(a)
    return [ofType(type ?? given.type, given.dims, given.values.map(compute))]
  }

/** Over two tensors that are brought to one shape. */
const two =
  (compute: (a: number, b: number) => number, type?: NumberElement): OnnxOperator =>
  (inputs) => {
    const [a, b] = inputs.map(numbersIn) as [NumberTensor, NumberTensor]
    const { dims, places } = broadcast([a.dims, b.dims])
    const [first, second] = places as [Int32Array, Int32Array]
    const values = Float64Array.from(first, (place, at) => compute(a.values[place]!, b.values[second[at]!]!))
    return [ofType(type ?? a.type, dims, values)]
  }

const test = (holds: (a: number, b: number) => boolean) => two((a, b) => Number(holds(a, b)), 'bool')

const equal: OnnxOperator = (inputs, attributes) => {
  const [a, b] = inputs
  if (a?.type !== 'string' || b?.type !== 'string') return test((x, y) => x === y)(inputs, attributes)
  const { dims, places } = broadcast([a.dims, b.dims])
  const [first, second] = places as [Int32Array, Int32Array]
  return [{ type: 'bool', dims, values: Float64Array.from(first, (place, at) => Number(a.values[place] === b.values[second[at]!])) }]
}

const where: OnnxOperator = ([test, then, otherwise]) => {
  if (!then || !otherwise) throw new Error('Where wants three tensors')
  const chosen = numbersIn(test)
  const { dims, places } = broadcast([chosen.dims, then.dims, otherwise.dims])
  const [asked, first, second] = places as [Int32Array, Int32Array, Int32Array]
  const take = <T>(a: ArrayLike<T>, b: ArrayLike<T>) =>
    Array.from(asked, (place, at) => (chosen.values[place] ? a[first[at]!]! : b[second[at]!]!))
  if (then.type === 'string' && otherwise.type === 'string') return [{ type: 'string', dims, values: take(then.values, otherwise.values) }]
  const [a, b] = [numbersIn(then), numbersIn(otherwise)]
  return [{ type: a.type, dims, values: Float64Array.from(take(a.values, b.values)) }]
}

const cast: OnnxOperator = ([a], attributes) => {
  if (a?.type === 'string') return [ofType('double', a.dims, Float64Array.from(a.values, Number))]
  const given = numbersIn(a)
  if (intOf(attributes, 'to', 0) === elementNumbers.string)
    return [{ type: 'string', dims: given.dims, values: Array.from(given.values, String) }]
  const type = elementTypeOf(attributes, 'to')
  return [ofType(type, given.dims, type === 'int64' ? given.values.map(Math.trunc) : given.values)]
}

/** Halves to the even neighbour. */
function round(a: number): number {
  const below = Math.floor(a)
  const part = a - below
  return part === 0.5 ? below + (below % 2 === 0 ? 0 : 1) : part < 0.5 ? below : below + 1
}

const identity: OnnxOperator = ([a]) => [a as OnnxTensor]

/** Operators that work on each element by itself. */
export const onnxElementwise: Readonly<Record<string, OnnxOperator>> = {
  Identity: identity,
  Cast: cast,
  Where: where,
  Equal: equal,
  Add: two((a, b) => a + b),
  Sub: two((a, b) => a - b),
  Mul: two((a, b) => a * b),
  Div: two((a, b) => a / b),
  Mod: two((a, b) => a % b),
  Pow: two((a, b) => (b === 0 ? 1 : a ** b)),
  Max: two(Math.max),
  Min: two(Math.min),
  Less: test((a, b) => a < b),
  LessOrEqual: test((a, b) => a <= b),
  Greater: test((a, b) => a > b),
  GreaterOrEqual: test((a, b) => a >= b),
  And: test((a, b) => a !== 0 && b !== 0),
  Or: test((a, b) => a !== 0 || b !== 0),
  Xor: test((a, b) => a !== b),
  Not: one((a) => Number(a === 0), 'bool'),
  IsNaN: one((a) => Number(Number.isNaN(a)), 'bool'),
  IsInf: one((a) => Number(Math.abs(a) === Number.POSITIVE_INFINITY), 'bool'),
  Neg: one((a) => -a),
  Abs: one(Math.abs),
  Floor: one(Math.floor),
  Ceil: one(Math.ceil),
  Round: one(round),
  Sqrt: one(Math.sqrt),
  Exp: one(Math.exp),
  Log: one(Math.log),
  Sin: one(Math.sin),
  Cos: one(Math.cos),
  Tanh: one(Math.tanh),
  Relu: one((a) => (a < 0 ? 0 : a)),
  Sigmoid: one((a) => 1 / (1 + Math.exp(-a))),
}
