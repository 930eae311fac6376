import { broadcast, intOf, intsOf, textOf, textsIn, textsOf, type OnnxOperator } from './onnx-operator.ts'

/** Operators of texts. */
export const onnxTextOperators: Readonly<Record<string, OnnxOperator>> = {
  LabelEncoder: ([data], attributes) => {
    const places = intsOf(attributes, 'values_int64s')
    const known = new Map(textsOf(attributes, 'keys_strings').map((key, at) => [key, places[at]!]))
    const none = intOf(attributes, 'default_int64', -1)
    return [{ type: 'int64', dims: data!.dims, values: Float64Array.from(textsIn(data), (text) => known.get(text) ?? none) }]
  },
  // The patterns that are written mean the same to RE2 and to JavaScript.
  RegexFullMatch: ([data], attributes) => {
    const pattern = new RegExp(`^(?:${textOf(attributes, 'pattern')})$`, 'u')
    return [{ type: 'bool', dims: data!.dims, values: Float64Array.from(textsIn(data), (text) => Number(pattern.test(text))) }]
  },
  StringConcat: ([first, second]) => {
    const { dims, places } = broadcast([first!.dims, second!.dims])
    const [before, behind] = [textsIn(first), textsIn(second)]
    const [a, b] = places as [Int32Array, Int32Array]
    return [{ type: 'string', dims, values: Array.from(a, (place, at) => before[place]! + behind[b[at]!]!) }]
  },
}
