import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { BindContext, Described, ReadContext, ReadOptions } from '../../nodes/kit/context.ts'
import { describeFile, type DescribeTools } from '../adapters/files/describe-file.ts'
import { resolveInput, type FileAccess } from '../adapters/files/file-access.ts'
import type { Databases } from '../adapters/databases/databases.ts'
import { describeEach } from '../adapters/files/describe-each.ts'
import { folderStamp, listFiles } from '../adapters/files/list-files.ts'
import { fileStamp } from '../adapters/files/file-stamp.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import { databaseReader } from './database-reader.ts'
import type { FindRegistered } from './registered-models.ts'
import { estimateState } from './estimate-state.ts'
import { fitContext } from './fit-context.ts'
import type { Catalogue, ResolveTools, RunSample } from './resolve.ts'
import { samplePath } from './sample-files.ts'
import { sampleRun } from './sample-run.ts'
import { shareWork } from './share-work.ts'
import { withSamples } from './source-samples.ts'

export interface ResolveToolsOptions {
  readonly catalogue: Catalogue
  readonly describe: DescribeTools
  readonly store: ArtifactStore
  readonly access: FileAccess
  /** Folder that relative paths of the document start from. */
  readonly folder: string
  readonly assets: string
  readonly signal: AbortSignal
  readonly memory: ResolveMemory
  readonly databases: Databases
  readonly bind: BindContext
  /** The program in which a person's JavaScript runs. */
  readonly scriptEntry: string
  /** Changes with every request that an endpoint of the workspace answered. */
  requestStamp(): Promise<string>
  readonly registered: FindRegistered
}

/** What was found out once and stays true: described files by stamp, states estimated from samples by fingerprint. */
export interface ResolveMemory {
  readonly described: Map<string, Described>
  /** Files that are being described. */
  readonly describing: ReturnType<typeof shareWork<Described>>
  readonly states: Map<string, unknown>
  readonly samples: Map<string, RunSample>
  /** Samples that are being made. */
  readonly sampling: ReturnType<typeof shareWork<RunSample>>
}

export function createResolveMemory(): ResolveMemory {
  return { described: new Map(), describing: shareWork(), states: new Map(), samples: new Map(), sampling: shareWork() }
}

const mostRemembered = 500
/** These hold rows: up to 60,000 cells, and what was made of them. */
const mostSamples = 20

function remember<V>(map: Map<string, V>, key: string, value: V, most = mostRemembered): V {
  if (map.size >= most) {
    const [oldest] = map.keys()
    if (oldest !== undefined) map.delete(oldest)
  }
  map.set(key, value)
  return value
}

/** The tools of resolveDocument over a real workspace. */
export function resolveTools(options: ResolveToolsOptions): ResolveTools {
  const { describe, store, memory, signal } = options
  const described = async (path: string, settings: ReadOptions) => {
    const key = `${path}\n${await fileStamp(path)}\n${JSON.stringify(settings)}`
    const known = memory.described.get(key)
    if (known) return known
    const found = await memory.describing(key, signal, (wanted) => describeFile(describe, path, settings, wanted))
    return remember(memory.described, key, memory.described.get(key) ?? found)
  }
  const databases = databaseReader(
    options.databases,
    options,
    async (key, ask) => memory.described.get(key) ?? remember(memory.described, key, await ask()),
  )
  const read: ReadContext = {
    signal,
    describe: async (named, settings) => described(await resolveInput(named, options.folder, options.access), settings),
    async describeFolder(named, wanted, settings) {
      const files = await listFiles(await resolveInput(named, options.folder, options.access), wanted)
      return describeEach(files, (path) => described(path, settings))
    },
    database: (named) => databases.describe(named),
    sample: async (name) => described(await samplePath(options.assets, name), { format: 'auto' }),
  }
  return {
    catalogue: options.catalogue,
    read,
    bind: options.bind,
    async stamp(definition, params) {
      if ('run' in definition) return definition.watches === 'requests' ? options.requestStamp() : ''
      if ('read' in definition && definition.database) return databases.stamp(definition.database(params as never))
      // A read body names its file in `path`, a shipped sample in `name`; anything else is in the params themselves.
      // Where none is named, the body says what is missing.
      if (typeof params['path'] === 'string' && params['path'].trim() === '') return ''
      if (typeof params['path'] === 'string' && definition.id === 'source.folder')
        return folderStamp(await resolveInput(params['path'], options.folder, options.access), {
          pattern: String(params['pattern']),
          recurse: params['recurse'] === true,
        })
      if (typeof params['path'] === 'string') return fileStamp(await resolveInput(params['path'], options.folder, options.access))
      if (definition.id === 'source.sample-data' && typeof params['name'] === 'string')
        return fileStamp(await samplePath(options.assets, params['name']))
      return ''
    },
    registered: options.registered,
    left: async (fingerprint) => (await store.record(fingerprint))?.type,
    state: async (fingerprint) => (await store.record(fingerprint))?.state,
    async estimate({ definition, params, fingerprint, seed, models }, input) {
      if (memory.states.has(fingerprint)) return memory.states.get(fingerprint)
      if (!('fit' in definition)) throw new Error(`${definition.id} learns nothing`)
      const artifacts: Record<string, Artifact[]> = {}
      for (const { to, fingerprint: step, port } of models) {
        const left = await store.json(step, port)
        if (!left) return undefined
        ;(artifacts[to] ??= []).push(left)
      }
      const state = await withSamples(describe.db, input, (sampled) =>
        estimateState(definition, params, sampled.relation, fitContext(describe.db, seed, signal, artifacts)),
      )
      return remember(memory.states, fingerprint, state)
    },
    async sample(step, inputs) {
      const known = memory.samples.get(step.fingerprint)
      if (known) return known
      const made = await memory.sampling(step.fingerprint, signal, (wanted) =>
        sampleRun(step, inputs, { db: describe.db, store: options.store, scriptEntry: options.scriptEntry, signal: wanted }),
      )
      return remember(memory.samples, step.fingerprint, made, mostSamples)
    },
    table: async (fingerprint, port) => (await store.table(fingerprint, port)) ?? undefined,
  }
}
