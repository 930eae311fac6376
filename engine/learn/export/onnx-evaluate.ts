import { onnxElementwise } from './onnx-evaluate-elements.ts'
import { onnxShaped } from './onnx-evaluate-shapes.ts'
import { onnxTextOperators } from './onnx-evaluate-texts.ts'
import { treeEnsemble } from './onnx-evaluate-trees.ts'
import type { OnnxTensor } from './onnx-model.ts'
import type { OnnxOperator } from './onnx-operator.ts'
import { readOnnx } from './onnx-read.ts'

/** The operators that are written here, each as its specification says for the types and shapes that are used. */
export const onnxOperators: Readonly<Record<string, OnnxOperator>> = {
  ...onnxElementwise,
  ...onnxShaped,
  ...onnxTextOperators,
  TreeEnsembleRegressor: treeEnsemble,
}

/**
 * What the bytes of an ONNX file that was written here answer: its outputs by name. For a few rows, to hold them against the model's own answers;
 * it is no runtime. Throws Error for other operators and for inputs that are not there.
 */
export function evaluateOnnx(bytes: Uint8Array, inputs: ReadonlyMap<string, OnnxTensor>): ReadonlyMap<string, OnnxTensor> {
  const model = readOnnx(bytes)
  const known = new Map<string, OnnxTensor>([...model.constants, ...inputs])
  const found = (name: string) => {
    const tensor = known.get(name)
    if (!tensor) throw new Error(`an ONNX file asks for ${name}, which is not there`)
    return tensor
  }
  for (const { op, inputs: given, outputs, attributes } of model.nodes) {
    const operator = Object.hasOwn(onnxOperators, op) ? onnxOperators[op] : undefined
    if (!operator) throw new Error(`the operator ${op} is not written here`)
    const results = operator(given.map(found), attributes)
    outputs.forEach((name, at) => {
      const result = results[at]
      if (result) known.set(name, result)
    })
  }
  return new Map(model.outputs.map(({ name }) => [name, found(name)]))
}
