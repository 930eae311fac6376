import { reach } from '../graph/topology.ts'
import { splitEnd } from '../protocol/document.ts'
import type { Relation } from '../relation/relation.ts'
import { inputsOf } from '../relation/print/duckdb.ts'
import type { StepRecord } from '../store/artifact-store.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'
import { waitingTopology } from './study-cut.ts'

export interface PlannedStep {
  readonly node: string
  readonly fingerprint: string
  /** Its result is there already; nothing of it is computed, or only again inside another query. */
  readonly reuse: boolean
  /** Table ports whose rows are written to disk by this step. Other ports are computed inside the queries that read them. */
  readonly materialise: readonly string[]
  /** Steps that must be done before. */
  readonly after: readonly string[]
}

export interface Plan {
  /** In an order in which they can be done. */
  readonly steps: readonly PlannedStep[]
  /** Fingerprints of the steps that are computed anew: what lies on disk of them is not read before it has been written again. */
  readonly anew: ReadonlySet<string>
}

export interface PlanRequest {
  readonly resolved: Resolved
  /** Nodes whose results are wanted; empty: all that nothing reads, and all that run. */
  readonly targets: readonly string[]
  /** These nodes and everything behind them are computed anew. */
  readonly from: readonly string[]
  readonly records: ReadonlyMap<string, StepRecord>
}

/**
 * Says what has to be done for the targets. A step is reused when its record is there; a step whose rows were never written is written only
 * when it is a target nobody reads, when a body that is no query reads it, or when several readers share costly work.
 */
export function planRun({ resolved, targets, from, records }: PlanRequest): Plan {
  const { nodes } = resolved
  const topology = waitingTopology(resolved)
  const wanted = targets.length > 0 ? targets : terminals(resolved)
  const included = reach(topology, wanted, 'up')
  // A result that is kept stays, whoever asks for it anew.
  const forced = new Set([...reach(resolved.topology, from, 'down')].filter((id) => !nodes.get(id)?.kept))
  const recordOf = (id: string) => {
    const node = nodes.get(id)
    return node && !forced.has(id) ? records.get(node.fingerprint) : undefined
  }
  // What lies on disk, or will before it is read, by fingerprint and port.
  const cut = new Set<string>()
  const readsOf = (id: string) => readings(nodes.get(id), recordOf(id))
  const steps = topology.order
    .filter((id) => included.has(id))
    .map((id): PlannedStep => {
      const node = nodes.get(id) as ResolvedNode
      const record = recordOf(id)
      for (const port of Object.keys(record?.ports ?? {})) cut.add(`${node.fingerprint}.${port}`)
      const shared = { resolved: { ...resolved, topology }, included, cut, readsOf }
      // What a step left on disk earlier is written again when it is computed anew: later runs read it. The columns of a file are as they were.
      const left = forced.has(id) && !isOfFile(node) ? Object.keys(records.get(node.fingerprint)?.ports ?? {}) : []
      const kept = wanted.includes(id) ? tablePorts(node) : [...sharedPorts(node, shared), ...learnedFrom(node, shared)]
      const ports = [...new Set([...kept, ...tablePorts(node).filter((port) => left.includes(port))])]
      for (const port of ports) cut.add(`${node.fingerprint}.${port}`)
      const isQuery = node.definition !== undefined && !('run' in node.definition)
      const missing = isQuery ? ports.filter((port) => record?.ports[port] === undefined) : []
      const hasEffect = node.definition !== undefined && 'run' in node.definition && node.definition.effect === true
      const reuse = record !== undefined && (missing.length === 0 || !wanted.includes(id)) && !(hasEffect && forced.has(id))
      const after = (topology.incoming.get(id) ?? []).map((wire) => splitEnd(wire.from).node)
      return { node: id, fingerprint: node.fingerprint, reuse, materialise: reuse ? [] : missing, after: [...new Set(after)] }
    })
  return { steps, anew: new Set([...forced].flatMap((id) => (included.has(id) ? (nodes.get(id)?.fingerprint ?? []) : []))) }
}

/** Nodes that nothing reads, and those whose body is more than a query. */
function terminals({ topology, nodes, document }: Resolved): string[] {
  const read = new Set(document.wires.map(({ from }) => splitEnd(from).node))
  return topology.order.filter((id) => {
    const definition = nodes.get(id)?.definition
    // What only feeds nodes whose results are kept is wanted by nobody.
    if (read.has(id) && (topology.outgoing.get(id) ?? []).length === 0) return false
    return !read.has(id) || (definition !== undefined && 'run' in definition)
  })
}

function tablePorts(node: ResolvedNode): string[] {
  return Object.entries(node.definition?.outputs ?? {}).flatMap(([port, spec]) => (spec.kind === 'table' ? [port] : []))
}

interface Sharing {
  readonly resolved: Resolved
  readonly included: ReadonlySet<string>
  readonly cut: ReadonlySet<string>
  /** How often a node reads its input. */
  readsOf(node: string): number
}

/** Ports that are read several times and are costly to compute again. */
function sharedPorts(node: ResolvedNode, { resolved, included, cut, readsOf }: Sharing): string[] {
  return tablePorts(node).filter((port) => {
    const readers = (resolved.topology.outgoing.get(node.id) ?? [])
      .filter((wire) => wire.from === `${node.id}.${port}`)
      .map((wire) => splitEnd(wire.to).node)
      .filter((id) => included.has(id))
    const reads = readers.reduce((sum, id) => sum + readsOf(id), 0)
    const relation = node.outputs.get(port)?.relation
    // Learning sees no order: rows that are learned from once and computed once are sorted once.
    return reads > 1 && relation !== undefined && relation !== null && isCostly(relation, { cut, sorted: readers.length > 1 })
  })
}

/**
 * Rows of a database that a training step will read: they are fetched once, since another look may find other rows, or the same ones in
 * another order, and workers have no connection.
 */
function learnedFrom(node: ResolvedNode, { resolved: { topology, nodes }, included }: Pick<Sharing, 'resolved' | 'included'>): string[] {
  const fromServer = tablePorts(node).filter((port) => {
    const relation = node.outputs.get(port)?.relation
    return node.definition?.body === 'read' && relation && isOfDatabase(relation)
  })
  if (fromServer.length === 0) return []
  const trains = [...reach(topology, [node.id], 'down')].some((id) => {
    const definition = nodes.get(id)?.definition
    return included.has(id) && definition !== undefined && 'run' in definition && definition.effect !== true
  })
  return trains ? fromServer : []
}

const isOfFile = ({ definition, outputs }: ResolvedNode) =>
  definition?.body === 'read' && ![...outputs.values()].some(({ relation }) => relation && isOfDatabase(relation))

function isOfDatabase(relation: Relation): boolean {
  return relation.op === 'scan' ? relation.source.format === 'database' : inputsOf(relation).some(isOfDatabase)
}

/** What has something to learn reads its rows once to learn and once to be computed. */
function readings(node: ResolvedNode | undefined, record: StepRecord | undefined): number {
  const { definition, params } = node ?? {}
  if (!definition || !('fit' in definition) || node?.node.disabled || record?.state !== undefined) return 1
  return definition.learns && params && !definition.learns(params as never) ? 1 : 2
}

interface Costs {
  readonly cut: ReadonlySet<string>
  /** Whether more than one reader wants the rows in order. */
  readonly sorted: boolean
}

/** Work that is worth keeping when it is read twice: anything that must see many rows before it gives one, and is not kept below already. */
function isCostly(relation: Relation, costs: Costs): boolean {
  if (relation.op === 'mark' && costs.cut.has(relation.fingerprint)) return false
  if (relation.op === 'aggregate' || relation.op === 'distinct' || relation.op === 'sample' || relation.op === 'query') return true
  if (relation.op === 'sort' && costs.sorted) return true
  // What was learned comes as a table of a few values: joining it costs nothing.
  if (relation.op === 'join' && relation.left.op !== 'values' && relation.right.op !== 'values') return true
  // A server that is asked twice may answer differently.
  if (relation.op === 'scan') return relation.source.format === 'database'
  if (relation.op === 'project' && relation.exprs.some((item) => item.expr.kind === 'window')) return true
  return inputsOf(relation).some((input) => isCostly(input, costs))
}
