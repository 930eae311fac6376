import { splitEnd, type Document, type Params } from '../../protocol/document.ts'
import { topology } from '../../graph/topology.ts'
import { writeParams, type WrittenParams } from '../../graph/write-params.ts'
import type { Column } from '../../relation/types.ts'
import type { Resolved, ResolvedNode } from '../resolve.ts'
import { namingFields } from './param-fields.ts'
import { rewriteNames } from './rewrite-names.ts'

/** Old name -> new name. */
export type Renames = ReadonlyMap<string, string>

/**
 * What has to change downstream so that an edit of nodes breaks no name: columns that have another name at the same place of an output, by the
 * edit or because of one further up, are renamed in the params that name them. `resolve` says what columns a document gives. Nodes are taken in
 * order, so that columns made of renamed ones (`price clean`) are followed too. Names travel through components, into them and out of them.
 */
export async function followRenames(
  documents: { readonly before: Document; readonly after: Document },
  resolve: (document: Document) => Promise<Resolved>,
): Promise<WrittenParams> {
  const { before, after } = documents
  const was = await resolve(before)
  let now = await resolve(after)
  const { document: flat, topology: graph } = now
  const edited = editedNodes(was.document, flat)
  const renamed = new Map<string, Renames>()
  for (const id of edited) notice(id, { was, now, trusted: trustEdit(was.nodes.get(id), now.nodes.get(id)) }, renamed)
  if (renamed.size === 0) return { commands: [], settings: 0 }
  const changes = new Map<string, Params>()
  for (const id of graph.order) {
    const node = now.nodes.get(id)
    if (!node || edited.includes(id)) continue
    const arriving = arrivingAt(node, renamed)
    if (arriving.size === 0) continue
    const params = node.definition
      ? rewriteNames(namingFields(node.definition), unbound(node), (name, { port }) => arriving.get(port)?.get(name) ?? name)
      : {}
    if (Object.keys(params).length > 0) {
      changes.set(id, params)
      now = await resolve(withParams(flat, changes))
    }
    notice(id, { was, now, trusted: trustArriving([...arriving.values()]) }, renamed)
  }
  return writeParams(after, changes)
}

/** Nodes of both documents whose params differ. */
function editedNodes(before: Document, after: Document): readonly string[] {
  return Object.entries(after.nodes).flatMap(([id, { params }]) => {
    const old = before.nodes[id]?.params
    return old && old !== params && JSON.stringify(old) !== JSON.stringify(params) ? [id] : []
  })
}

/** Params whose value is not that of a parameter of the pipeline. */
function unbound({ node }: ResolvedNode): Params {
  const bound = new Set(Object.keys(node.bind ?? {}))
  return Object.fromEntries(Object.entries(node.params).filter(([name]) => !bound.has(name)))
}

function withParams(document: Document, changes: ReadonlyMap<string, Params>): Document {
  const nodes = Object.entries(document.nodes).map(
    ([id, node]) => [id, { ...node, params: { ...node.params, ...changes.get(id) } }] as const,
  )
  return { ...document, nodes: Object.fromEntries(nodes) }
}

/** The renames that reach each input port of a node. */
function arrivingAt({ sources }: ResolvedNode, renamed: ReadonlyMap<string, Renames>): ReadonlyMap<string, Renames> {
  const found = new Map<string, Renames>()
  for (const [port, from] of sources) {
    const all = from.flatMap((source) => [...(renamed.get(`${source.node}.${source.port}`) ?? [])])
    if (all.length > 0) found.set(port, new Map(all))
  }
  return found
}

interface Looked {
  readonly was: Resolved
  readonly now: Resolved
  readonly trusted: (from: string, to: string) => boolean
}

/** Writes down which columns of a node's outputs have another name now. */
function notice(id: string, { was, now, trusted }: Looked, renamed: Map<string, Renames>): void {
  const [old, fresh] = [was.nodes.get(id), now.nodes.get(id)]
  for (const [port, { relation }] of old?.outputs ?? []) {
    const after = fresh?.outputs.get(port)?.relation
    if (!relation || !after) continue
    const found = renamedColumns(relation.columns, after.columns, trusted)
    if (found.size > 0) renamed.set(`${id}.${port}`, found)
  }
}

/** Columns at the same place and of the same type whose old name is gone and whose new one was not there. */
export function renamedColumns(
  before: readonly Column[],
  after: readonly Column[],
  trusted: (from: string, to: string) => boolean,
): Renames {
  if (before.length !== after.length) return new Map()
  const [old, fresh] = [new Set(before.map(({ name }) => name)), new Set(after.map(({ name }) => name))]
  return new Map(
    before.flatMap(({ name, type }, at): [string, string][] => {
      const other = after[at]
      if (!other || other.name === name || other.type !== type || fresh.has(name) || old.has(other.name)) return []
      return trusted(name, other.name) ? [[name, other.name]] : []
    }),
  )
}

/**
 * An edit renames what its params say: another column chosen is another column, not a new name. Nodes that only rename are believed in any
 * case.
 */
function trustEdit(was: ResolvedNode | undefined, now: ResolvedNode | undefined): (from: string, to: string) => boolean {
  const inputs = new Set(
    [...(was?.inputs.values() ?? [])].flat().flatMap(({ relation }) => relation?.columns.map(({ name }) => name) ?? []),
  )
  const [old, fresh] = [JSON.stringify(was?.params ?? {}), JSON.stringify(now?.params ?? {})]
  const spoken = (text: string, name: string) => text.includes(JSON.stringify(name).slice(1, -1))
  return (from, to) =>
    !inputs.has(to) &&
    (now?.definition?.id === 'clean.rename-columns' || (spoken(fresh, to) && !spoken(old, to)) || ended(was, now, from, to))
}

/** Whether two names differ as two texts of the params do: `price clean`, `price tidy`. */
function ended(was: ResolvedNode | undefined, now: ResolvedNode | undefined, from: string, to: string): boolean {
  return Object.entries(was?.params ?? {}).some(([name, old]) => {
    const fresh = now?.params?.[name]
    if (typeof old !== 'string' || typeof fresh !== 'string' || old === fresh || old === '') return false
    return (
      (from.endsWith(old) && to === from.slice(0, -old.length) + fresh) || (from.startsWith(old) && to === fresh + from.slice(old.length))
    )
  })
}

/** Further down a name changes as one that arrives does, or is made of it. */
function trustArriving(all: readonly Renames[]): (from: string, to: string) => boolean {
  const pairs = all.flatMap((renames) => [...renames])
  return (from, to) => pairs.some(([old, fresh]) => from.includes(old) && from.replace(old, () => fresh) === to)
}

/** Nodes behind these, in order. */
export function downstreamOf(document: Document, ids: readonly string[]): readonly string[] {
  const reached = new Set(ids)
  const { order } = topology(document)
  for (const id of order)
    if (document.wires.some(({ from, to }) => splitEnd(to).node === id && reached.has(splitEnd(from).node))) reached.add(id)
  return order.filter((id) => reached.has(id))
}
