import { portKindSchema, splitEnd, type Component, type Document, type DocumentNode, type Wire } from '../../protocol/document.ts'
import { endOf } from './component-ends.ts'
import type { PortCatalogue } from '../port-catalogue.ts'

export interface MakeComponent {
  /** The nodes that go inside. */
  readonly nodes: readonly string[]
  /** Its type, `component.NAME`, and the id of the node that takes their place; both free. */
  readonly type: string
  readonly use: string
  readonly title: string
  /** Settings of the nodes that stand in its form. */
  readonly settings: readonly { readonly node: string; readonly param: string; readonly label: string }[]
}

/**
 * The document with these nodes in a component and one use of it in their place. The wires that are cut become its ports: one input for each
 * source outside, however many nodes read it, one output for each port that is read outside. Ports of the nodes that nothing is wired to
 * become ports too: needed inputs, and outputs when there is no other.
 */
export function makeComponent(document: Document, wish: MakeComponent, catalogue: PortCatalogue): Document {
  const chosen = new Set(wish.nodes.filter((id) => document.nodes[id] && !endOf(document.nodes[id].type)))
  const isIn = (end: string) => chosen.has(splitEnd(end).node)
  const kindOf = (end: string, side: 'inputs' | 'outputs') => {
    const { node, port } = splitEnd(end)
    return portKindSchema.catch('table').parse(catalogue.get(document.nodes[node]?.type ?? '')?.[side][port]?.kind)
  }
  const labelOf = (end: string) => {
    const { node } = splitEnd(end)
    const own = document.nodes[node]
    return own?.title ?? catalogue.get(own?.type ?? '')?.title?.en ?? node
  }
  const inputs: Component['inputs'] = {}
  const outputs: Component['outputs'] = {}
  const wires: Wire[] = []
  const outside: Wire[] = []
  const inputOf = new Map<string, string>()
  const outputOf = new Map<string, string>()
  for (const wire of document.wires) {
    const [from, to] = [isIn(wire.from), isIn(wire.to)]
    if (from && to) wires.push(wire)
    else if (to) {
      const port = inputOf.get(wire.from) ?? freePort('in', inputs)
      if (!inputOf.has(wire.from)) {
        inputOf.set(wire.from, port)
        inputs[port] = { label: labelOf(wire.from), kind: kindOf(wire.to, 'inputs'), to: [] }
        outside.push({ from: wire.from, to: `${wish.use}.${port}` })
      }
      inputs[port]?.to.push(wire.to)
    } else if (from) {
      const port = outputOf.get(wire.from) ?? freePort('out', outputs)
      if (!outputOf.has(wire.from)) {
        outputOf.set(wire.from, port)
        outputs[port] = { label: labelOf(wire.from), kind: kindOf(wire.from, 'outputs'), from: wire.from }
      }
      outside.push({ from: `${wish.use}.${port}`, to: wire.to })
    } else outside.push(wire)
  }
  for (const id of chosen) {
    const ports = catalogue.get(document.nodes[id]?.type ?? '')
    for (const [port, spec] of Object.entries(ports?.inputs ?? {})) {
      const end = `${id}.${port}`
      if (!spec.optional && !document.wires.some((wire) => wire.to === end))
        inputs[freePort('in', inputs)] = { label: labelOf(end), kind: kindOf(end, 'inputs'), to: [end] }
    }
    const read = document.wires.some((wire) => splitEnd(wire.from).node === id)
    const [first] = Object.keys(ports?.outputs ?? {})
    if (!read && first !== undefined)
      outputs[freePort('out', outputs)] = {
        label: labelOf(`${id}.${first}`),
        kind: kindOf(`${id}.${first}`, 'outputs'),
        from: `${id}.${first}`,
      }
  }
  const settings: Component['settings'] = {}
  for (const { node, param, label } of wish.settings) settings[freeSetting(param, settings)] = { label, node, param }
  const part = <T>(record: Readonly<Record<string, T>>, keep: boolean) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => chosen.has(id) === keep))
  const places = Object.entries(document.layout).flatMap(([id, at]) => (chosen.has(id) ? [at] : []))
  const middle = (axis: 'x' | 'y') =>
    places.length === 0 ? 0 : Math.round(places.reduce((sum, at) => sum + at[axis], 0) / places.length / 8) * 8
  const use: DocumentNode = { type: wish.type, version: 1, params: {} }
  const component: Component = {
    title: wish.title,
    version: 1,
    inputs,
    outputs,
    settings,
    nodes: Object.fromEntries(Object.entries(part(document.nodes, true)).map(([id, node]) => [id, released(node)])),
    wires,
    notes: {},
    frames: {},
    layout: part(document.layout, true),
  }
  return {
    ...document,
    nodes: { ...part(document.nodes, false), [wish.use]: use },
    wires: outside,
    layout: { ...part(document.layout, false), [wish.use]: { x: middle('x'), y: middle('y') } },
    components: { ...document.components, [wish.type]: component },
  }
}

/** A component has many uses, and a result that is kept belongs to one. */
function released({ kept: _kept, ...node }: DocumentNode): DocumentNode {
  return node
}

function freePort(stem: string, taken: Readonly<Record<string, unknown>>): string {
  let number = 1
  while (Object.hasOwn(taken, `${stem}${number}`)) number++
  return `${stem}${number}`
}

function freeSetting(param: string, taken: Readonly<Record<string, unknown>>): string {
  let name = param
  for (let number = 2; Object.hasOwn(taken, name); number++) name = `${param}-${number}`
  return name
}
