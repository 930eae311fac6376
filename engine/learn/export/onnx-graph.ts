import type { OnnxAttributes, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from './onnx-model.ts'

/** Builds a graph from its inputs on. Tensors are known by their names; what is asked for twice is computed once. */
export interface OnnxGraph {
  input(value: OnnxValue): string
  constant(tensor: OnnxTensor): string
  /** The first output of an operator of ONNX's own domain. */
  node(op: string, inputs: readonly string[], attributes?: OnnxAttributes): string
  /** All `count` outputs of an operator; `domain` is its own where it has one. */
  nodes(
    op: string,
    inputs: readonly string[],
    more: { attributes?: OnnxAttributes; domain?: OnnxNode['domain']; count?: number },
  ): readonly string[]
  /** Whether a tensor is the same for all rows. */
  isFixed(tensor: string): boolean
  output(value: OnnxValue, tensor: string): void
  /** What the outputs need, and all inputs. */
  model(name: string, about: ReadonlyMap<string, string>): OnnxModel
}

/** Longer constants and attributes are not compared. */
const mostCompared = 64

/** `taken`: names that inputs and outputs will have. */
export function onnxGraph(taken: ReadonlySet<string>): OnnxGraph {
  const nodes: OnnxNode[] = []
  const inputs: OnnxValue[] = []
  const outputs: OnnxValue[] = []
  const constants = new Map<string, OnnxTensor>()
  const fixed = new Set<string>()
  const made = new Map<string, readonly string[]>()
  let named = 0
  const fresh = () => {
    for (;;) {
      const name = `t${++named}`
      if (!taken.has(name)) return name
    }
  }
  const once = (key: string | null, make: () => readonly string[]) => {
    const before = key === null ? undefined : made.get(key)
    if (before) return before
    const names = make()
    if (key !== null) made.set(key, names)
    return names
  }

  const graph: OnnxGraph = {
    input(value) {
      inputs.push(value)
      return value.name
    },
    constant(tensor) {
      const key = tensor.values.length > mostCompared ? null : `${tensor.type} [${tensor.dims.join()}] ${valuesKey(tensor)}`
      const [name] = once(key, () => {
        const own = fresh()
        constants.set(own, tensor)
        fixed.add(own)
        return [own]
      })
      return name!
    },
    node: (op, given, attributes = {}) => graph.nodes(op, given, { attributes })[0]!,
    nodes(op, given, { attributes = {}, domain = '', count = 1 }) {
      const long = Object.values(attributes).some(({ value }) => Array.isArray(value) && value.length > mostCompared)
      return once(long ? null : `${op} ${JSON.stringify([given, keyOf(attributes)])}`, () => {
        const names = Array.from({ length: count }, fresh)
        nodes.push({ op, domain, inputs: given, outputs: names, attributes })
        if (given.every((name) => fixed.has(name))) for (const name of names) fixed.add(name)
        return names
      })
    },
    isFixed: (tensor) => fixed.has(tensor),
    output(value, tensor) {
      nodes.push({ op: 'Identity', domain: '', inputs: [tensor], outputs: [value.name], attributes: {} })
      outputs.push(value)
    },
    model(name, about) {
      const needed = new Set(outputs.map((output) => output.name))
      const kept: OnnxNode[] = []
      for (const node of nodes.toReversed()) {
        if (!node.outputs.some((output) => needed.has(output))) continue
        for (const input of node.inputs) needed.add(input)
        kept.push(node)
      }
      const used = new Map([...constants].filter(([own]) => needed.has(own)))
      return { name, nodes: kept.reverse(), constants: used, inputs, outputs, about }
    },
  }
  return graph
}

/** -0 and 0 are two numbers here. */
function valuesKey({ type, values }: OnnxTensor): string {
  return type === 'string' ? JSON.stringify(values) : Array.from(values, (value) => (Object.is(value, -0) ? '-0' : String(value))).join()
}

function keyOf(attributes: OnnxAttributes): unknown {
  return Object.entries(attributes).map(([name, { kind, value }]) =>
    kind === 'tensor' ? [name, value.type, value.dims, valuesKey(value)] : [name, kind, value],
  )
}
