import type { OnnxTensor } from './onnx-model.ts'
import { broadcast, intOf, numbersIn, ofType, sizeOf, type NumberTensor, type OnnxOperator } from './onnx-operator.ts'

/** A tensor of the same kind with elements taken from others of its places. */
function taken(tensor: OnnxTensor, dims: readonly number[], places: Int32Array): OnnxTensor {
  if (tensor.type === 'string') return { type: 'string', dims, values: Array.from(places, (place) => tensor.values[place]!) }
  return { type: tensor.type, dims, values: Float64Array.from(places, (place) => tensor.values[place]!) }
}

/** A negative place counts from the end. */
const inside = (place: number, length: number) => (place < 0 ? place + length : place)

const gather: OnnxOperator = ([data, indices], attributes) => {
  const [from, at] = [data as OnnxTensor, numbersIn(indices)]
  const axis = intOf(attributes, 'axis', 0)
  const [outer, length, inner] = [sizeOf(from.dims.slice(0, axis)), from.dims[axis]!, sizeOf(from.dims.slice(axis + 1))]
  const places = new Int32Array(outer * at.values.length * inner)
  let next = 0
  for (let o = 0; o < outer; o++)
    for (const place of at.values) for (let i = 0; i < inner; i++) places[next++] = (o * length + inside(place, length)) * inner + i
  return [taken(from, [...from.dims.slice(0, axis), ...at.dims, ...from.dims.slice(axis + 1)], places)]
}

const concat: OnnxOperator = (inputs, attributes) => {
  const parts = inputs.map(numbersIn)
  const [first] = parts
  const axis = intOf(attributes, 'axis', 0)
  const outer = sizeOf(first!.dims.slice(0, axis))
  const widths = parts.map(({ dims }) => sizeOf(dims.slice(axis)))
  const values: number[] = []
  for (let o = 0; o < outer; o++)
    parts.forEach((part, at) => {
      if (sizeOf(part.dims.slice(0, axis)) !== outer) throw new Error('Concat wants tensors of as many rows')
      for (let i = 0; i < widths[at]!; i++) values.push(part.values[o * widths[at]! + i]!)
    })
  const length = parts.reduce((sum, { dims }) => sum + dims[axis]!, 0)
  return [{ type: first!.type, dims: first!.dims.with(axis, length), values: Float64Array.from(values) }]
}

const reshape: OnnxOperator = ([data, shape]) => {
  const from = data as OnnxTensor
  const wanted = [...numbersIn(shape).values]
  const known = sizeOf(wanted.filter((dim) => dim >= 0))
  const dims = wanted.map((dim) => (dim < 0 ? sizeOf(from.dims) / known : dim))
  return [{ ...from, dims }]
}

const shapeOf: OnnxOperator = ([data], attributes) => {
  const { dims } = data as OnnxTensor
  const part = dims.slice(intOf(attributes, 'start', 0), intOf(attributes, 'end', dims.length))
  return [{ type: 'int64', dims: [part.length], values: Float64Array.from(part) }]
}

const expand: OnnxOperator = ([data, shape]) => {
  const from = data as OnnxTensor
  const { dims, places } = broadcast([from.dims, [...numbersIn(shape).values]])
  return [taken(from, dims, places[0]!)]
}

const matMul: OnnxOperator = (inputs) => {
  const [a, b] = inputs.map(numbersIn) as [NumberTensor, NumberTensor]
  const [rows, inner, columns] = [a.dims[0]!, a.dims[1]!, b.dims[1]!]
  if (inner !== b.dims[0]) throw new Error(`MatMul of ${inner} and ${String(b.dims[0])}`)
  const values = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < inner; k++)
      for (let column = 0; column < columns; column++)
        values[row * columns + column]! += a.values[row * inner + k]! * b.values[k * columns + column]!
  return [ofType(a.type, [rows, columns], values)]
}

/** Over the second axis, the only one that is summed here. */
const reduceSum: OnnxOperator = ([data], attributes) => {
  const { type, dims, values } = numbersIn(data)
  const [outer, length, inner] = [dims[0]!, dims[1]!, sizeOf(dims.slice(2))]
  const sums = new Float64Array(outer * inner)
  values.forEach((value, at) => (sums[Math.floor(at / (length * inner)) * inner + (at % inner)]! += value))
  return [ofType(type, intOf(attributes, 'keepdims', 1) === 1 ? dims.with(1, 1) : dims.toSpliced(1, 1), sums)]
}

/** The rows of a matrix. */
function rowsOf(data: OnnxTensor | undefined): { readonly given: NumberTensor; readonly rows: readonly Float64Array[] } {
  const given = numbersIn(data)
  const width = given.dims[1]!
  return { given, rows: Array.from({ length: given.dims[0]! }, (_, row) => given.values.subarray(row * width, (row + 1) * width)) }
}

const softmax: OnnxOperator = ([data]) => {
  const { given, rows } = rowsOf(data)
  const values = rows.flatMap((row) => {
    const most = Math.max(...row)
    const powers = Array.from(row, (value) => Math.exp(value - most))
    const sum = powers.reduce((total, power) => total + power, 0)
    return powers.map((power) => power / sum)
  })
  return [ofType(given.type, given.dims, Float64Array.from(values))]
}

const argMax: OnnxOperator = ([data]) => {
  const { rows } = rowsOf(data)
  return [{ type: 'int64', dims: [rows.length, 1], values: Float64Array.from(rows, (row) => row.indexOf(Math.max(...row))) }]
}

/** All values of each row by size, the smallest first, and their places. */
const sorted: OnnxOperator = ([data, count], attributes) => {
  const { given, rows } = rowsOf(data)
  const wanted = numbersIn(count).values[0]!
  if (intOf(attributes, 'largest', 1) !== 0) throw new Error('TopK is written for the smallest values alone')
  const places = rows.flatMap((row) =>
    Array.from(row.keys())
      .sort((a, b) => row[a]! - row[b]! || a - b)
      .slice(0, wanted),
  )
  const values = places.map((place, at) => rows[Math.floor(at / wanted)]![place]!)
  const dims = [rows.length, wanted]
  return [ofType(given.type, dims, Float64Array.from(values)), { type: 'int64', dims, values: Float64Array.from(places) }]
}

/** Operators that move elements, or put several together. */
export const onnxShaped: Readonly<Record<string, OnnxOperator>> = {
  Gather: gather,
  Concat: concat,
  Reshape: reshape,
  Shape: shapeOf,
  Expand: expand,
  MatMul: matMul,
  ReduceSum: reduceSum,
  Softmax: softmax,
  ArgMax: argMax,
  TopK: sorted,
}
