// Long: its models are trained once for all.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { Agent, createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogue } from '../../nodes/catalogue.ts'
import type { ExampleMade, ExampleTable } from '../../nodes/kit/define-node.ts'
import { openHarness, type Harness } from '../../nodes/kit/harness/open-harness.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { Model } from '../learn/model.ts'
import type { EndpointSpec } from '../protocol/artifact.ts'
import type { MonitorReport } from '../protocol/workspace.ts'
import { limit, project } from '../relation/build.ts'
import { column } from '../relation/expression.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import { toCell } from '../relation/to-cell.ts'
import type { Relation } from '../relation/relation.ts'
import { runNodeTask } from '../run/run-node-task.ts'
import { openModelStore, type ModelStore } from '../store/model-store.ts'
import { hashKey } from './endpoint-handler.ts'
import { createEndpointService, type EndpointService } from './endpoint-service.ts'
import { openEndpointStore } from './endpoint-store.ts'
import { monitorEndpoint } from './monitor-endpoint.ts'
import { requestRelations, requestStamp } from './request-relations.ts'
import { trainedModel } from './testing/trained-model.ts'

// The loans, as the example has them: a model learns from one quarter; the next one was made to drift (assets/samples/README.md).

const left = ['application', 'applied_on', 'sex', 'approved']
const loans: ExampleMade = { node: 'source.sample-data', port: 'table', params: { name: 'loans' } }
const part = (port: string): ExampleMade => ({
  node: 'split.train-test',
  port,
  params: { method: 'class', column: 'approved' },
  inputs: { table: { node: 'clean.remove-duplicates', port: 'table', params: {}, inputs: { table: loans } } },
})
const scaled: ExampleMade = {
  node: 'feature.scale',
  port: 'table',
  params: {},
  inputs: { table: { node: 'clean.fill-missing', port: 'table', params: {}, inputs: { table: part('train') } } },
}
const learning = { target: 'approved', features: { by: 'all', except: left } }

let harness: Harness
let folder: string
let models: ModelStore
let service: EndpointService
let logistic: Model
let tree: Model
let taken: Server
let busyPort: number
const changed: string[] = []
const said: string[] = []

beforeAll(async () => {
  harness = await openHarness(catalogue)
  folder = await mkdtemp(join(tmpdir(), 'millrace-serve-'))
  logistic = { ...(await trainedModel(harness, 'train.logistic-regression', learning, scaled)), id: 'logistic' }
  tree = { ...(await trainedModel(harness, 'train.decision-tree', learning, part('train'))), id: 'tree' }
  taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  busyPort = (taken.address() as AddressInfo).port
})
afterAll(async () => {
  await service.close()
  taken.close()
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})
let round = 0
beforeEach(async () => {
  const place = join(folder, `workspace-${round++}`)
  models = openModelStore(join(place, 'models'))
  for (const model of [logistic, tree]) await models.add(model, null)
  service = createEndpointService({
    db: harness.db,
    models,
    store: openEndpointStore(join(place, 'endpoints')),
    async watch({ endpoint, model: id, paths }) {
      const model = await models.read(id)
      return model && monitorEndpoint(harness.db, { endpoint, model, paths })
    },
    log: (text) => void said.push(text),
    emit: (event) => void (event.type === 'endpoint.changed' && changed.push(event.name)),
  })
})

const spec = (more: Partial<EndpointSpec> = {}): EndpointSpec => ({
  name: 'loans',
  port: 0,
  model: 'logistic',
  requireKey: false,
  logRequests: true,
  threshold: null,
  ...more,
})

/** Raw rows as a caller would send them. */
async function requestsOf(relation: Relation, count: number, model = logistic): Promise<Record<string, unknown>[]> {
  const names = (model.recipe.stages[0]?.columns ?? []).map(({ name }) => name).filter((name) => name !== 'approved')
  const asked = project(
    limit(relation, count),
    names.map((name) => ({ name, expr: column(name) })),
  )
  const rows = await harness.db.rows(printRelation(asked))
  return rows.map((row) => Object.fromEntries(asked.columns.map(({ name, type }, at) => [name, toCell(row[at] ?? null, type)])))
}

async function tableFrom(made: ExampleMade): Promise<Relation> {
  const node = catalogue.get(made.node)
  if (!node) throw new Error(`no node ${made.node}`)
  const { artifacts } = await harness.run(node, made.params, made.inputs)
  const artifact = artifacts[made.port]
  if (artifact?.kind !== 'table') throw new Error('no table')
  return artifact.relation
}

type Served = EndpointService['handlers']

function ask<M extends keyof Served>(method: M, input: Parameters<Served[M]>[0]): ReturnType<Served[M]> {
  const handler: (given: never, signal: AbortSignal) => unknown = service.handlers[method]
  return handler(input as never, new AbortController().signal) as ReturnType<Served[M]>
}

interface Answer {
  readonly prediction: string
  readonly probabilities: Readonly<Record<string, number>>
}

async function call(body: unknown, name = 'loans'): Promise<readonly Answer[]> {
  const reply = await ask('callEndpoint', { name, body: body as never })
  expect(reply.status).toBe(200)
  return (reply.body as unknown as { predictions: readonly Answer[] }).predictions
}

/** The status of one request, or why there was none. */
function statusOf(port: number, body: unknown, agent: Agent, onConnected: () => void = () => undefined): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port, path: '/loans/predict', method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      },
    )
    sent.on('error', (error) => resolve(error.message))
    sent.on('socket', (socket) => (socket.connecting ? socket.once('connect', onConnected) : onConnected()))
    sent.end(JSON.stringify(body))
  })
}

const verdicts = (report: MonitorReport) => Object.fromEntries(report.features.map(({ feature, verdict }) => [feature, verdict]))

describe('an endpoint', () => {
  it('answers its golden rows as the model did in training', async () => {
    await service.deploy(spec(), logistic)
    const names = (logistic.recipe.stages[0]?.columns ?? []).map(({ name }) => name).filter((name) => name !== 'approved')
    const answers = await call(logistic.golden.map(({ input }) => Object.fromEntries(names.map((name, at) => [name, input[at]]))))
    expect(answers.map(({ probabilities }) => logistic.classes.map((name) => probabilities[name]))).toEqual(
      logistic.golden.map(({ output }) => output),
    )
  })

  it('answers as a batch score writes, row by row', async () => {
    for (const model of [logistic, tree]) {
      await service.deploy(spec({ model: model.id }), model)
      const rows = await requestsOf(await tableFrom(part('test')), 300, model)
      const answers = await call(rows)
      const batchScore = catalogue.get('deploy.batch-score')
      if (!batchScore) throw new Error('no batch score')
      const trained: ExampleMade =
        model === tree
          ? { node: 'train.decision-tree', port: 'model', params: learning, inputs: { table: part('train') } }
          : { node: 'train.logistic-regression', port: 'model', params: learning, inputs: { table: scaled } }
      const written = (await harness.run(batchScore, {}, { table: part('test'), model: trained })).tables['table'] as ExampleTable
      const place = written.columns.findIndex(({ name }) => name === 'prediction')
      answers.forEach(({ prediction, probabilities }, row) => {
        const [answer, ...shares] = (written.rows[row] ?? []).slice(place)
        expect(prediction).toBe(answer)
        expect(model.classes.map((name) => probabilities[name])).toEqual(shares)
      })
      expect(answers).toHaveLength(300)
    }
  })

  it('gets another model between two requests, and keeps its counts', async () => {
    await service.deploy(spec(), logistic)
    const [row] = await requestsOf(await tableFrom(part('test')), 1)
    await call(row)
    const [before] = (await ask('listEndpoints', {})).endpoints
    await service.deploy(spec({ port: before?.port ?? 0, model: 'tree' }), tree)
    await call(row)
    const [after] = (await ask('listEndpoints', {})).endpoints
    expect(after).toMatchObject({ port: before?.port, model: 'tree', requests: 2, errors: 0, state: 'running' })
    expect((await ask('readRequests', { name: 'loans', limit: 10, offset: 0 })).total).toBe(2)
  })

  it('keeps its threshold when it is started again', async () => {
    const rows = await requestsOf(await tableFrom(part('test')), 50)
    const approved = async () => (await call(rows)).filter(({ prediction }) => prediction === logistic.positive).length
    await service.deploy(spec({ threshold: 0 }), logistic)
    expect(await approved()).toBe(50)
    await ask('stopEndpoint', { name: 'loans' })
    await expect(ask('callEndpoint', { name: 'loans', body: {} })).rejects.toMatchObject({
      problem: { code: 'endpoint-stopped' },
    })
    await ask('startEndpoint', { name: 'loans' })
    expect(await approved()).toBe(50)
    await service.deploy(spec({ threshold: null }), logistic)
    expect(await approved()).toBeLessThan(50)
  })

  it('says that a port is taken, and offers a free one', async () => {
    const error: unknown = await service.deploy(spec({ port: busyPort }), logistic).catch((thrown: unknown) => thrown)
    if (!(error instanceof NodeProblem)) throw error
    expect(error.data).toMatchObject({ code: 'port-taken', param: 'port' })
    const [fix] = error.data.fixes ?? []
    const port = fix && 'params' in fix ? Number(fix.params['port']) : 0
    expect(port).toBeGreaterThan(busyPort)
    await service.deploy(spec({ port }), logistic)
    expect((await ask('listEndpoints', {})).endpoints).toMatchObject([{ port, state: 'running' }])
    await expect(ask('startEndpoint', { name: 'loans', port: busyPort })).rejects.toMatchObject({
      problem: { code: 'port-taken' },
    })
    expect((await ask('listEndpoints', {})).endpoints[0]).toMatchObject({ state: 'running', port })
  })

  it('turns nobody away while models and ports change', async () => {
    await service.deploy(spec({ logRequests: false }), logistic)
    const port = async () => (await ask('listEndpoints', {})).endpoints[0]?.port ?? 0
    const [row] = await requestsOf(await tableFrom(part('test')), 1, logistic)
    const [other] = await requestsOf(await tableFrom(part('test')), 1, tree)
    const agent = new Agent({ keepAlive: true })
    const statuses: (number | string)[] = []
    let moving = true
    const callers = Array.from({ length: 4 }, async () => {
      while (moving) statuses.push(await statusOf(await port(), { ...row, ...other }, agent))
    })
    const address = await port()
    for (let turn = 0; turn < 20; turn++) {
      const model = turn % 2 ? logistic : tree
      await service.deploy(spec({ port: address, model: model.id, logRequests: false }), model)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    moving = false
    await Promise.all(callers)
    expect(statuses.length).toBeGreaterThan(50)
    expect(statuses.filter((status) => status !== 200)).toEqual([])
    // On another port: what the old one is being asked is answered before it closes.
    const rows = Array.from({ length: 300 }, () => ({ ...row, ...other }))
    let connected = 0
    const asked = Array.from({ length: 20 }, () => statusOf(address, rows, agent, () => connected++))
    await expect.poll(() => connected).toBe(20)
    await new Promise((resolve) => setTimeout(resolve, 30))
    await service.deploy(spec({ port: 0, model: 'tree', logRequests: false }), tree)
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]))
    expect(await port()).not.toBe(address)
    agent.destroy()
  })

  it('makes a key that only its owner can read, refuses without it, and puts a new one in its place', async () => {
    const place = join(folder, `workspace-${round - 1}`, 'endpoints', 'loans')
    await service.deploy(spec({ requireKey: true }), logistic)
    const [entry] = (await ask('listEndpoints', {})).endpoints
    const { key } = await ask('readEndpointKey', { name: 'loans' })
    expect(key).toMatch(/^mill_[\w-]{43}$/)
    expect((await stat(join(place, 'key'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(place, 'endpoint.json'), 'utf8')).not.toContain(key)
    const url = `http://127.0.0.1:${entry?.port}/loans/predict`
    const answer = async (given?: string) => {
      const headers = { 'content-type': 'application/json', ...(given !== undefined && { authorization: `Bearer ${given}` }) }
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(entry?.sample.request) })
      return [response.status, ((await response.json()) as { error?: { code: string } }).error?.code]
    }
    expect(await answer()).toEqual([401, 'key-missing'])
    expect(await answer('mill_wrong')).toEqual([401, 'key-wrong'])
    expect(await answer(key ?? '')).toEqual([200, undefined])
    expect(await call(entry?.sample.request)).toHaveLength(1)
    const next = (await ask('rotateEndpointKey', { name: 'loans' })).key
    expect([await answer(key ?? ''), await answer(next)]).toEqual([
      [401, 'key-wrong'],
      [200, undefined],
    ])
    await service.deploy(spec({ requireKey: true, port: entry?.port ?? 0, model: 'tree' }), tree)
    expect((await ask('readEndpointKey', { name: 'loans' })).key).toBe(next)
    expect((await service.load('loans'))?.keyHashes).toEqual([hashKey(next)])
    await service.deploy(spec(), logistic)
    expect((await ask('readEndpointKey', { name: 'loans' })).key).toBeNull()
    await expect(ask('rotateEndpointKey', { name: 'loans' })).rejects.toMatchObject({ problem: { code: 'key-not-asked' } })
  })

  it('shows a request that works', async () => {
    await service.deploy(spec(), logistic)
    const [entry] = (await ask('listEndpoints', {})).endpoints
    expect(await call(entry?.sample.request)).toHaveLength(1)
    expect(entry?.sample.curl).toContain(`curl -X POST http://127.0.0.1:${entry?.port}/loans/predict`)
    expect(changed).toContain('loans')
  })

  it('is gone when it was removed, and unknown by names that are none', async () => {
    await service.deploy(spec(), logistic)
    await ask('removeEndpoint', { name: 'loans' })
    expect((await ask('listEndpoints', {})).endpoints).toEqual([])
    for (const name of ['loans', '../loans', ''])
      await expect(ask('startEndpoint', { name })).rejects.toMatchObject({ problem: { code: 'endpoint-missing' } })
  })
})

describe('its monitor', () => {
  const readMonitor = () => ask('readMonitor', { name: 'loans' })

  it('has nothing to say before the first request', async () => {
    await service.deploy(spec(), logistic)
    expect(await readMonitor()).toMatchObject({ requests: 0, since: null, features: [], predictions: null })
    expect(await requestStamp(service)).toBe('')
  })

  it('is calm about rows like those of training', async () => {
    await service.deploy(spec(), logistic)
    await call(await requestsOf(await tableFrom(part('test')), 1200))
    const report = await readMonitor()
    expect(report.requests).toBeGreaterThan(1000)
    expect(Object.entries(verdicts(report)).filter(([, verdict]) => verdict === 'drift')).toEqual([])
    expect(report.predictions?.verdict).not.toBe('drift')
    expect(report.verdict.en).toContain('Live rows look like training')
  })

  it('finds the drift that was planted in the next quarter, and not what stayed', async () => {
    await service.deploy(spec(), logistic)
    const next = await tableFrom({ node: 'source.sample-data', port: 'table', params: { name: 'loans-next-quarter' } })
    await call(await requestsOf(next, 2000))
    const report = await readMonitor()
    const drifted = report.features.filter(({ verdict }) => verdict === 'drift').map(({ feature }) => feature)
    // The younger have worked for fewer years; nothing else was moved.
    expect(drifted.toSorted()).toEqual(['age', 'amount', 'credit_score', 'purpose', 'years_employed'])
    expect(report.predictions?.verdict).toBe('drift')
    expect(report.features.find(({ feature }) => feature === 'purpose')?.text.en).toContain('never seen in training')
    expect(report.verdict.en).toMatch(/^5 of 12 features drifted in 2\u202f000 rows\./)
  })

  it('says that a handful of rows is too few', async () => {
    await service.deploy(spec(), logistic)
    await call(await requestsOf(await tableFrom(part('test')), 3))
    expect(new Set(Object.values(verdicts(await readMonitor())))).toEqual(new Set(['few']))
  })

  it('does not hold what an earlier model answered against the new one', async () => {
    await service.deploy(spec(), logistic)
    const next = await tableFrom({ node: 'source.sample-data', port: 'table', params: { name: 'loans-next-quarter' } })
    await call(await requestsOf(next, 500))
    const [entry] = (await ask('listEndpoints', {})).endpoints
    await service.deploy(spec({ model: 'tree', port: entry?.port ?? 0 }), tree)
    expect(await readMonitor()).toMatchObject({ requests: 0 })
  })

  it('is what the monitor node reports, with every request as a typed row', async () => {
    await service.deploy(spec(), logistic)
    const next = await tableFrom({ node: 'source.sample-data', port: 'table', params: { name: 'loans-next-quarter' } })
    const sent = await requestsOf(next, 400)
    const answers = await call(sent)
    await ask('callEndpoint', { name: 'loans', body: { ...sent[0], age: 'old' } as never })
    const node = catalogue.get('monitor.requests')
    if (!node) throw new Error('no monitor')
    const { outputs } = await runNodeTask(
      {
        kind: 'run-node',
        type: node.id,
        params: { most: 20_000 },
        node: 'watch',
        title: 'Monitor',
        fingerprint: 'watch',
        seed: 1,
        tables: {},
        artifacts: { endpoint: [{ kind: 'endpoint', endpoint: spec(), model: logistic }] },
        outputFolder: folder,
        tempFolder: folder,
        memoryLimitBytes: 512 * 1024 * 1024,
        threads: 1,
        exports: {},
        requests: await requestRelations(service),
        backends: [],
        backendPlaces: { wasm: '' },
        crew: { size: 1, entry: '' },
        scriptEntry: '',
      },
      node,
      { train: () => Promise.reject(new Error('no network is trained here')) },
      { say: () => undefined, enough: () => false },
    )
    const [report, table] = [outputs['report'], outputs['table']]
    if (report?.kind !== 'report' || table?.kind !== 'table') throw new Error('no report')
    expect(report.views[0]).toEqual({ view: 'text', lead: true, text: (await readMonitor()).verdict })
    const names = table.relation.columns.map(({ name, type }) => `${name}: ${type}`)
    expect(names.slice(0, 5)).toEqual(['at: timestamp', 'ms: float', 'status: int', 'age: int', 'region: text'])
    expect(names.slice(-2)).toEqual(['answer: text', 'score: float'])
    const written = await harness.db.rows(printRelation(table.relation))
    expect(written).toHaveLength(401)
    written.slice(0, 400).forEach((row, at) => {
      expect(row[3]).toBe(sent[at]?.['age'] ?? null)
      expect([row.at(-2), row.at(-1)]).toEqual([answers[at]?.prediction, answers[at]?.probabilities[logistic.positive ?? '']])
    })
    // The refused row is there too: with what could be read, and without an answer.
    expect([written[400]?.[2], written[400]?.[3], written[400]?.at(-2), written[400]?.at(-1)]).toEqual([422, null, null, null])
  })
})
