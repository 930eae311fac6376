import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Database } from '../adapters/duckdb/database.ts'
import type { Handlers } from '../http/handlers.ts'
import { createScorer, withThreshold } from '../learn/score-model.ts'
import type { Model } from '../learn/model.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { EndpointSpec } from '../protocol/artifact.ts'
import type { EngineEventBody } from '../protocol/event.ts'
import type { Problem } from '../protocol/problem.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { JsonValue } from '../relation/read-value.ts'
import type { EndpointEntry } from '../protocol/workspace.ts'
import type { ModelStore } from '../store/model-store.ts'
import { latency, newCounters } from './endpoint-counters.ts'
import { endpointHandler, type LoadedEndpoint } from './endpoint-handler.ts'
import type { EndpointStore, SavedEndpoint } from './endpoint-store.ts'
import { monitorEndpoint } from './monitor-endpoint.ts'
import { openRequestLog, type RequestLog } from './request-log.ts'
import { readRequests } from './request-table.ts'

interface Running {
  readonly server: Server
  readonly loaded: LoadedEndpoint
  readonly port: number
}

export interface EndpointServiceOptions {
  readonly db: Database
  readonly models: ModelStore
  readonly store: EndpointStore
  emit(event: EngineEventBody): void
}

export interface EndpointService {
  /** Saves an endpoint and starts it, or puts the new model into the one that runs. Throws NodeProblem `port-taken`. */
  deploy(spec: EndpointSpec, model: Model): Promise<void>
  /** An endpoint ready to answer, without a server: for `millrace serve`. */
  load(name: string): Promise<LoadedEndpoint | null>
  names(): Promise<readonly string[]>
  /** Path of an endpoint's request log. */
  logPath(name: string): Promise<string>
  readonly handlers: Pick<
    Handlers,
    'listModels' | 'listEndpoints' | 'startEndpoint' | 'stopEndpoint' | 'removeEndpoint' | 'callEndpoint' | 'readRequests' | 'readMonitor'
  >
  close(): Promise<void>
}

/** Runs the endpoints of a workspace, each on a port of 127.0.0.1. None starts by itself when a workspace is opened. */
export function createEndpointService({ db, models, store, emit }: EndpointServiceOptions): EndpointService {
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

  const changed = throttle((name: string) => emit({ type: 'endpoint.changed', name }))

  const loadWith = async ({ spec, keyHashes }: SavedEndpoint, trained: Model): Promise<LoadedEndpoint> => {
    const model = withThreshold(trained, spec.threshold)
    return {
      name: spec.name,
      model,
      scorer: createScorer(model),
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
    await new Promise<void>((resolve) => {
      current.server.close(() => resolve())
      current.server.closeAllConnections()
    })
    await logs.get(name)?.flush()
  }

  const start = async (saved: SavedEndpoint, model: Model, port: number) => {
    const loaded = await loadWith(saved, model)
    const current = running.get(saved.spec.name)
    if (current && current.port === port) {
      // The new model takes over between two requests; nobody is turned away.
      running.set(saved.spec.name, { ...current, loaded })
      return
    }
    const server = createServer(
      endpointHandler(() => {
        const now = running.get(saved.spec.name)
        return new Map(now ? [[saved.spec.name, now.loaded]] : [])
      }),
    )
    await listen(server, port)
    await stop(saved.spec.name)
    running.set(saved.spec.name, { server, loaded, port: (server.address() as AddressInfo).port })
  }

  const entry = async (saved: SavedEndpoint): Promise<EndpointEntry> => {
    const { spec } = saved
    const current = running.get(spec.name)
    const model = current?.loaded.model ?? (await models.read(spec.model))
    const port = current?.port ?? spec.port
    const url = `http://127.0.0.1:${port}/${spec.name}/predict`
    const request = (model ? sampleRequest(model) : {}) as EndpointEntry['sample']['request']
    const problem = failures.get(spec.name) ?? null
    return {
      name: spec.name,
      url,
      port,
      state: current ? 'running' : problem ? 'failed' : 'stopped',
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
      const endpoint: SavedEndpoint = { spec, createdAt: before?.createdAt ?? new Date().toISOString(), keyHashes: before?.keyHashes ?? [] }
      try {
        await start(endpoint, model, spec.port)
      } catch (error) {
        const problem = await portProblem(error, spec.port)
        if (problem) throw problem
        throw error
      }
      await store.save(endpoint)
      failures.delete(spec.name)
      emit({ type: 'endpoint.changed', name: spec.name })
      emit({ type: 'workspace.changed', what: 'endpoints' })
    },
    async load(name) {
      const endpoint = await store.read(name)
      return endpoint ? loadWith(endpoint, await modelOf(endpoint)) : null
    },
    names: async () => (await store.list()).map((endpoint) => endpoint.spec.name),
    async logPath(name) {
      const log = await logOf(name)
      await log.flush()
      return log.path
    },
    handlers: {
      listModels: async () => ({ models: await models.list() }),
      listEndpoints: async () => ({ endpoints: await Promise.all((await store.list()).map(entry)) }),
      async startEndpoint({ name, port }) {
        const endpoint = await saved(name)
        const wanted = port ?? endpoint.spec.port
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
        if (port !== undefined && port !== endpoint.spec.port) await store.save({ ...endpoint, spec: { ...endpoint.spec, port } })
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
        await store.remove(name)
        emit({ type: 'workspace.changed', what: 'endpoints' })
        return {}
      },
      async callEndpoint({ name, body }) {
        const current = running.get(name)
        if (!current) throw new ProblemError(notRunning(name), 409)
        const started = performance.now()
        const response = await fetch(`http://127.0.0.1:${current.port}/${name}/predict`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
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
        const log = await logOf(name)
        await log.flush()
        return readRequests(db, log.path, limit, offset)
      },
      async readMonitor({ name }) {
        const endpoint = await saved(name)
        const log = await logOf(name)
        await log.flush()
        return monitorEndpoint(db, await modelOf(endpoint), name, log.path)
      },
    },
    async close() {
      await Promise.all([...running.keys()].map(stop))
      await Promise.all([...logs.values()].map((log) => log.flush()))
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function portProblem(error: unknown, port: number): Promise<NodeProblem | null> {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return null
  const free = await freePort(port + 1)
  return new NodeProblem({
    code: 'port-taken',
    param: 'port',
    text: { en: `Port ${port} is taken: another program answers there.`, fr: `Le port ${port} est occupé : un autre programme y répond.` },
    action: { en: `Use ${free}, or stop the other program.`, fr: `Utilisez ${free}, ou arrêtez l’autre programme.` },
    fixes: [{ label: { en: `Use ${free}`, fr: `Utiliser ${free}` }, params: { port: free } }],
  })
}

async function freePort(from: number): Promise<number> {
  for (let port = from; port < Math.min(65_536, from + 50); port++) {
    const server = createServer()
    try {
      await listen(server, port)
      await new Promise<void>((resolve) => server.close(() => resolve()))
      return port
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))) throw error
    }
  }
  return 0
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
