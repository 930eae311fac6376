import {
  elementNumbers,
  formatVersion,
  operatorVersions,
  type NumberElement,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-model.ts'
import { bytesField, joinBytes, numberField, numbersField, textField, textsField } from './onnx-wire.ts'

/** The bytes of an ONNX file. The numbers of fields are those of onnx.proto (IR version 9). */
export function writeOnnx(model: OnnxModel, producer: string): Uint8Array {
  const graph = joinBytes([
    ...model.nodes.map((node) => bytesField(1, nodeBytes(node))),
    textField(2, model.name),
    ...Array.from(model.constants, ([name, tensor]) => bytesField(5, tensorBytes(tensor, name))),
    ...model.inputs.map((value) => bytesField(11, valueBytes(value))),
    ...model.outputs.map((value) => bytesField(12, valueBytes(value))),
  ])
  const versions = Object.entries(operatorVersions)
  return joinBytes([
    numberField(1, formatVersion),
    textField(2, 'millrace'),
    textField(3, producer),
    bytesField(7, graph),
    ...versions.map(([domain, version]) => bytesField(8, joinBytes([textField(1, domain), numberField(2, version)]))),
    ...Array.from(model.about, ([key, value]) => bytesField(14, joinBytes([textField(1, key), textField(2, value)]))),
  ])
}

function nodeBytes({ op, domain, inputs, outputs, attributes }: OnnxNode): Uint8Array {
  return joinBytes([
    ...inputs.map((name) => textField(1, name)),
    ...outputs.map((name) => textField(2, name)),
    textField(3, `${op} ${outputs[0] ?? ''}`),
    textField(4, op),
    ...Object.entries(attributes).map(([name, attribute]) => bytesField(5, joinBytes([textField(1, name), attributeBytes(attribute)]))),
    textField(7, domain),
  ])
}

function attributeBytes(attribute: OnnxAttribute): Uint8Array {
  const typed = (type: number, ...value: readonly Uint8Array[]) => joinBytes([...value, numberField(20, type)])
  switch (attribute.kind) {
    case 'int':
      return typed(2, numberField(3, attribute.value))
    case 'string':
      return typed(3, textField(4, attribute.value))
    case 'tensor':
      return typed(4, bytesField(5, tensorBytes(attribute.value, '')))
    case 'ints':
      return typed(7, numbersField(8, attribute.value))
    case 'strings':
      return typed(8, textsField(9, attribute.value))
  }
}

function tensorBytes(tensor: OnnxTensor, name: string): Uint8Array {
  return joinBytes([
    numbersField(1, tensor.dims),
    numberField(2, elementNumbers[tensor.type]),
    ...(tensor.type === 'string' ? [textsField(6, tensor.values)] : [bytesField(9, rawBytes(tensor))]),
    textField(8, name),
  ])
}

export const elementBytes: Readonly<Record<NumberElement, number>> = { double: 8, float: 4, int64: 8, bool: 1 }

/** Little-endian, as ONNX keeps numbers on every machine. */
function rawBytes({ type, values }: { readonly type: NumberElement; readonly values: Float64Array }): Uint8Array {
  const size = elementBytes[type]
  const bytes = new Uint8Array(values.length * size)
  const view = new DataView(bytes.buffer)
  values.forEach((value, at) => {
    if (type === 'double') view.setFloat64(at * size, value, true)
    else if (type === 'float') view.setFloat32(at * size, value, true)
    else if (type === 'int64') view.setBigInt64(at * size, BigInt(value), true)
    else bytes[at] = value
  })
  return bytes
}

function valueBytes({ name, type, dims }: OnnxValue): Uint8Array {
  const shape = joinBytes(dims.map((dim) => bytesField(1, typeof dim === 'number' ? numberField(1, dim) : textField(2, dim))))
  const tensor = joinBytes([numberField(1, elementNumbers[type]), bytesField(2, shape)])
  return joinBytes([textField(1, name), bytesField(2, bytesField(1, tensor))])
}
