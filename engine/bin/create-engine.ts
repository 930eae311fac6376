// Where everything is put together: the engine, the command line, the studio's servers. Nothing else wires.

import type { ConvertedRecords, RecordsWanted } from '../adapters/files/convert-records.ts'
import type { ConvertedSheets, SheetsWanted } from '../adapters/files/convert-excel.ts'
import { createWriteStream } from 'node:fs'
import { mkdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { createQuerySandbox } from '../adapters/duckdb/query-sandbox.ts'
import { createDatabases, type Databases } from '../adapters/databases/databases.ts'
import { openDrivers, type Drivers } from '../adapters/databases/drivers.ts'
import { isInside, resolveOutput, type FileAccess } from '../adapters/files/file-access.ts'
import type { Document } from '../protocol/document.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { EngineEventBody } from '../protocol/event.ts'
import type { MonitorReport } from '../protocol/workspace.ts'
import { createEventLog, type EventLog } from '../http/event-log.ts'
import { diskProblem } from '../store/disk-problem.ts'
import { resolveDocument, resolveMore, type Catalogue, type Resolved } from '../run/resolve.ts'
import { createResolveMemory, resolveTools } from '../run/resolve-tools.ts'
import { keepSources, type SourceKeeper } from '../run/keep-sources.ts'
import { watchInputs, type InputWatcher } from '../run/watch-inputs.ts'
import { describeRun } from '../run/compare/describe-run.ts'
import { registeredModels } from '../run/registered-models.ts'
import { createRunService, type RunService, type RunServiceOptions } from '../run/run-service.ts'
import { createWorkerPool, type WorkerPool } from '../run/worker-pool.ts'
import { openArtifactStore, type ArtifactStore } from '../store/artifact-store.ts'
import { accountHashKey } from '../store/hash-keys.ts'
import { openPipelineStore, type PipelineStore } from '../store/pipeline-store.ts'
import { openRegistry, type RegistryStore } from '../store/registry-store.ts'
import { openRunIndex, type RunIndex } from '../store/experiment-index.ts'
import { openRunStore, type RunStore } from '../store/run-store.ts'
import { openWorkspace, type Workspace } from '../store/workspace.ts'
import { lockWorkspace } from '../store/workspace-lock.ts'
import { openGrants, type Grants } from '../store/grants.ts'
import { connectionPlaces, openConnectionStore, type ConnectionStore } from '../store/connection-store.ts'
import { userFolder } from '../store/user-folder.ts'
import type { BackendPlaces } from '../adapters/tensorflow/backend.ts'
import { createBackendService, type BackendService } from '../run/backend-service.ts'
import { createEndpointService, type EndpointService } from '../serve/endpoint-service.ts'
import { openEndpointStore } from '../serve/endpoint-store.ts'
import { requestRelations, requestStamp } from '../serve/request-relations.ts'
import { openModelStore, type ModelStore } from '../store/model-store.ts'
import { accountName } from './account-name.ts'
import { driverFolders } from './driver-folders.ts'
import { catalogue } from '../../nodes/catalogue.ts'
import { toProblem } from '../../nodes/kit/problem.ts'

/** More threads than that wait for memory, not for each other. */
const mostThreads = 16

export interface EngineOptions {
  readonly workspace: string
  /** Folder with samples and examples. */
  readonly assets: string
  /** The bundled entries of a worker and of the probe of back ends. */
  readonly workerEntry: string
  readonly probeEntry: string
  readonly backendPlaces: BackendPlaces
  readonly version: string
  /** Share of the machine's memory that tables may take; the rest is for training and for other programs. */
  readonly memoryLimitBytes?: number
  /** JavaScript heap of each worker, in MiB; half of the memory limit unless given. */
  readonly workerHeapMegabytes?: number
  readonly cacheLimitBytes?: number
  /** Text files at least so long are kept as columns in the background, in bytes. */
  readonly fewestKeptBytes?: number
  /** Files outside the workspace may be read because a person named the pipeline on the command line. */
  readonly trusted?: boolean
  readonly log: (text: string) => void
}

export interface Engine {
  readonly workspace: Workspace
  readonly catalogue: Catalogue
  readonly db: Database
  readonly store: ArtifactStore
  readonly runs: RunStore
  readonly pipelines: PipelineStore
  readonly runService: RunService
  readonly runIndex: RunIndex
  readonly registry: RegistryStore
  /** Runs that leave no record and tell nobody: what is tried to compare runs. */
  readonly replays: RunService
  readonly workers: WorkerPool
  readonly events: EventLog
  readonly grants: Grants
  readonly access: FileAccess
  readonly models: ModelStore
  readonly connections: ConnectionStore
  readonly databases: Databases
  readonly drivers: Drivers
  readonly endpoints: EndpointService
  readonly backends: BackendService
  readonly backendPlaces: BackendPlaces
  readonly sources: SourceKeeper
  readonly inputs: InputWatcher
  readonly version: string
  readonly memoryLimitBytes: number
  readonly cores: number
  readonly assets: string
  /** Everything that can be said of a document whose file lies in `folder`. */
  resolve(document: Document, folder: string, signal: AbortSignal): Promise<Resolved>
  emit(event: EngineEventBody): void
  upload(name: string, body: AsyncIterable<Buffer>): Promise<string>
  log(text: string): void
  close(): Promise<void>
}

const gigabyte = 1024 ** 3

/**
 * Opens a workspace and starts everything that works on it. Throws ProblemError `workspace-in-use`, or of a disk that does not let it.
 * Runs nothing.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  try {
    const workspace = await openWorkspace(options.workspace)
    const unlock = await lockWorkspace(workspace.folder)
    try {
      return await assemble(options, workspace, unlock)
    } catch (error) {
      unlock()
      throw error
    }
  } catch (error) {
    const disk = error instanceof ProblemError ? null : diskProblem(error)
    throw disk ? new ProblemError(toProblem(disk, '')) : error
  }
}

async function assemble(options: EngineOptions, workspace: Workspace, unlock: () => void): Promise<Engine> {
  const cores = availableParallelism()
  const memoryLimitBytes = options.memoryLimitBytes ?? Math.floor(totalmem() * 0.6)
  const db = await openDatabase({
    memoryLimitBytes: Math.max(gigabyte / 4, memoryLimitBytes * 0.5),
    threads: cores,
    tempDirectory: workspace.spill,
    hashKey: accountHashKey,
  })
  const store = openArtifactStore(workspace.artifacts)
  await store.tidy()
  // What a killed engine or worker had put out of its memory.
  await rm(workspace.spill, { recursive: true, force: true })
  await mkdir(workspace.spill, { recursive: true })
  const runs = openRunStore(workspace.runs)
  // A full disk must not keep a person from opening what is there.
  await runs.closeLost().catch((error: unknown) => options.log(`the record of a lost run cannot be written: ${String(error)}`))
  const grants = await openGrants(join(workspace.folder, '.millrace', 'grants.json'))
  const pipelines = openPipelineStore(workspace, catalogue, (path) => grants.has(path))
  const events = createEventLog()
  const access: FileAccess = {
    workspace: workspace.folder,
    isGranted: (path) => options.trusted === true || grants.has(path) || isInside(options.assets, path),
    picked: () => grants.list(),
  }
  const workers = createWorkerPool({
    entry: options.workerEntry,
    heapMegabytes: options.workerHeapMegabytes ?? Math.max(512, Math.floor((memoryLimitBytes * 0.5) / 1024 ** 2)),
  })
  const memory = createResolveMemory()
  const bind = { query: createQuerySandbox() }
  const crewEntry = join(dirname(options.workerEntry), 'crew-thread.js')
  const scriptEntry = join(dirname(options.workerEntry), 'script-sandbox.js')
  const convertExcel = async (path: string, wanted: SheetsWanted, stem: string, signal: AbortSignal) =>
    (await workers.run({ kind: 'convert-excel', path, wanted, stem }, signal)).result as ConvertedSheets
  const convertRecords = async (path: string, wanted: RecordsWanted, stem: string, signal: AbortSignal) =>
    (await workers.run({ kind: 'convert-records', path, wanted, stem }, signal)).result as ConvertedRecords
  const describe = { db, convertedFolder: workspace.converted, convertExcel, convertRecords }

  const connections = openConnectionStore(...connectionPlaces(workspace.folder, userFolder()))
  const drivers = openDrivers(db, driverFolders(options.assets), join(userFolder(), 'extensions'))
  const databases = createDatabases(
    db,
    drivers,
    async (name) => {
      const connection = await connections.read(name)
      return connection && { connection, password: await connections.password(name) }
    },
    options.log,
  )

  const models = openModelStore(workspace.models)
  const registry = openRegistry(join(workspace.models, 'registry.sqlite'), accountName(), () => new Date().toISOString())
  const registered = registeredModels(registry, models)
  const toolsIn = (folder: string, signal: AbortSignal) =>
    resolveTools({
      catalogue,
      describe,
      store,
      access,
      folder,
      assets: options.assets,
      signal,
      memory,
      databases,
      bind,
      scriptEntry,
      requestStamp: () => requestStamp(endpoints),
      registered,
    })
  const resolveIn = (document: Document, folder: string, signal: AbortSignal) => resolveDocument(document, toolsIn(folder, signal))

  const endpoints = createEndpointService({
    db,
    models,
    store: openEndpointStore(workspace.endpoints),
    async watch(request) {
      const task = {
        ...request,
        models: workspace.models,
        tempFolder: workspace.spill,
        memoryLimitBytes: Math.floor(memoryLimitBytes * 0.1),
      }
      const { result } = await workers.run({ kind: 'watch-requests', ...task }, new AbortController().signal)
      return result as MonitorReport | null
    },
    emit: events.emit,
    log: options.log,
  })
  const backends = createBackendService({
    probeEntry: options.probeEntry,
    places: options.backendPlaces,
    file: join(workspace.folder, '.millrace', 'backends.json'),
    version: options.version,
  })

  const cacheLimitBytes = options.cacheLimitBytes ?? 10 * gigabyte
  const sources = keepSources({
    store,
    workers,
    tempFolder: workspace.spill,
    memoryLimitBytes: Math.floor(memoryLimitBytes * 0.1),
    threads: Math.max(1, Math.floor(cores / 2)),
    cacheLimitBytes,
    ...(options.fewestKeptBytes !== undefined && { fewestBytes: options.fewestKeptBytes }),
    log: options.log,
  })
  const environment = { os: `${type()} ${release()} ${arch()}`, cpu: cpus()[0]?.model ?? '', cores, memoryBytes: totalmem() }
  const [duckdb] = await db.rows('SELECT version()')
  const versions = { millrace: options.version, node: process.version, duckdb: String(duckdb?.[0]) }
  const runOptions: RunServiceOptions = {
    runs,
    store,
    describe: (ended) => describeRun(ended, { store, versions, environment }),
    version: options.version,
    cacheLimitBytes,
    kept: () => pipelines.kept(),
    emit: events.emit,
    execute: {
      db,
      store,
      workers,
      cores,
      bind,
      // What a study adds reads no file, and nothing of it is estimated: it is about to run.
      more(resolved, addition, signal) {
        const { estimate: _estimate, sample: _sample, ...tools } = toolsIn(workspace.folder, signal)
        return resolveMore(resolved, addition, tools)
      },
      async workerSettings(node) {
        const path = node.params?.['path']
        const exports: Record<string, string> = {}
        if (typeof path === 'string' && path !== '' && node.definition?.body === 'run') {
          exports[path] = resolveOutput(path, workspace.folder, access)
          await mkdir(dirname(exports[path] as string), { recursive: true })
        }
        return {
          tempFolder: workspace.spill,
          keptFolder: join(workspace.folder, '.millrace', 'training'),
          memoryLimitBytes: Math.floor(memoryLimitBytes * 0.3),
          threads: Math.max(1, cores - 1),
          exports,
          requests: await requestRelations(endpoints),
          ...(node.registered && { registered: { folder: workspace.models, id: node.registered.id } }),
          backends: await backends.order(),
          backendPlaces: options.backendPlaces,
          crew: { size: Math.min(mostThreads, cores), entry: crewEntry },
          scriptEntry,
        }
      },
      async finished(node, outputs) {
        for (const artifact of Object.values(outputs)) {
          if (artifact.kind === 'model') await models.add(artifact.model, null)
          if (artifact.kind === 'endpoint') {
            const model = await models.read(artifact.endpoint.model)
            if (!model) throw new Error(`${node.id} deploys a model that was not stored`)
            await endpoints.deploy(artifact.endpoint, model)
          }
        }
      },
    },
  }
  const runService = createRunService(runOptions)
  // What is tried to compare runs must push nothing out of the store, and put no model among those of the workspace.
  const replays = createRunService({
    ...runOptions,
    runs: { begin: async () => undefined, finish: async () => undefined, log: (_, text) => options.log(text) },
    cacheLimitBytes: Infinity,
    emit: () => undefined,
    execute: { ...runOptions.execute, finished: async () => undefined },
  })
  const inputs = watchInputs({
    db,
    store,
    busy: () => runService.running().length > 0,
    changed: () => events.emit({ type: 'workspace.changed', what: 'findings' }),
    log: options.log,
  })
  const runIndex = openRunIndex(join(workspace.folder, '.millrace', 'runs.sqlite'), runs, () => runService.recorded())

  return {
    workspace,
    catalogue,
    db,
    store,
    runs,
    pipelines,
    runService,
    runIndex,
    registry,
    replays,
    workers,
    events,
    grants,
    access,
    models,
    connections,
    databases,
    drivers,
    endpoints,
    backends,
    backendPlaces: options.backendPlaces,
    sources,
    inputs,
    version: options.version,
    memoryLimitBytes,
    cores,
    assets: options.assets,
    resolve: resolveIn,
    emit: events.emit,
    log: options.log,
    upload: (name, body) => storeUpload(workspace, name, body),
    async close() {
      await Promise.all([runService.stop(), replays.stop(), sources.stop(), inputs.stop()])
      try {
        await endpoints.close()
      } finally {
        workers.close()
        runIndex.close()
        registry.close()
        db.close()
        unlock()
      }
    },
  }
}

/** Puts an uploaded file into the data folder under a name that is free; gives its path relative to the workspace. */
async function storeUpload(workspace: Workspace, name: string, body: AsyncIterable<Buffer>): Promise<string> {
  await mkdir(workspace.data, { recursive: true })
  const safe = name.replace(/[\\/:*?"<>|\0]/g, '_').replace(/^\.+/, '') || 'file'
  const dot = safe.lastIndexOf('.')
  const stem = dot > 0 ? safe.slice(0, dot) : safe
  const extension = dot > 0 ? safe.slice(dot) : ''
  let target = join(workspace.data, safe)
  for (
    let number = 2;
    await stat(target).then(
      () => true,
      () => false,
    );
    number++
  )
    target = join(workspace.data, `${stem}-${number}${extension}`)
  const part = `${target}.part`
  try {
    await pipeline(body, createWriteStream(part))
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    if (error instanceof Error && 'code' in error) Object.assign(error, { path: target })
    throw error
  }
  return relative(await realpath(workspace.folder), await realpath(resolve(target)))
    .split(sep)
    .join('/')
}
