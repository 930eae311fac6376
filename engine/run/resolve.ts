// From a document to runs: resolving nodes to relations, planning, scheduling, workers, artifacts.

import { createHash } from 'node:crypto'
import type { BindContext, ReadContext } from '../../nodes/kit/context.ts'
import type { NodeDefinition } from '../../nodes/kit/define-node.ts'
import { NodeProblem, type NodeProblemData } from '../../nodes/kit/problem.ts'
import { canonical } from '../graph/write-document.ts'
import { expandComponents, type Expanded } from '../graph/expand-components.ts'
import { topology, type Topology } from '../graph/topology.ts'
import { withAddition, type Addition } from '../graph/variant-clone.ts'
import { splitEnd, type Document, type DocumentNode } from '../protocol/document.ts'
import type { Problem } from '../protocol/problem.ts'
import { readRegisteredName } from '../protocol/registered-name.ts'
import type { Text } from '../protocol/text.ts'
import { inputRelation, mark } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'
import type { Column } from '../relation/types.ts'
import { resolvedUse } from './resolved-use.ts'
import { emptyPort } from './empty-port.ts'
import { cyclicProblem, danglingProblem, openPort, problemOf, wireMismatch } from './resolve-problems.ts'
import { keptNode, withoutKeptInputs } from './kept-node.ts'
import { relationsOf } from './relations-of.ts'
import { learnedEnds, type LearnedEnds } from './learned-ends.ts'
import { learningProblems } from './learning-problems.ts'
import { boundParams } from './bound-params.ts'
import { byPort } from './by-port.ts'
import { countedParams } from './counted-params.ts'
import { parseParams } from './parse-params.ts'
import type { FindRegistered, RegisteredPlace } from './registered-models.ts'
import { registeredProblems } from './registered-problems.ts'
import { fillSamples, type SampledRows, type SampledTable } from './sampled-rows.ts'
import { problemData } from './problem-data.ts'

export type Catalogue = ReadonlyMap<string, NodeDefinition>

/** A table at a port before it is computed. `relation` null: nothing can be said yet. */
export interface TablePort {
  readonly relation: Relation | null
  /** Columns were learned from a sample and may change with the run. */
  readonly estimated: boolean
}

/** What a run body gave for the first rows of its inputs. */
export interface RunSample {
  /** By output port; without any there is a problem. */
  readonly outputs: Readonly<Record<string, Relation>>
  /** The inputs have no more rows than these. */
  readonly complete: boolean
  readonly problem: NodeProblemData | null
}

export interface ResolvedNode {
  readonly id: string
  readonly node: DocumentNode
  readonly definition: NodeDefinition | undefined
  /** Parsed params; null when they do not fit the schema. */
  readonly params: Record<string, unknown> | null
  readonly fingerprint: string
  readonly problems: readonly Problem[]
  /** Content id of what a read body reads. */
  readonly stamp?: string
  /** The version of a model with a name that it asks for. */
  readonly registered?: RegisteredPlace
  readonly configured: boolean
  readonly sentence: Text
  /** Sources by input port, in wire order: where each wire comes from. */
  readonly sources: ReadonlyMap<string, readonly { node: string; port: string }[]>
  readonly inputs: ReadonlyMap<string, readonly TablePort[]>
  readonly outputs: ReadonlyMap<string, TablePort>
  readonly notices: readonly Text[]
  /** The state of a fit body that was used, when there is one. */
  readonly estimated: boolean
  /** Its result is one of earlier: that of its fingerprint. `changed`: its settings or inputs would give another one now. */
  readonly kept?: { readonly at: string; readonly changed: boolean }
}

export interface Resolved {
  /** As it is computed: without components. */
  readonly document: Document
  /** As it was given. */
  readonly source: Document
  /** As it runs: nothing leads to a node whose result is kept. */
  readonly topology: Topology
  /** All nodes as they are computed, and the nodes that use components. */
  readonly nodes: ReadonlyMap<string, ResolvedNode>
  readonly uses: Expanded['uses']
  /** Rows of steps that have not run, by what stands for them in the relations. */
  readonly samples: SampledRows
  /** Problems of the document as a whole and of its wires. */
  readonly problems: readonly Problem[]
}

/** What resolving asks of the engine. */
export interface ResolveTools {
  readonly catalogue: Catalogue
  readonly read: ReadContext
  readonly bind: BindContext
  /** Content id of what a read body reads, for its fingerprint. */
  stamp(definition: NodeDefinition, params: Record<string, unknown>): Promise<string>
  readonly registered: FindRegistered
  /** The state that `fit` learned under this fingerprint, from the cache; `estimate` from a sample when there is none. Absent: nothing is estimated; undefined: a model has not run. */
  state(fingerprint: string): Promise<unknown>
  estimate?(
    node: { definition: NodeDefinition; params: Record<string, unknown>; fingerprint: string; seed: number; models: LearnedEnds },
    input: Relation,
  ): Promise<unknown>
  /** What a run body that can be seen before a run gives for the first rows of these inputs. */
  sample?(
    node: { definition: NodeDefinition; params: Record<string, unknown>; fingerprint: string; seed: number },
    inputs: ReadonlyMap<string, readonly SampledTable[]>,
  ): Promise<RunSample>
  /** The type of the node that left a result under this fingerprint; undefined when there is none. */
  left(fingerprint: string): Promise<string | undefined>
  /** The table that a run body left under this fingerprint. */
  table(fingerprint: string, port: string): Promise<Relation | undefined>
}

/** Works out, for every node, what flows through its ports and what is wrong. Reads headers and samples of files, computes nothing else. */
export async function resolveDocument(source: Document, tools: ResolveTools): Promise<Resolved> {
  const { document, uses } = expandComponents(source)
  const graph = topology(document)
  const nodes = new Map<string, ResolvedNode>()
  const samples = new Map<string, SampledTable>()
  const problems: Problem[] = []
  for (const wire of document.wires) {
    const from = splitEnd(wire.from)
    const to = splitEnd(wire.to)
    const output = tools.catalogue.get(document.nodes[from.node]?.type ?? '')?.outputs[from.port]
    const input = tools.catalogue.get(document.nodes[to.node]?.type ?? '')?.inputs[to.port]
    if (uses.has(from.node)) problems.push(openPort(from, source.components?.[uses.get(from.node)?.component ?? '']))
    else if (!document.nodes[from.node] || !document.nodes[to.node]) problems.push(danglingProblem(wire))
    else if (output && input && output.kind !== input.kind) problems.push(wireMismatch(wire, output.kind, input.kind))
  }
  for (const id of graph.cyclic) problems.push(cyclicProblem(id))
  for (const id of graph.order) {
    const node = await resolveNode(id, { document, graph, nodes, samples, tools })
    nodes.set(id, node.node.kept ? await keptNode(node, tools) : node)
  }
  for (const id of graph.cyclic) nodes.set(id, unresolved(id, document, tools.catalogue))
  const running = topology(withoutKeptInputs(document))
  for (const [id, found] of [...learningProblems({ document, topology: running, nodes }), ...registeredProblems(nodes)]) {
    const node = nodes.get(id)
    if (node) nodes.set(id, { ...node, problems: [...node.problems, ...found] })
  }
  for (const [id, use] of uses) nodes.set(id, resolvedUse(id, use, { source, nodes }))
  return { document, source, topology: running, nodes, problems, uses, samples }
}

/** The same document with more nodes. Of what learns there nothing is estimated: its tables are unknown until it has run. */
export async function resolveMore(resolved: Resolved, addition: Addition, tools: ResolveTools): Promise<Resolved> {
  const document = withAddition(resolved.document, addition)
  const graph = topology(document)
  const nodes = new Map(resolved.nodes)
  const scope = { document, graph, nodes, samples: new Map(resolved.samples), tools }
  for (const id of graph.order) if (Object.hasOwn(addition.nodes, id)) nodes.set(id, await resolveNode(id, scope))
  return { ...resolved, document, topology: topology(withoutKeptInputs(document)), nodes }
}

interface Scope {
  readonly document: Document
  readonly graph: Topology
  readonly nodes: ReadonlyMap<string, ResolvedNode>
  readonly samples: Map<string, SampledTable>
  readonly tools: ResolveTools
}

const none: Text = { en: '', fr: '' }

function unresolved(id: string, document: Document, catalogue: Catalogue): ResolvedNode {
  const node = document.nodes[id] as DocumentNode
  return {
    id,
    node,
    definition: catalogue.get(node.type),
    params: null,
    fingerprint: '',
    problems: [],
    configured: false,
    sentence: none,
    sources: new Map(),
    inputs: new Map(),
    outputs: new Map(),
    notices: [],
    estimated: false,
  }
}

async function resolveNode(id: string, scope: Scope): Promise<ResolvedNode> {
  const { document, graph, nodes, tools } = scope
  const base = unresolved(id, document, tools.catalogue)
  const { node, definition } = base
  const sources = new Map<string, { node: string; port: string }[]>()
  for (const wire of graph.incoming.get(id) ?? []) {
    const { port } = splitEnd(wire.to)
    sources.set(port, [...(sources.get(port) ?? []), splitEnd(wire.from)])
  }
  if (!definition) {
    return {
      ...base,
      sources,
      problems: [
        problemOf(id, {
          code: 'node-unknown',
          text: { en: `This Millrace has no node “${node.type}”.`, fr: `Ce Millrace n’a pas de nœud « ${node.type} ».` },
        }),
      ],
    }
  }
  const inputs = new Map<string, TablePort[]>()
  const problems: Problem[] = []
  let configured = true
  for (const [port, spec] of Object.entries(definition.inputs)) {
    const from = (sources.get(port) ?? []).filter((source) => document.nodes[source.node])
    if (from.length === 0 && !spec.optional) {
      configured = false
      problems.push(emptyPort({ node: id, port }, spec.label, { document, graph, catalogue: tools.catalogue }))
    }
    if (spec.kind === 'table')
      inputs.set(
        port,
        from.map((source) => nodes.get(source.node)?.outputs.get(source.port) ?? { relation: null, estimated: false }),
      )
  }
  const bound = boundParams(node, definition, document.parameters)
  const toTyped = (data: NodeProblemData) => problemOf(id, bound.typed(data))
  const parsed = parseParams(definition, bound.params)
  problems.push(...bound.problems.map((data) => problemOf(id, data)))
  if (!parsed.ok) {
    problems.push(...parsed.problems.map(toTyped))
    return { ...base, sources, inputs, problems, configured: false }
  }
  const params = parsed.params
  const disabled = node.disabled === true
  const sentence = definition.explain(params as never)
  const inherited = [...sources]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([port, from]) => `${port}=${from.map((source) => `${nodes.get(source.node)?.fingerprint ?? '?'}.${source.port}`).join(',')}`)
  let stamp = ''
  let registered: RegisteredPlace | undefined
  if (definition.body === 'read' || ('run' in definition && definition.watches)) {
    try {
      const wanted = 'run' in definition && definition.watches === 'registry' ? readRegisteredName(String(params['model'])) : null
      registered = wanted ? await tools.registered(wanted) : undefined
      stamp = registered?.stamp ?? (await tools.stamp(definition, params))
    } catch (error) {
      problems.push(problemOf(id, problemData(error)))
      return { ...base, sources, inputs, params, sentence, problems, configured: configured && !isUnset(error) }
    }
  }
  const fingerprint = createHash('sha256')
    .update(
      [
        definition.id,
        definition.version,
        disabled ? 'off' : '',
        canonical(countedParams(definition, params)),
        document.seed,
        stamp,
        ...inherited,
      ].join('\n'),
    )
    .digest('hex')
    .slice(0, 32)
  const known = {
    ...base,
    sources,
    inputs,
    params,
    fingerprint,
    sentence,
    ...(stamp !== '' && { stamp }),
    ...(registered && { registered }),
  }
  if (registered?.moved && (await tools.left(fingerprint)) === undefined) problems.push(toTyped(registered.moved))
  const blocked = [...inputs.entries()].some(
    ([port, tables]) =>
      tables.some((table) => table.relation === null) && !(definition.inputs[port]?.optional ?? false) && tables.length > 0,
  )
  if (!configured || blocked) return { ...known, problems, configured }
  try {
    const relations = relationsOf(definition, inputs)
    if ('check' in definition && definition.check) problems.push(...definition.check(params as never, relations).map(toTyped))
    if (problems.some((problem) => problem.severity === 'error'))
      return { ...known, problems, configured: configured && !problems.some((problem) => unset.has(problem.code)) }
    const estimatedInput = [...inputs.values()].flat().some((table) => table.estimated)
    const result = await outputsOf(known, relations, scope)
    const outputs = new Map(
      Object.entries(result.outputs).map(([port, relation]): [string, TablePort] => [
        port,
        { relation: relation && mark(relation, id, port, `${fingerprint}.${port}`), estimated: estimatedInput || result.estimated },
      ]),
    )
    problems.push(...(result.warnings ?? []).map((data) => problemOf(id, { severity: 'warning', ...data }, document)))
    if (result.problem) problems.push(toTyped(result.problem))
    return { ...known, problems, configured, outputs, notices: result.notices, estimated: result.estimated }
  } catch (error) {
    // Nobody waits for the answer any more.
    tools.read.signal.throwIfAborted()
    problems.push(toTyped(problemData(error)))
    return { ...known, problems, configured: configured && !isUnset(error) }
  }
}

const unset = new Set(['path-missing', 'nothing-chosen', 'target-missing', 'groups-missing', 'model-missing'])

/** Problems that only say that something was not chosen yet. */
function isUnset(error: unknown): boolean {
  return error instanceof NodeProblem && unset.has(error.data.code)
}

interface NodeOutputs {
  readonly outputs: Readonly<Record<string, Relation | null>>
  readonly estimated: boolean
  readonly notices: readonly Text[]
  /** What a body says of its state, or of what its run found. */
  readonly warnings?: readonly NodeProblemData[]
  readonly problem?: NodeProblemData
}

async function outputsOf(node: ResolvedNode, relations: ReturnType<typeof relationsOf>, scope: Scope): Promise<NodeOutputs> {
  const { document, samples, tools } = scope
  const { definition, params, fingerprint } = node
  if (!definition || !params) return { outputs: {}, estimated: false, notices: [] }
  const [first = 'table'] = Object.keys(definition.outputs)
  if (node.node.disabled) return { outputs: passThrough(definition, relations), estimated: false, notices: [] }
  if ('read' in definition) {
    const described = await definition.read(params as never, tools.read)
    return { outputs: { ...described.others, [first]: described.relation }, estimated: false, notices: described.notices }
  }
  if ('compile' in definition) {
    return { outputs: byPort(definition.compile(params as never, relations), first), estimated: false, notices: [] }
  }
  if ('bind' in definition) {
    return { outputs: byPort(await definition.bind(params as never, relations, tools.bind), first), estimated: false, notices: [] }
  }
  if ('fit' in definition) {
    const input = relations.one(Object.keys(definition.inputs)[0] ?? 'table')
    const known = await tools.state(fingerprint)
    const seen = fillSamples(input, samples)?.relation
    const tried = seen && seen !== input ? `${fingerprint} tried` : fingerprint
    const asked = { definition, params, fingerprint: tried, seed: document.seed, models: learnedEnds(node, scope.nodes) }
    const state = known ?? (seen && (await tools.estimate?.(asked, seen)))
    // What comes out of a step that has not run has no rows to learn from yet, unless it was tried on a few; a model is not there yet.
    if (state === undefined) return { outputs: unknownTables(definition), estimated: true, notices: [] }
    return {
      outputs: byPort(definition.apply(state as never, params as never, input), first),
      estimated: known === undefined,
      notices: [],
      warnings: definition.warnings?.(state as never, params as never) ?? [],
    }
  }
  const outputs: Record<string, Relation | null> = {}
  const columns: Readonly<Record<string, readonly Column[]>> = definition.columns?.(params as never, relations) ?? {}
  const tables = Object.entries(definition.outputs).flatMap(([port, { kind }]) => (kind === 'table' ? [port] : []))
  const stored = new Map(await Promise.all(tables.map(async (port) => [port, await tools.table(fingerprint, port)] as const)))
  const sample = definition.preview && tables.some((port) => !stored.get(port)) ? await sampleOf(node, scope) : null
  for (const port of tables) {
    const name = `${fingerprint}.${port}`
    const sampled = sample?.outputs[port]
    const announced = columns[port] ?? sampled?.columns
    outputs[port] = stored.get(port) ?? (announced ? inputRelation(name, announced) : null)
    if (sample && sampled && !stored.get(port)) samples.set(name, { relation: sampled, complete: sample.complete })
  }
  const estimated = tables.some((port) => outputs[port] && !stored.get(port) && !columns[port])
  const found = definition.warnings ? await tools.state(fingerprint) : undefined
  const warnings = found === undefined ? [] : (definition.warnings?.(found as never, params as never) ?? [])
  return { outputs, estimated, notices: [], warnings, ...(sample?.problem && { problem: sample.problem }) }
}

/** What a run body gives for its first rows; null where there are none to be had yet. */
async function sampleOf(node: ResolvedNode, { document, samples, tools }: Scope): Promise<RunSample | null> {
  const { definition, params, fingerprint } = node
  if (!definition || !params) return null
  const inputs = new Map<string, readonly SampledTable[]>()
  for (const [port, tables] of node.inputs) {
    const filled = tables.flatMap(({ relation }) => (relation && fillSamples(relation, samples)) ?? [])
    if (filled.length < tables.length) return null
    inputs.set(port, filled)
  }
  return (await tools.sample?.({ definition, params, fingerprint, seed: document.seed }, inputs)) ?? null
}

/** Table outputs that nothing is known of before a run. */
function unknownTables({ outputs }: NodeDefinition): Record<string, null> {
  return Object.fromEntries(Object.entries(outputs).flatMap(([port, { kind }]) => (kind === 'table' ? [[port, null]] : [])))
}

/** A disabled node hands its first table on to its first table output. */
function passThrough(definition: NodeDefinition, relations: ReturnType<typeof relationsOf>): Record<string, Relation | null> {
  const input = Object.entries(definition.inputs).find(([, port]) => port.kind === 'table')
  const output = Object.entries(definition.outputs).find(([, port]) => port.kind === 'table')
  if (!output) return {}
  return { [output[0]]: input ? (relations.optional(input[0]) ?? relations.many(input[0])[0] ?? null) : null }
}
