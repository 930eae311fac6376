import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createQuerySandbox } from '../../../engine/adapters/duckdb/query-sandbox.ts'
import type { Database, openDatabase } from '../../../engine/adapters/duckdb/database.ts'
import type { Model } from '../../../engine/learn/model.ts'
import { readRegisteredName } from '../../../engine/protocol/registered-name.ts'
import { mark } from '../../../engine/relation/build.ts'
import type { Relation } from '../../../engine/relation/relation.ts'
import { fitContext } from '../../../engine/run/fit-context.ts'
import { relationsOf } from '../../../engine/run/relations-of.ts'
import { runNodeTask } from '../../../engine/run/run-node-task.ts'
import { openModelStore } from '../../../engine/store/model-store.ts'
import type { Artifact } from '../artifacts.ts'
import type { NetworkTrainer, Outputs, ReadContext } from '../context.ts'
import type { NodeDefinition } from '../define-node.ts'
import { NodeProblem } from '../problem.ts'
import type { ExampleStudy } from './study-examples.ts'

/** What flows into the ports of a node in a test, by port. */
export type PortArtifacts = Readonly<Record<string, readonly Artifact[]>>

export interface Surroundings {
  readonly db: Database
  readonly seed: number
  readonly read: ReadContext
  readonly network: NetworkTrainer
  /** Opens the database of a body that runs in a worker. */
  readonly openForTask: typeof openDatabase
  /** A folder that the test removes; each call makes one inside. */
  readonly folder: string
  /** A model with a name, for the node that takes one. */
  registered?(name: string): Promise<Model | undefined>
  /** What the study of the node has learned before. */
  readonly study?: ExampleStudy
}

const sandbox = createQuerySandbox()
let calls = 0

/**
 * Runs a node's body, whatever its kind, on what flows into its ports, by the engine's own code. The state of a fit body goes through JSON,
 * as it does on disk. Tables are marked by the node, as the engine does it.
 */
export async function runNode(node: NodeDefinition, params: unknown, flows: PortArtifacts, around: Surroundings): Promise<Outputs> {
  const parsed = node.params.parse(params) as never
  const relations = relationsOf(node, new Map(Object.entries(flows).map(([port, artifacts]) => [port, artifacts.map(relationIn)])))
  requireInputs(node, flows)
  for (const problem of node.check?.(parsed, relations) ?? []) if ((problem.severity ?? 'error') === 'error') throw new NodeProblem(problem)
  const [port = 'table'] = Object.keys(node.outputs)
  const marked = (tables: Readonly<Record<string, Relation>>): Outputs =>
    Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [
        name,
        { kind: 'table', relation: mark(table, node.id, name, `${node.id} ${JSON.stringify(parsed)}.${name}`) },
      ]),
    )
  if ('read' in node) {
    const described = await node.read(parsed, around.read)
    return marked({ ...described.others, [port]: described.relation })
  }
  if ('compile' in node) {
    const compiled = node.compile(parsed, relations)
    return marked(isRelation(compiled) ? { [port]: compiled } : compiled)
  }
  if ('bind' in node) {
    const bound = await node.bind(parsed, relations, { query: sandbox })
    return marked(isRelation(bound) ? { [port]: bound } : bound)
  }
  if ('fit' in node) {
    const input = relations.one(Object.keys(node.inputs)[0] ?? 'table')
    const fit = fitContext(around.db, around.seed, new AbortController().signal, flows)
    const state: unknown = JSON.parse(JSON.stringify(await node.fit(parsed, input, fit)))
    const applied = node.apply(state as never, parsed, input)
    const reports = Object.entries(node.reports?.(state as never) ?? {}).map(([name, views]) => [name, { kind: 'report', views }] as const)
    return { ...marked(isRelation(applied) ? { [port]: applied } : applied), ...Object.fromEntries(reports) }
  }
  return runBody(node, parsed, flows, around)
}

async function runBody(node: NodeDefinition, params: never, flows: PortArtifacts, around: Surroundings): Promise<Outputs> {
  const outputFolder = join(around.folder, `run-${calls++}`)
  await mkdir(outputFolder, { recursive: true })
  const { study } = around
  const tables = Object.entries({ ...flows, ...study?.tables }).map(([port, artifacts]) => {
    const relations = artifacts.flatMap((artifact) => (artifact.kind === 'table' ? [artifact.relation] : []))
    return [port, relations.map((relation) => ({ physical: relation, logical: relation, stored: {} }))] as const
  })
  const exported = 'path' in params ? String(params['path']) : ''
  const registered = await registeredIn(params, around)
  const task = {
    kind: 'run-node',
    type: node.id,
    params,
    node: 'tested',
    title: node.title.en,
    fingerprint: 'f'.repeat(32),
    seed: around.seed,
    tables: Object.fromEntries(tables.filter(([, relations]) => relations.length > 0)),
    artifacts: study ? { ...flows, variants: study.models } : flows,
    ...(study && { studied: study.about }),
    outputFolder,
    tempFolder: around.folder,
    memoryLimitBytes: 512 * 1024 * 1024,
    threads: 1,
    exports: exported === '' ? {} : { [exported]: join(outputFolder, 'exported') },
    requests: {},
    ...(registered && { registered }),
    backends: ['cpu'],
    backendPlaces: { wasm: '' },
    crew: { size: 1, entry: '' },
    scriptEntry: resolve(import.meta.dirname, '../../../engine/bin/script-sandbox.ts'),
  } as const
  const { outputs } = await runNodeTask(task, node, around.network, { say: () => undefined, enough: () => false, open: around.openForTask })
  return Object.fromEntries(Object.entries(outputs).map(([port, artifact]) => [port, asOnDisk(artifact)]))
}

/** The model that the params name, as the engine has it on disk. */
async function registeredIn(params: object, { registered, folder }: Surroundings): Promise<{ folder: string; id: string } | undefined> {
  const wanted = 'model' in params && typeof params.model === 'string' ? readRegisteredName(params.model) : null
  const model = wanted && (await registered?.(wanted.name))
  if (!wanted || !model) return undefined
  // All that is trained here has one id.
  await openModelStore(folder).add({ ...model, id: wanted.name }, null)
  return { folder, id: wanted.name }
}

/** What is no table travels as JSON. */
function asOnDisk(artifact: Artifact): Artifact {
  return artifact.kind === 'table' ? artifact : (JSON.parse(JSON.stringify(artifact)) as Artifact)
}

const relationIn = (artifact: Artifact) => ({ relation: artifact.kind === 'table' ? artifact.relation : null })

function isRelation(value: Relation | Readonly<Record<string, Relation>>): value is Relation {
  return 'op' in value && typeof value.op === 'string'
}

/** The engine does not run a node with an empty port; neither does the test. */
function requireInputs(node: NodeDefinition, flows: PortArtifacts): void {
  for (const [port, { label, optional }] of Object.entries(node.inputs))
    if (!optional && (flows[port] ?? []).length === 0)
      throw new NodeProblem({
        code: 'input-missing',
        port,
        text: { en: `Nothing is connected to “${label.en}”.`, fr: `Rien n’est relié à « ${label.fr} ».` },
      })
}
