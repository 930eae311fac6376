import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Database } from '../adapters/duckdb/database.ts'
import type { Handlers } from '../http/handlers.ts'
import { createScorer, withThreshold } from '../learn/score-model.ts'
import type { Model } from '../learn/model.ts'
import type { Text } from '../protocol/text.ts'
import type { EndpointSpec } from '../protocol/artifact.ts'
import type { EngineEventBody } from '../protocol/event.ts'
import type { Problem } from '../protocol/problem.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { JsonValue } from '../relation/read-value.ts'
import type { EndpointEntry, MonitorReport } from '../protocol/workspace.ts'
import { diskProblem } from '../store/disk-problem.ts'
import type { ModelStore } from '../store/model-store.ts'
import { latency, newCounters } from './endpoint-counters.ts'
import { endpointHandler, hashKey, type LoadedEndpoint } from './endpoint-handler.ts'
import { createEndpointServer, drainServer } from './endpoint-server.ts'
import type { EndpointStore, SavedEndpoint } from './endpoint-store.ts'
import { monitorQueue, type MonitorRequest } from './monitor-queue.ts'
import { listen, portProblem } from './port-problem.ts'
import { openRequestLog, type RequestLog } from './request-log.ts'
import { readRequests } from './request-table.ts'
import { scorerWithKeys } from './scorer-with-keys.ts'

interface Running {
  readonly server: Server
  readonly loaded: LoadedEndpoint
  readonly port: number
}

export interface EndpointServiceOptions {
  readonly db: Database
  readonly models: ModelStore
  readonly store: EndpointStore
  /** Compares requests with training, somewhere that keeps nobody waiting; null when the model is gone. */
  watch(request: MonitorRequest): Promise<MonitorReport | null>
  emit(event: EngineEventBody): void
  log(text: string): void
}

export interface EndpointService {
  /** Saves an endpoint and starts it, or puts the new model into the one that runs. Throws NodeProblem `port-taken`. */
  deploy(spec: EndpointSpec, model: Model): Promise<void>
  /** An endpoint ready to answer, without a server: for `millrace serve`. */
  load(name: string): Promise<LoadedEndpoint | null>
  names(): Promise<readonly string[]>
  /** The files of an endpoint's request log that hold something, oldest first. */
  logPaths(name: string): Promise<readonly string[]>
  readonly handlers: Pick<
    Handlers,
    | 'listModels'
    | 'listEndpoints'
    | 'startEndpoint'
    | 'stopEndpoint'
    | 'removeEndpoint'
    | 'readEndpointKey'
    | 'rotateEndpointKey'
    | 'callEndpoint'
    | 'readRequests'
    | 'readMonitor'
  >
  close(): Promise<void>
}

/** Runs the endpoints of a workspace, each on a port of 127.0.0.1. None starts by itself when a workspace is opened. */
export function createEndpointService({ db, models, store, watch, emit, log: say }: EndpointServiceOptions): EndpointService {
  const running = new Map<string, Running>()
  const logs = new Map<string, RequestLog>()
  const failures = new Map<string, Problem>()

  const logOf = async (name: string) => {
    const known = logs.get(name)
    if (known) return known
    const log = await openRequestLog(store.folder(name))
    logs.set(name, log)
    return log
  }

  const writtenPaths = async (name: string) => {
    const log = await logOf(name)
    await flushed(name)
    return log.paths()
  }

  const monitor = monitorQueue(watch)
  const changed = throttle((name: string) => emit({ type: 'endpoint.changed', name }))

  const loadWith = async ({ spec, keyHashes }: SavedEndpoint, trained: Model): Promise<LoadedEndpoint> => {
    const model = withThreshold(trained, spec.threshold)
    return {
      name: spec.name,
      model,
      scorer: await scorerWithKeys(model),
      log: spec.logRequests ? await logOf(spec.name) : null,
      keyHashes: spec.requireKey ? keyHashes : [],
      counters: running.get(spec.name)?.loaded.counters ?? newCounters(),
      onAnswer: () => changed(spec.name),
    }
  }

  const stop = async (name: string) => {
    const current = running.get(name)
    running.delete(name)
    if (!current) return
    await drainServer(current.server)
    await flushed(name)
  }

  /** What the disk does not take stays in memory; it is told in the endpoint's entry, and must not keep anything from ending. */
  const flushed = (name: string) =>
    (logs.get(name)?.flush() ?? Promise.resolve()).catch((error: unknown) =>
      say(`the requests of ${name} cannot be written: ${error instanceof Error ? error.message : String(error)}`),
    )

  /** Serves with this model. Is saved in between, so that what is on disk and what answers are the same. */
  const start = async (saved: SavedEndpoint, model: Model, port: number) => {
    const { name } = saved.spec
    const loaded = await loadWith(saved, model)
    const current = running.get(name)
    if (current && current.port === port) {
      await store.save(saved)
      // The new model takes over between two requests; nobody is turned away.
      running.set(name, { ...current, loaded })
      return
    }
    const own = (): Running | undefined => running.get(name)
    const server = createEndpointServer(
      endpointHandler(
        () => new Map([[name, own()?.loaded ?? loaded]]),
        (error) => say(`endpoint ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
      ),
    )
    await listen(server, port)
    try {
      await store.save(saved)
    } catch (error) {
      server.close()
      throw error
    }
    running.set(name, { server, loaded, port: (server.address() as AddressInfo).port })
    // The old address still answers what it was asked.
    if (current) await drainServer(current.server)
  }

  const withKey = async (saved: SavedEndpoint): Promise<SavedEndpoint> => {
    if (!saved.spec.requireKey || saved.keyHashes.length > 0) return saved
    return { ...saved, keyHashes: [hashKey(await newKey(saved.spec.name))] }
  }

  const newKey = async (name: string) => {
    const key = `mill_${randomBytes(32).toString('base64url')}`
    await store.saveKey(name, key)
    return key
  }

  const entry = async (saved: SavedEndpoint): Promise<EndpointEntry> => {
    const { spec } = saved
    const current = running.get(spec.name)
    const model = current?.loaded.model ?? (await models.read(spec.model))
    const port = current?.port ?? spec.port
    const url = `http://127.0.0.1:${port}/${spec.name}/predict`
    const request = (model ? sampleRequest(model) : {}) as EndpointEntry['sample']['request']
    const trouble = logs.get(spec.name)?.trouble()
    const problem = failures.get(spec.name) ?? (trouble ? unwritten(trouble) : null)
    return {
      name: spec.name,
      url,
      port,
      state: current ? 'running' : failures.has(spec.name) ? 'failed' : 'stopped',
      problem,
      model: spec.model,
      requireKey: spec.requireKey,
      requests: current?.loaded.counters.requests ?? 0,
      errors: current?.loaded.counters.errors ?? 0,
      p50Ms: current ? latency(current.loaded.counters, 0.5) : null,
      p95Ms: current ? latency(current.loaded.counters, 0.95) : null,
      sample: { request, curl: curlText(url, request, spec.requireKey) },
    }
  }

  const saved = async (name: string) => {
    const found = await store.read(name)
    if (!found) throw new ProblemError(missing(name), 404)
    return found
  }

  const modelOf = async (endpoint: SavedEndpoint) => {
    const model = await models.read(endpoint.spec.model)
    if (!model) throw new ProblemError(modelGone(endpoint.spec.name), 422)
    return model
  }

  return {
    async deploy(spec, model) {
      const before = await store.read(spec.name)
      const createdAt = before?.createdAt ?? new Date().toISOString()
      try {
        await start(await withKey({ spec, createdAt, keyHashes: before?.keyHashes ?? [] }), model, spec.port)
      } catch (error) {
        const problem = await portProblem(error, spec.port)
        if (problem) throw problem
        throw error
      }
      failures.delete(spec.name)
      emit({ type: 'endpoint.changed', name: spec.name })
      emit({ type: 'workspace.changed', what: 'endpoints' })
    },
    async load(name) {
      const endpoint = await store.read(name)
      return endpoint ? loadWith(endpoint, await modelOf(endpoint)) : null
    },
    names: async () => (await store.list()).map((endpoint) => endpoint.spec.name),
    logPaths: writtenPaths,
    handlers: {
      listModels: async () => ({ models: await models.list() }),
      listEndpoints: async () => ({ endpoints: await Promise.all((await store.list()).map(entry)) }),
      async startEndpoint({ name, port }) {
        const before = await saved(name)
        const wanted = port ?? before.spec.port
        const endpoint = { ...before, spec: { ...before.spec, port: wanted } }
        try {
          await start(endpoint, await modelOf(endpoint), wanted)
        } catch (error) {
          const taken = await portProblem(error, wanted)
          if (!taken) throw error
          const problem: Problem = {
            code: 'port-taken',
            severity: 'error',
            place: {},
            text: taken.data.text,
            ...(taken.data.action && { action: taken.data.action }),
          }
          failures.set(name, problem)
          throw new ProblemError(problem, 409)
        }
        failures.delete(name)
        emit({ type: 'endpoint.changed', name })
        return entry(await saved(name))
      },
      async stopEndpoint({ name }) {
        const endpoint = await saved(name)
        await stop(name)
        emit({ type: 'endpoint.changed', name })
        return entry(endpoint)
      },
      async removeEndpoint({ name }) {
        await saved(name)
        await stop(name)
        logs.delete(name)
        monitor.forget(name)
        await store.remove(name)
        emit({ type: 'workspace.changed', what: 'endpoints' })
        return {}
      },
      async readEndpointKey({ name }) {
        const { spec } = await saved(name)
        return { key: spec.requireKey ? await store.readKey(name) : null }
      },
      async rotateEndpointKey({ name }) {
        const endpoint = await saved(name)
        if (!endpoint.spec.requireKey) throw new ProblemError(keyless(name), 409)
        const key = await newKey(name)
        const keyHashes = [hashKey(key)]
        await store.save({ ...endpoint, keyHashes })
        const current = running.get(name)
        if (current) running.set(name, { ...current, loaded: { ...current.loaded, keyHashes } })
        return { key }
      },
      async callEndpoint({ name, body }) {
        const current = running.get(name)
        if (!current) throw new ProblemError(notRunning(name), 409)
        const key = current.loaded.keyHashes.length > 0 ? await store.readKey(name) : null
        const started = performance.now()
        const response = await fetch(`http://127.0.0.1:${current.port}/${name}/predict`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
          body: JSON.stringify(body),
        })
        return {
          status: response.status,
          ms: Math.round((performance.now() - started) * 100) / 100,
          body: (await response.json()) as never,
        }
      },
      async readRequests({ name, limit, offset }) {
        await saved(name)
        return readRequests(db, await writtenPaths(name), limit, offset)
      },
      async readMonitor({ name }) {
        const endpoint = await saved(name)
        const report = await monitor.read({ endpoint: name, model: endpoint.spec.model, paths: await writtenPaths(name) })
        if (!report) throw new ProblemError(modelGone(name), 422)
        return report
      },
    },
    async close() {
      await Promise.all([...running.keys()].map(stop))
      await Promise.all([...logs.keys()].map(flushed))
    },
  }
}

/** A row that the model can answer: the first of its golden rows. */
function sampleRequest(model: Model): Record<string, JsonValue> {
  const golden = model.golden[0]?.input ?? []
  return Object.fromEntries(createScorer(model).columns.map((column, index) => [column.name, golden[index] ?? null]))
}

function curlText(url: string, body: unknown, needsKey: boolean): string {
  const quoted = JSON.stringify(body).replaceAll("'", "'\\''")
  return `curl -X POST ${url} -H 'content-type: application/json'${needsKey ? " -H 'authorization: Bearer KEY'" : ''} -d '${quoted}'`
}

function throttle(call: (name: string) => void): (name: string) => void {
  const waiting = new Set<string>()
  return (name) => {
    if (waiting.has(name)) return
    waiting.add(name)
    setTimeout(() => {
      waiting.delete(name)
      call(name)
    }, 250)
  }
}

function missing(name: string): Problem {
  return {
    code: 'endpoint-missing',
    severity: 'error',
    place: {},
    text: { en: `There is no endpoint “${name}”.`, fr: `Il n’y a pas de point d’accès « ${name} ».` },
  }
}

function notRunning(name: string): Problem {
  return {
    code: 'endpoint-stopped',
    severity: 'error',
    place: {},
    text: { en: `The endpoint “${name}” is stopped.`, fr: `Le point d’accès « ${name} » est arrêté.` },
    action: { en: 'Start it.', fr: 'Démarrez-le.' },
  }
}

function modelGone(name: string): Problem {
  return {
    code: 'model-missing',
    severity: 'error',
    place: {},
    text: {
      en: `The model of “${name}” is not in the workspace any more.`,
      fr: `Le modèle de « ${name} » n’est plus dans l’espace de travail.`,
    },
    action: { en: 'Train and deploy it again.', fr: 'Entraînez-le et déployez-le à nouveau.' },
  }
}

function keyless(name: string): Problem {
  return {
    code: 'key-not-asked',
    severity: 'error',
    place: {},
    text: { en: `The endpoint “${name}” asks for no key.`, fr: `Le point d’accès « ${name} » ne demande pas de clé.` },
    action: { en: 'Switch it on in its node and run it.', fr: 'Activez-la dans son nœud et exécutez-le.' },
  }
}

/** The disk does not take the request log: what is lost if nothing is done, and what to do. */
function unwritten({ error, waiting }: { readonly error: Error; readonly waiting: number }): Problem {
  const disk = diskProblem(error)
  const why: Text = disk?.text ?? { en: error.message, fr: error.message }
  return {
    code: 'requests-unwritten',
    severity: 'warning',
    place: {},
    text: {
      en: `Answers go on, but ${waiting} rows wait to be written down. ${why.en}`,
      fr: `Les réponses continuent, mais ${waiting} lignes attendent d’être écrites. ${why.fr}`,
    },
    ...(disk?.action && { action: disk.action }),
  }
}
