import { splitEnd, type Document, type DocumentNode, type Params, type Wire } from '../protocol/document.ts'

/** Nodes and wires that stand beside those of a document. */
export interface Addition {
  readonly nodes: Readonly<Record<string, DocumentNode>>
  readonly wires: readonly Wire[]
}

export interface CloneRequest {
  /** The nodes to be copied, as `variantInside` gives them. */
  readonly inside: readonly string[]
  /** Ids of the copies are `PREFIX/id`. */
  readonly prefix: string
  /** Ends `NODE.PORT` that the copies read instead of others. */
  readonly feeds: ReadonlyMap<string, string>
  /** Other values of params, by node. */
  readonly params?: Readonly<Record<string, Params>>
}

/**
 * A copy of some nodes, wired as they are: among each other as copies, to everything else as it stands. What was kept or bound to a parameter
 * and is said anew here is neither in the copy: copies are computed.
 */
export function variantClone(document: Document, { inside, prefix, feeds, params = {} }: CloneRequest): Addition {
  const copied = new Set(inside)
  const own = (id: string) => `${prefix}/${id}`
  const nodes = Object.fromEntries(
    inside.flatMap((id): [string, DocumentNode][] => {
      const node = document.nodes[id]
      if (!node) return []
      const { kept: _kept, bind, ...rest } = node
      const said = params[id] ?? {}
      const bound = Object.fromEntries(Object.entries(bind ?? {}).filter(([param]) => !Object.hasOwn(said, param)))
      return [[own(id), { ...rest, params: { ...rest.params, ...said }, ...(Object.keys(bound).length > 0 && { bind: bound }) }]]
    }),
  )
  const wires = document.wires.flatMap(({ from, to }): Wire[] => {
    const target = splitEnd(to)
    if (!copied.has(target.node)) return []
    const source = splitEnd(from)
    const end = feeds.get(from) ?? (copied.has(source.node) ? `${own(source.node)}.${source.port}` : from)
    return [{ from: end, to: `${own(target.node)}.${target.port}` }]
  })
  return { nodes, wires }
}

/** The document with more nodes and wires. */
export function withAddition(document: Document, { nodes, wires }: Addition): Document {
  return { ...document, nodes: { ...document.nodes, ...nodes }, wires: [...document.wires, ...wires] }
}
