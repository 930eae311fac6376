import type { DocumentNode, Document, Wire } from '../protocol/document.ts'
import { splitEnd } from '../protocol/document.ts'
import type { DocumentDiff, NodeDiff, WireDiff } from '../protocol/experiment-comparison.ts'
import { topology } from './topology.ts'
import { canonical } from './write-document.ts'

type Graph = Pick<Document, 'nodes' | 'wires' | 'seed' | 'parameters'>

type ReadParams = (node: DocumentNode) => DocumentNode['params']

/**
 * What differs between two documents (without components). Nodes are matched by id; what is left by its place: the same wires come in, or the
 * same lead out. The key of a node is its id in B, or in A where B has none. `read`: the params of a node with its defaults.
 */
export function diffDocuments(a: Graph, b: Graph, read: ReadParams = ({ params }) => params): DocumentDiff {
  const matches = matchNodes(a, b)
  const keyOf = (id: string) => matches.get(id) ?? id
  const wires = diffWires(a, b, keyOf)
  const back = new Map([...matches].map(([one, other]) => [other, one]))
  const fresh = new Set(wires.filter(({ state }) => state !== 'same').map(({ to }) => splitEnd(to).node))
  const nodes = orderOf(wires, [...Object.keys(a.nodes).map(keyOf), ...Object.keys(b.nodes)]).map((key): NodeDiff => {
    const idA = back.get(key) ?? (Object.hasOwn(a.nodes, key) && !matches.has(key) ? key : null)
    const [one, other] = [idA === null ? undefined : a.nodes[idA], b.nodes[key]]
    const params = one && other && one.type === other.type ? differing(settingsOf(one, read), settingsOf(other, read)) : []
    const state = !one
      ? 'added'
      : !other
        ? 'removed'
        : one.type !== other.type
          ? 'replaced'
          : params.length > 0
            ? 'changed'
            : fresh.has(key)
              ? 'moved'
              : 'same'
    return {
      key,
      ids: [idA, other ? key : null],
      types: [one?.type ?? null, other?.type ?? null],
      titles: [one?.title ?? null, other?.title ?? null],
      state,
      params,
    }
  })
  const whole = (graph: Graph) => ({
    seed: graph.seed,
    ...Object.fromEntries(Object.entries(graph.parameters).map(([name, { default: value }]) => [`@${name}`, value])),
  })
  const names = nodes.reduce((sum, { ids: [idA, idB] }) => {
    const set = [idA === null ? undefined : a.nodes[idA], idB === null ? undefined : b.nodes[idB]]
    return sum + new Set(set.flatMap((node) => (node ? Object.keys(read(node)) : []))).size
  }, 0)
  return { nodes, wires, settings: differing(whole(a), whole(b)), params: names }
}

/** Everything of a node that changes what it does. */
function settingsOf(node: DocumentNode, read: ReadParams): DocumentNode['params'] {
  const { disabled, bind = {} } = node
  const bound = Object.fromEntries(Object.entries(bind).map(([param, name]) => [param, `@${name}`]))
  return { ...read(node), ...bound, ...(disabled === true && { disabled: true }) }
}

function differing(a: DocumentNode['params'], b: DocumentNode['params']): NodeDiff['params'] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((param) => canonical(a[param] ?? null) !== canonical(b[param] ?? null))
    .map((param) => ({ param, ...(a[param] !== undefined && { a: a[param] }), ...(b[param] !== undefined && { b: b[param] }) }))
}

/** Nodes of A and of B that are the same one: id in A -> id in B. */
function matchNodes(a: Graph, b: Graph): ReadonlyMap<string, string> {
  const matches = new Map(Object.keys(a.nodes).flatMap((id) => (Object.hasOwn(b.nodes, id) ? [[id, id] as const] : [])))
  const taken = new Set(matches.values())
  const keyOf = (id: string) => matches.get(id)
  for (let found = true; found;) {
    found = false
    for (const [id, node] of Object.entries(a.nodes)) {
      if (matches.has(id)) continue
      const place = placeOf(id, a.wires, keyOf)
      const other = Object.keys(b.nodes).find(
        (candidate) =>
          !taken.has(candidate) &&
          kindOf(b.nodes[candidate]) === kindOf(node) &&
          isSamePlace(
            place,
            placeOf(candidate, b.wires, (end) => end),
          ),
      )
      if (other === undefined) continue
      matches.set(id, other)
      taken.add(other)
      found = true
    }
  }
  return matches
}

/** Only nodes of one category stand for each other. */
const kindOf = (node: DocumentNode | undefined) => node?.type.split('.')[0]

interface Place {
  readonly incoming: string
  readonly outgoing: string
}

/** The wires of a node, written with ends that both documents know. Empty where a neighbour has no partner yet. */
function placeOf(id: string, wires: readonly Wire[], keyOf: (id: string) => string | undefined): Place {
  const say = (own: string, end: string) => {
    const { node, port } = splitEnd(end)
    const key = keyOf(node)
    return key === undefined ? undefined : `${splitEnd(own).port} ${key}.${port}`
  }
  const incoming = wires.filter(({ to }) => splitEnd(to).node === id).map(({ from, to }) => say(to, from))
  const outgoing = wires.filter(({ from }) => splitEnd(from).node === id).map(({ from, to }) => say(from, to))
  const join = (list: readonly (string | undefined)[]) => {
    const known = list.filter((end) => end !== undefined)
    return known.length < list.length ? '' : known.toSorted((one, other) => (one < other ? -1 : 1)).join('\n')
  }
  return { incoming: join(incoming), outgoing: join(outgoing) }
}

function isSamePlace(one: Place, other: Place): boolean {
  return (one.incoming !== '' && one.incoming === other.incoming) || (one.outgoing !== '' && one.outgoing === other.outgoing)
}

function diffWires(a: Graph, b: Graph, keyOf: (id: string) => string): WireDiff[] {
  const translate = (end: string) => {
    const { node, port } = splitEnd(end)
    return `${keyOf(node)}.${port}`
  }
  const before = a.wires.map(({ from, to }) => ({ from: translate(from), to: translate(to) }))
  const isIn = (list: readonly Wire[], wire: Wire) => list.some(({ from, to }) => from === wire.from && to === wire.to)
  return [
    ...b.wires.map(({ from, to }): WireDiff => ({ from, to, state: isIn(before, { from, to }) ? 'same' : 'added' })),
    ...before.filter((wire) => !isIn(b.wires, wire)).map(({ from, to }): WireDiff => ({ from, to, state: 'removed' })),
  ]
}

/** All keys, each behind what it reads in either document; those of a circle at the end. */
function orderOf(wires: readonly WireDiff[], keys: readonly string[]): readonly string[] {
  const all = [...new Set(keys)]
  const { order } = topology({ nodes: Object.fromEntries(all.map((key) => [key, {}])), wires })
  return [...order, ...all.filter((key) => !order.includes(key))]
}
