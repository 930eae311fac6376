import { elementNumbers, type NumberElement, type OnnxAttributes, type OnnxTensor } from './onnx-model.ts'

/** Computes the outputs of a node. */
export type OnnxOperator = (inputs: readonly OnnxTensor[], attributes: OnnxAttributes) => readonly OnnxTensor[]

export type NumberTensor = OnnxTensor & { readonly type: NumberElement }

export function numbersIn(tensor: OnnxTensor | undefined): NumberTensor {
  if (!tensor || tensor.type === 'string') throw new Error('an operator of an ONNX file wants numbers')
  return tensor
}

export function textsIn(tensor: OnnxTensor | undefined): readonly string[] {
  if (tensor?.type !== 'string') throw new Error('an operator of an ONNX file wants texts')
  return tensor.values
}

export function intOf(attributes: OnnxAttributes, name: string, otherwise: number): number {
  const attribute = attributes[name]
  return attribute?.kind === 'int' ? attribute.value : otherwise
}

export function intsOf(attributes: OnnxAttributes, name: string): readonly number[] {
  const attribute = attributes[name]
  return attribute?.kind === 'ints' ? attribute.value : []
}

export function textsOf(attributes: OnnxAttributes, name: string): readonly string[] {
  const attribute = attributes[name]
  return attribute?.kind === 'strings' ? attribute.value : []
}

export function textOf(attributes: OnnxAttributes, name: string): string {
  const attribute = attributes[name]
  return attribute?.kind === 'string' ? attribute.value : ''
}

export function tensorOf(attributes: OnnxAttributes, name: string): NumberTensor {
  const attribute = attributes[name]
  return numbersIn(attribute?.kind === 'tensor' ? attribute.value : undefined)
}

/** The type of elements that an attribute names by its number. */
export function elementTypeOf(attributes: OnnxAttributes, name: string): NumberElement {
  const number = intOf(attributes, name, 0)
  const types: readonly NumberElement[] = ['double', 'float', 'int64', 'bool']
  const found = types.find((type) => elementNumbers[type] === number)
  if (!found) throw new Error(`an operator of an ONNX file wants elements of type ${number}`)
  return found
}

/** A tensor like another one, with other elements. */
export function ofType(type: NumberElement, dims: readonly number[], values: Float64Array): NumberTensor {
  return { type, dims, values: type === 'float' ? values.map(Math.fround) : values }
}

export const sizeOf = (dims: readonly number[]): number => dims.reduce((size, dim) => size * dim, 1)

/** The shape of tensors that are brought to one, and where the elements of each of them lie. */
export function broadcast(shapes: readonly (readonly number[])[]): { dims: readonly number[]; places: readonly Int32Array[] } {
  const rank = Math.max(...shapes.map((dims) => dims.length))
  const padded = shapes.map((dims) => [...Array.from({ length: rank - dims.length }, () => 1), ...dims])
  const dims = Array.from({ length: rank }, (_, axis) =>
    padded.reduce((size, own) => {
      const next = own[axis]!
      if (size !== 1 && next !== 1 && size !== next) throw new Error(`shapes of an ONNX file do not fit: ${size} and ${next}`)
      return size === 1 ? next : size
    }, 1),
  )
  const size = sizeOf(dims)
  const places = padded.map((own) => {
    const strides = own.map((dim, axis) => (dim === 1 ? 0 : sizeOf(own.slice(axis + 1))))
    return Int32Array.from({ length: size }, (_, at) => {
      let [left, place] = [at, 0]
      for (let axis = rank - 1; axis >= 0; axis--) {
        place += (left % dims[axis]!) * strides[axis]!
        left = Math.floor(left / dims[axis]!)
      }
      return place
    })
  })
  return { dims, places }
}
