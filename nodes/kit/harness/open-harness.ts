import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openDatabase, type Database } from '../../../engine/adapters/duckdb/database.ts'
import { createNetworkTrainer } from '../../../engine/adapters/tensorflow/network-trainer.ts'
import { convertRecords } from '../../../engine/adapters/files/convert-records.ts'
import { convertExcel } from '../../../engine/adapters/files/convert-excel.ts'
import { createDatabases } from '../../../engine/adapters/databases/databases.ts'
import { openDrivers } from '../../../engine/adapters/databases/drivers.ts'
import { driverFolders } from '../../../engine/adapters/databases/testing/database-servers.ts'
import { describeEach } from '../../../engine/adapters/files/describe-each.ts'
import { describeFile } from '../../../engine/adapters/files/describe-file.ts'
import { listFiles } from '../../../engine/adapters/files/list-files.ts'
import { accountHashKey } from '../../../engine/store/hash-keys.ts'
import type { Artifact } from '../artifacts.ts'
import type { ReadContext } from '../context.ts'
import type { ExampleInputs, ExampleMade, ExampleTable, NodeDefinition } from '../define-node.ts'
import { priceModel, sideModel } from '../model-examples.ts'
import { NodeProblem } from '../problem.ts'
import { databasePool } from './database-pool.ts'
import { deepFreeze } from './deep-freeze.ts'
import { relationOf, tableOf } from './example-table.ts'
import { runNode, type PortArtifacts, type Surroundings } from './run-node.ts'
import { studyExample } from './study-examples.ts'

/** What a node gave: tables as rows, everything else as it is. */
export interface Results {
  readonly tables: Readonly<Record<string, ExampleTable>>
  readonly artifacts: Readonly<Record<string, Artifact>>
}

export interface Harness {
  readonly db: Database
  run(node: NodeDefinition, params: unknown, inputs?: ExampleInputs): Promise<Results>
  /** What flows into the ports. */
  flows(inputs: ExampleInputs): Promise<PortArtifacts>
  close(): Promise<void>
}

/** What the registry of a test holds. */
const named: Readonly<Record<string, ExampleMade>> = { side: sideModel, 'flat-price': priceModel }

/** Opens a database in a folder of its own. Source nodes find the sample data of the repository, by name or as a path relative to it. */
export async function openHarness(catalogue: ReadonlyMap<string, NodeDefinition>): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-nodes-'))
  // Keys of hashes are made in the test's folder, not in the account of who runs it.
  process.env['MILLRACE_HOME'] ??= folder
  const db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder, hashKey: accountHashKey })
  const network = createNetworkTrainer(['cpu'], { wasm: '' }, () => undefined)
  const pool = databasePool()
  const read = sampleReader(db, folder)
  const around: Surroundings = { db, seed: 1, read, network, openForTask: pool.open, folder, registered: (name) => registered(name) }

  const nodeOf = (id: string): NodeDefinition => {
    const node = catalogue.get(id)
    if (!node) throw new Error(`an example needs the node ${id}, which is not there`)
    return node
  }

  const registered = async (name: string) => {
    const made = named[name] && (await flow(named[name]))
    return made?.kind === 'model' ? made.model : undefined
  }

  const makeInput = async (input: ExampleMade): Promise<Artifact> => {
    const made = (await runNode(nodeOf(input.node), input.params, await flowsOf(input.inputs ?? {}), around))[input.port]
    if (!made) throw new Error(`${input.node} has no output ${input.port}`)
    return deepFreeze(made)
  }

  // What other nodes made is kept, as the engine keeps it: an example is run many times on the same model.
  const kept = new Map<string, Promise<Artifact>>()
  const flow = async (input: ExampleTable | ExampleMade): Promise<Artifact> => {
    if ('columns' in input) return { kind: 'table', relation: relationOf(input) }
    const key = JSON.stringify(input)
    const known = kept.get(key) ?? makeInput(input)
    kept.set(key, known)
    return known
  }

  const flowsOf = async (inputs: ExampleInputs): Promise<PortArtifacts> => {
    const flows: Record<string, readonly Artifact[]> = {}
    for (const [port, given] of Object.entries(inputs)) flows[port] = await Promise.all([given].flat().map(flow))
    return flows
  }

  const runWith = async (node: NodeDefinition, params: unknown, inputs: ExampleInputs) => {
    const flows = await flowsOf(inputs)
    const models = [inputs['models'] ?? []].flat().filter((input): input is ExampleMade => 'node' in input)
    const run = (id: string, settings: unknown, given: PortArtifacts) => runNode(nodeOf(id), settings, given, around)
    const judge = (id: string, settings: unknown, model: ExampleMade) => runWith(nodeOf(id), settings, { models: [model] })
    const tableIn = async (input: ExampleTable | ExampleMade) => {
      const artifact = await flow(input)
      return artifact.kind === 'table' ? artifact.relation : undefined
    }
    const tools = { around, nodeOf, tableIn, run, judge }
    const study = models.length === 0 ? undefined : await studyExample(node, node.params.parse(params), models, tools)
    return runNode(node, params, flows, study ? { ...around, study } : around)
  }

  return {
    db,
    flows: flowsOf,
    async run(node, params, inputs = {}) {
      const artifacts = await runWith(node, params, inputs)
      const tables: Record<string, ExampleTable> = {}
      for (const [port, artifact] of Object.entries(artifacts))
        if (artifact.kind === 'table') tables[port] = await tableOf(db, artifact.relation)
      return { tables, artifacts }
    },
    async close() {
      pool.close()
      db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function sampleReader(db: Database, folder: string): ReadContext {
  const samples = resolve(import.meta.dirname, '../../../assets/samples')
  const { signal } = new AbortController()
  const tools = { db, convertedFolder: folder, convertExcel, convertRecords }
  const describe: ReadContext['describe'] = async (path, options) => {
    try {
      return await describeFile(tools, resolve(samples, path), options, signal)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
      throw new NodeProblem({ code: 'file-missing', param: 'path', text: { en: 'There is no such file.', fr: 'Ce fichier n’existe pas.' } })
    }
  }
  // Examples read files of the repository; there is no server that they could reach.
  const databases = createDatabases(
    db,
    openDrivers(db, driverFolders, folder),
    () => Promise.resolve(null),
    (text) => process.stderr.write(`${text}\n`),
  )
  return {
    signal,
    describe,
    database: ({ at, read }) => databases.describe({ at: 'file' in at ? { file: resolve(samples, at.file) } : at, read }),
    async describeFolder(path, wanted, options) {
      const files = await listFiles(resolve(samples, path), wanted)
      return describeEach(files, (file) => describe(file, options))
    },
    async sample(name) {
      const index = JSON.parse(await readFile(join(samples, 'index.json'), 'utf8')) as readonly { name: string; file: string }[]
      const found = index.find((sample) => sample.name === name)
      if (!found) throw new Error(`there is no sample ${name}`)
      return describe(found.file, { format: 'auto' })
    },
  }
}
