import {
  elementNumbers,
  operatorVersions,
  type ElementType,
  type NumberElement,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-model.ts'
import { bytesOf, numberOf, numbersOf, readFields, textOf, textsOf, type Fields } from './onnx-wire.ts'
import { elementBytes } from './onnx-write.ts'

/** Reads the bytes that `writeOnnx` wrote. Throws Error for others. */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const model = readFields(bytes)
  const [graph] = messages(model, 7)
  if (!graph) throw new Error('an ONNX file without a graph')
  for (const versions of messages(model, 8)) {
    const domain = textOf(versions, 1)
    if (!Object.entries(operatorVersions).some(([name, version]) => name === domain && version === numberOf(versions, 2)))
      throw new Error(`an ONNX file with other operators: ${domain} ${numberOf(versions, 2)}`)
  }
  return {
    name: textOf(graph, 2),
    nodes: messages(graph, 1).map(readNode),
    constants: new Map(messages(graph, 5).map((tensor) => [textOf(tensor, 8), readTensor(tensor)])),
    inputs: messages(graph, 11).map(readValue),
    outputs: messages(graph, 12).map(readValue),
    about: new Map(messages(model, 14).map((entry) => [textOf(entry, 1), textOf(entry, 2)])),
  }
}

const messages = (fields: Fields, field: number): readonly Fields[] => bytesOf(fields, field).map(readFields)

function readNode(node: Fields): OnnxNode {
  const domain = textOf(node, 7)
  return {
    op: textOf(node, 4),
    domain: domain === 'ai.onnx.ml' ? domain : '',
    inputs: textsOf(node, 1),
    outputs: textsOf(node, 2),
    attributes: Object.fromEntries(messages(node, 5).map((attribute) => [textOf(attribute, 1), readAttribute(attribute)])),
  }
}

function readAttribute(attribute: Fields): OnnxAttribute {
  const type = numberOf(attribute, 20)
  const [tensor] = messages(attribute, 5)
  if (type === 2) return { kind: 'int', value: numberOf(attribute, 3) }
  if (type === 3) return { kind: 'string', value: textOf(attribute, 4) }
  if (type === 4 && tensor) return { kind: 'tensor', value: readTensor(tensor) }
  if (type === 7) return { kind: 'ints', value: numbersOf(attribute, 8) }
  if (type === 8) return { kind: 'strings', value: textsOf(attribute, 9) }
  throw new Error(`an ONNX file with an attribute of type ${type}`)
}

function elementOf(number: number): ElementType {
  const found = Object.entries(elementNumbers).find(([, own]) => own === number)
  if (!found) throw new Error(`an ONNX file with elements of type ${number}`)
  return found[0] as ElementType
}

function readTensor(tensor: Fields): OnnxTensor {
  const type = elementOf(numberOf(tensor, 2))
  const dims = numbersOf(tensor, 1)
  const [raw = new Uint8Array(0)] = bytesOf(tensor, 9)
  return type === 'string' ? { type, dims, values: textsOf(tensor, 6) } : { type, dims, values: readRaw(type, raw) }
}

function readRaw(type: NumberElement, bytes: Uint8Array): Float64Array {
  const size = elementBytes[type]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float64Array.from({ length: bytes.length / size }, (_, at) => {
    if (type === 'double') return view.getFloat64(at * size, true)
    if (type === 'float') return view.getFloat32(at * size, true)
    return type === 'int64' ? Number(view.getBigInt64(at * size, true)) : view.getUint8(at)
  })
}

function readValue(value: Fields): OnnxValue {
  const [type] = messages(value, 2)
  const [tensor] = type ? messages(type, 1) : []
  const [shape] = tensor ? messages(tensor, 2) : []
  if (!tensor || !shape) throw new Error('an ONNX file with an input or output that is no tensor')
  const dims = messages(shape, 1).map((dim) => (dim.has(2) ? textOf(dim, 2) : numberOf(dim, 1)))
  return { name: textOf(value, 1), type: elementOf(numberOf(tensor, 1)), dims }
}
