// Long: one server with its models is set up for all that it may be asked.
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogue } from '../../nodes/catalogue.ts'
import type { ExampleMade, ExampleTable } from '../../nodes/kit/define-node.ts'
import { openHarness, type Harness } from '../../nodes/kit/harness/open-harness.ts'
import { createScorer, withThreshold } from '../learn/score-model.ts'
import type { Model } from '../learn/model.ts'
import { newCounters } from './endpoint-counters.ts'
import { hashKey, type LoadedEndpoint } from './endpoint-handler.ts'
import type { LoggedRow } from './request-log.ts'
import { serve, trainedModel } from './testing/trained-model.ts'

const rows: ExampleTable = {
  columns: [
    { name: 'amount', type: 'float' },
    { name: 'count', type: 'int' },
    { name: 'new', type: 'bool' },
    { name: 'on', type: 'date' },
    { name: 'at', type: 'timestamp' },
    { name: 'kind', type: 'text' },
    { name: 'digits', type: 'text' },
    { name: 'paid', type: 'text' },
  ],
  rows: Array.from({ length: 40 }, (_, row) => [
    row * 2.5,
    row % 7,
    row % 3 === 0,
    `2024-01-${String(1 + (row % 28)).padStart(2, '0')}`,
    `2024-01-01 10:00:${String(row % 60).padStart(2, '0')}`,
    ['a', 'b', 'c'][row % 3] ?? null,
    String(row),
    row > 19 ? 'yes' : 'no',
  ]),
}
const whole = { amount: 3.5, count: 2, new: true, on: '2024-01-05', at: '2024-01-01T10:00:20Z', kind: 'a', digits: '7' }

let harness: Harness
let paid: Model
let amount: Model
let strict: Model
beforeAll(async () => {
  harness = await openHarness(catalogue)
  paid = await trainedModel(harness, 'train.logistic-regression', { target: 'paid', features: { by: 'all', except: ['digits'] } }, rows)
  amount = await trainedModel(harness, 'train.linear-regression', { target: 'amount', features: { by: 'names', names: ['count'] } }, rows)
  const asNumber: ExampleMade = {
    node: 'clean.change-type',
    port: 'table',
    params: { changes: [{ column: 'digits', to: 'int' }], unreadable: 'fail' },
    inputs: { table: rows },
  }
  strict = await trainedModel(
    harness,
    'train.linear-regression',
    { target: 'amount', features: { by: 'names', names: ['digits'] } },
    asNumber,
  )
})
afterAll(() => harness.close())

let logged: LoggedRow[]
let endpoints: Map<string, LoadedEndpoint>
let server: Awaited<ReturnType<typeof serve>>
const load = (name: string, model: Model, more: Partial<LoadedEndpoint> = {}): LoadedEndpoint => ({
  name,
  model,
  scorer: createScorer(model),
  log: { add: (added) => void logged.push(...added) },
  keyHashes: [],
  counters: newCounters(),
  ...more,
})
beforeAll(async () => {
  server = await serve(() => endpoints)
})
afterAll(() => server.close())
beforeEach(() => {
  logged = []
  endpoints = new Map([
    ['paid', load('paid', paid)],
    ['amount', load('amount', amount)],
    ['strict', load('strict', strict)],
    ['locked', load('locked', amount, { keyHashes: [hashKey('one'), hashKey('two')] })],
  ])
})

interface Reply {
  readonly status: number
  readonly body: {
    readonly predictions?: readonly { prediction: unknown; probabilities?: Record<string, number> }[]
    readonly error?: { code: string; message: string; details?: readonly unknown[] }
    readonly [key: string]: unknown
  }
  readonly headers: Headers
}

async function ask(path: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(`${server.url}${path}`, init)
  return { status: response.status, body: (await response.json()) as Reply['body'], headers: response.headers }
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('answers', () => {
  it('takes one row, a list of rows, or rows by name', async () => {
    const one = await post('/paid/predict', whole)
    expect(one.status).toBe(200)
    expect(one.body).toMatchObject({ model: paid.name, version: paid.id })
    const [answer] = one.body.predictions ?? []
    expect(Object.keys(answer?.probabilities ?? {})).toEqual(['no', 'yes'])
    for (const body of [[whole, whole], { rows: [whole, whole] }])
      expect((await post('/paid/predict', body)).body.predictions).toEqual([answer, answer])
    expect((await post('/paid/predict', [])).body.predictions).toEqual([])
  })

  it('does not ask for the target, nor for columns that taught it nothing, and passes over more than it knows', async () => {
    const { body } = await ask('/paid')
    expect(body['columns']).toEqual(
      ['amount', 'count', 'new', 'on', 'at', 'kind'].map((name): unknown => expect.objectContaining({ name })),
    )
    expect((await post('/paid/predict', { ...whole, paid: 'no', __proto__x: 1, more: { deep: [] } })).status).toBe(200)
    expect(logged[0]?.input).not.toHaveProperty('more')
  })

  it('takes null for what is not known, numbers as text, and levels that it never saw', async () => {
    const unknown = Object.fromEntries(Object.keys(whole).map((name) => [name, null]))
    const { status, body } = await post('/paid/predict', [unknown, { ...whole, amount: '3.5', count: '2', kind: 'zebra' }])
    expect(status).toBe(200)
    for (const { probabilities } of body.predictions ?? []) expect(probabilities?.['yes']).toBeGreaterThanOrEqual(0)
  })

  it('answers a number, without probabilities', async () => {
    const { body } = await post('/amount/predict', { count: 3 })
    expect(body.predictions).toEqual([{ prediction: createScorer(amount).score([3]).prediction }])
  })

  it('says what it is', async () => {
    expect((await ask('/paid')).body).toMatchObject({
      endpoint: 'paid',
      task: 'classification',
      target: 'paid',
      classes: ['no', 'yes'],
      positive: 'yes',
      threshold: 0.5,
    })
    expect((await ask('/amount')).body).not.toHaveProperty('classes')
    expect((await ask('/health')).body).toEqual({ status: 'ok', endpoints: ['paid', 'amount', 'strict', 'locked'] })
  })

  it('answers by the threshold that it was given', async () => {
    const answer = async (threshold: number) => {
      const model = withThreshold(paid, threshold)
      endpoints.set('paid', load('paid', model))
      return (await post('/paid/predict', whole)).body.predictions?.[0]?.prediction
    }
    expect([await answer(0), await answer(1)]).toEqual(['yes', 'no'])
  })
})

describe('refusals', () => {
  it.each([
    ['GET /nothing', undefined, 404, 'endpoint-missing'],
    ['GET /', undefined, 404, 'endpoint-missing'],
    ['GET /%E0%A4%A', undefined, 404, 'endpoint-missing'],
    ['GET /__proto__', undefined, 404, 'endpoint-missing'],
    ['GET /paid/other', undefined, 404, 'not-found'],
    ['POST /paid', '{}', 404, 'not-found'],
    ['GET /paid/predict', undefined, 405, 'method'],
    ['POST /paid/predict', '', 400, 'json-unreadable'],
    ['POST /paid/predict', '{"amount": 1', 400, 'json-unreadable'],
    ['POST /paid/predict', '"text"', 400, 'body-shape'],
    ['POST /paid/predict', 'null', 400, 'body-shape'],
    ['POST /paid/predict', '[1]', 400, 'body-shape'],
    ['POST /paid/predict', '{"rows": [[1, 2]]}', 400, 'body-shape'],
  ])('%s %s: %i %s', async (request, body, status, code) => {
    const [method = '', path = ''] = request.split(' ')
    const headers = { 'content-type': 'application/json' }
    const reply = await ask(path, { method, headers, ...(body !== undefined && { body }) })
    expect(reply).toMatchObject({ status, body: { error: { code } } })
    expect(reply.headers.get('content-type')).toContain('application/json')
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('names each row and column that does not fit, and answers none of the rows', async () => {
    const { count: _count, ...missing } = whole
    const { status, body } = await post('/paid/predict', [
      whole,
      missing,
      { ...whole, amount: 'many', count: 1.5, new: 'perhaps', on: 'yesterday', at: 5, kind: { deep: 1 } },
      { ...whole, count: '9'.repeat(200) },
    ])
    expect(status).toBe(422)
    expect(body).not.toHaveProperty('predictions')
    expect(body.error?.message).toBe('7 values do not fit.')
    expect(body.error?.details).toEqual([
      { row: 1, column: 'count', message: 'missing; send null when it is not known (int)' },
      { row: 2, column: 'amount', message: '"many" is no number' },
      { row: 2, column: 'count', message: '1.5 is no whole number' },
      { row: 2, column: 'new', message: '"perhaps" is no true or false' },
      { row: 2, column: 'on', message: '"yesterday" is no date such as 2024-12-31' },
      { row: 2, column: 'at', message: '5 is no time such as 2024-12-31T23:59:00' },
      { row: 2, column: 'kind', message: '{"deep":1} is no text' },
    ])
    expect(logged.map(({ status: kept, output }) => [kept, output])).toEqual(new Array(4).fill([422, null]))
  })

  it('refuses numbers that are none', async () => {
    const bad = await post('/paid/predict', `{"rows": [${JSON.stringify(whole).replace('3.5', '1e999')}]}`)
    expect(bad).toMatchObject({
      status: 422,
      body: { error: { message: 'One value does not fit.', details: [{ row: 0, column: 'amount' }] } },
    })
  })

  it('shows fifty of many problems and counts them all', async () => {
    const { body } = await post('/amount/predict', new Array(80).fill({ count: 'x' }))
    expect(body.error?.message).toBe('80 values do not fit.')
    expect(body.error?.details).toHaveLength(50)
  })

  it('says in which row a strict step of the recipe met what it cannot read', async () => {
    expect((await post('/strict/predict', [{ digits: '12' }])).status).toBe(200)
    const { status, body } = await post('/strict/predict', [{ digits: '12' }, { digits: 'twelve' }])
    expect(status).toBe(422)
    expect(body.error?.details).toMatchObject([{ row: 1, message: expect.stringContaining('twelve') as string }])
  })

  it('takes 10 000 rows and no more', async () => {
    const many = Array.from({ length: 10_000 }, () => ({ count: 1 }))
    expect((await post('/amount/predict', many)).body.predictions).toHaveLength(10_000)
    expect(await post('/amount/predict', [...many, { count: 1 }])).toMatchObject({
      status: 413,
      body: { error: { code: 'too-many-rows' } },
    })
    expect(logged).toHaveLength(10_000)
  })

  it('takes 10 MiB and no more, and lets the caller read why', async () => {
    const filled = (bytes: number) => JSON.stringify({ count: 1, filler: 'x'.repeat(bytes - 23) })
    expect(filled(1000)).toHaveLength(1000)
    expect((await post('/amount/predict', filled(10 * 1024 * 1024))).status).toBe(200)
    expect(await post('/amount/predict', filled(10 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { error: { code: 'body-too-large' } },
    })
    expect(endpoints.get('amount')?.counters).toMatchObject({ requests: 2, errors: 1 })
  })

  it('cuts off who never ends', async () => {
    const open = httpRequest(`${server.url}/amount/predict`, { method: 'POST', headers: { 'content-type': 'application/json' } })
    const ended = new Promise<string>((resolve) => {
      open.on('response', () => resolve('answered'))
      open.on('error', (error) => resolve(error.message))
    })
    const chunk = Buffer.alloc(1024 * 1024, 32)
    const send = () => {
      while (!open.destroyed && open.write(chunk));
    }
    open.on('drain', send)
    send()
    await expect(ended).resolves.toMatch(/ECONNRESET|EPIPE|hang up|answered/)
    open.destroy()
    expect((await ask('/health')).status).toBe(200)
  })
})

describe('keys', () => {
  it.each([
    [{}, 401],
    [{ authorization: 'one' }, 401],
    [{ authorization: 'Basic one' }, 401],
    [{ authorization: 'Bearer three' }, 401],
    [{ authorization: `Bearer ${hashKey('one')}` }, 401],
    [{ authorization: 'Bearer one' }, 200],
    [{ authorization: 'Bearer two' }, 200],
  ])('%j: %i', async (headers, status) => {
    const reply = await post('/locked/predict', { count: 1 }, headers as Record<string, string>)
    expect(reply.status).toBe(status)
    expect((await ask('/locked', { headers: headers as Record<string, string> })).status).toBe(status)
    expect(reply.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null)
  })

  it('counts who had none among the refused, and remembers nothing of the request', async () => {
    await post('/locked/predict', { count: 1 })
    await ask('/locked')
    expect(logged).toEqual([])
    expect(endpoints.get('locked')?.counters).toMatchObject({ requests: 1, errors: 1, rows: 0 })
  })
})

describe('who may ask', () => {
  it('no web page: neither by a form, which no browser asks about first, nor by a script', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(await post('/amount/predict', { count: 1 }, { 'content-type': type })).toMatchObject({
        status: 415,
        body: { error: { code: 'not-json', message: expect.stringContaining('content-type: application/json') as string } },
      })
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])
      expect(await post('/amount/predict', { count: 1 }, headers)).toMatchObject({
        status: 403,
        body: { error: { code: 'foreign-origin' } },
      })
    const asked = await fetch(`${server.url}/amount/predict`, { method: 'OPTIONS', headers: { origin: 'https://evil.example' } })
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([403, null])
    expect(logged).toEqual([])
  })

  it('nobody who sends too slowly, and they are told', async () => {
    const impatient = await serve(() => endpoints, { head: 300, request: 600, idle: 1000, check: 50 })
    const port = Number(new URL(impatient.url).port)
    const slow = (text: string) =>
      new Promise<string>((done) => {
        let heard = ''
        const socket = connect(port, '127.0.0.1', () => socket.write(text))
        socket.on('data', (chunk) => (heard += chunk.toString('utf8')))
        socket.on('close', () => done(heard))
      })
    for (const begun of [
      'POST /amount/predict HTTP/1.1\r\nhost: x\r\n',
      'POST /amount/predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    ])
      expect(await slow(begun)).toMatch(/^HTTP\/1\.1 408 .*"code":"timeout"/s)
    expect(await slow('this is no request\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*"code":"bad-request"/s)
    expect(await slow(`GET /health HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 .*"code":"headers-too-large"/s)
    expect((await fetch(`${impatient.url}/health`)).status).toBe(200)
    await impatient.close()
  })

  it('everybody, while someone has ten thousand rows scored', async () => {
    const many = post(
      '/paid/predict',
      Array.from({ length: 10_000 }, () => whole),
    )
    let answered = 0
    let done = false
    void many.then(() => (done = true))
    while (!done) {
      await ask('/health')
      if (!done) answered++
    }
    expect((await many).body.predictions).toHaveLength(10_000)
    expect(answered).toBeGreaterThan(0)
  })
})

describe('its OpenAPI document', () => {
  it('describes rows, answers and refusals, and its example works', async () => {
    const { body } = await ask('/paid/openapi.json')
    const document = body as unknown as {
      openapi: string
      paths: Record<
        string,
        { post: { requestBody: { content: Record<string, { example: unknown }> }; responses: Record<string, unknown> } }
      >
      components: { schemas: { Row: { properties: Record<string, unknown>; required: string[] } }; securitySchemes?: unknown }
    }
    expect(document.openapi).toBe('3.1.0')
    const operation = document.paths['/paid/predict']?.post
    expect(Object.keys(operation?.responses ?? {})).toEqual(['200', '400', '413', '415', '422'])
    expect(document.components.schemas.Row.required).toEqual(['amount', 'count', 'new', 'on', 'at', 'kind'])
    expect(document.components.schemas.Row.properties).toMatchObject({ count: { type: ['integer', 'null'] }, on: { format: 'date' } })
    const example = operation?.requestBody.content['application/json']?.example as Record<string, unknown>
    expect(Object.keys(example)).toEqual(document.components.schemas.Row.required)
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '')
    for (const reference of references) expect(document.components.schemas).toHaveProperty(reference)
    expect(document.components).not.toHaveProperty('securitySchemes')
    expect((await ask('/locked/openapi.json')).status).toBe(401)
    const locked = (await ask('/locked/openapi.json', { headers: { authorization: 'Bearer one' } })).body as unknown as typeof document
    expect(locked.components.securitySchemes).toEqual({ key: { type: 'http', scheme: 'bearer' } })
    expect(Object.keys(locked.paths['/locked/predict']?.post.responses ?? {})).toContain('401')
  })
})

describe('what is remembered', () => {
  it('is each row with its answer, the model and the time', async () => {
    const { body } = await post('/amount/predict', [{ count: 1 }, { count: null }])
    expect(logged).toMatchObject([
      { status: 200, model: amount.id, input: { count: 1 }, output: body.predictions?.[0] },
      { status: 200, model: amount.id, input: { count: null }, output: body.predictions?.[1] },
    ])
    expect(Date.now() - Date.parse(logged[0]?.at ?? '')).toBeLessThan(50_000)
    expect(logged[0]?.ms).toBeGreaterThan(0)
  })

  it('is nothing without a log', async () => {
    endpoints.set('amount', load('amount', amount, { log: null }))
    expect((await post('/amount/predict', { count: 1 })).status).toBe(200)
    expect(logged).toEqual([])
  })

  it('is counted, and told to Prometheus', async () => {
    let told = 0
    endpoints.set('amount', load('amount', amount, { onAnswer: () => void told++ }))
    await post('/amount/predict', [{ count: 1 }, { count: 2 }])
    await post('/amount/predict', 'no json')
    expect(endpoints.get('amount')?.counters).toMatchObject({ requests: 2, errors: 1, rows: 2 })
    expect(told).toBe(2)
    const response = await fetch(`${server.url}/metrics`)
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    const text = await response.text()
    expect(text).toContain('millrace_requests_total{endpoint="amount"} 2\n')
    expect(text).toContain('millrace_request_errors_total{endpoint="amount"} 1\n')
    expect(text).toMatch(/millrace_request_duration_seconds\{endpoint="amount",quantile="0.95"\} 0\.\d+\n/)
  })
})
