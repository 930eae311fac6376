import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Model } from '../learn/model.ts'
import type { Scorer } from '../learn/score-model.ts'
import { readValue, type JsonValue } from '../relation/read-value.ts'
import type { Value } from '../relation/types.ts'
import type { LoggedRow, RequestLog } from './request-log.ts'

export interface LoadedEndpoint {
  readonly name: string
  readonly model: Model
  readonly scorer: Scorer
  readonly log: RequestLog | null
  /** SHA-256 of the keys that callers may send; empty: nobody is asked for one. */
  readonly keyHashes: readonly string[]
  readonly counters: EndpointCounters
  onAnswer?(): void
}

export interface EndpointCounters {
  requests: number
  errors: number
  /** Milliseconds of the last requests, newest last. */
  readonly recent: number[]
}

const mostBytes = 10 * 1024 * 1024
const mostRows = 10_000

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers `GET /health`, `GET /metrics`, `GET /NAME` and `POST /NAME/predict` for these endpoints. */
export function endpointHandler(
  endpoints: () => ReadonlyMap<string, LoadedEndpoint>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const started = performance.now()
    respond(request, endpoints(), started).then(
      (answer) => send(response, answer),
      (error: unknown) => {
        const tooLarge = error instanceof Error && error.message === 'too large'
        send(
          response,
          tooLarge
            ? refusal(413, 'body-too-large', `The body is larger than ${mostBytes / 1024 / 1024} MiB.`)
            : refusal(500, 'internal', 'Something went wrong inside Millrace.'),
        )
      },
    )
  }
}

async function respond(request: IncomingMessage, endpoints: ReadonlyMap<string, LoadedEndpoint>, started: number): Promise<Answer> {
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  if (path === '/health') return { status: 200, body: { status: 'ok', endpoints: [...endpoints.keys()] } }
  if (path === '/metrics') return { status: 200, body: metricsText(endpoints), headers: { 'content-type': 'text/plain; version=0.0.4' } }
  const [, name = '', action = ''] = path.split('/')
  const endpoint = endpoints.get(decodeURIComponent(name))
  if (!endpoint) return refusal(404, 'endpoint-missing', `There is no endpoint at ${path}. There are: ${[...endpoints.keys()].join(', ')}.`)
  if (!mayCall(request, endpoint))
    return { ...refusal(401, 'key-missing', 'Send a key as "Authorization: Bearer KEY".'), headers: { 'www-authenticate': 'Bearer' } }
  if (action === '' && request.method === 'GET') return { status: 200, body: description(endpoint) }
  if (action !== 'predict') return refusal(404, 'not-found', 'POST rows to /NAME/predict.')
  if (request.method !== 'POST') return { ...refusal(405, 'method', 'Use POST.'), headers: { allow: 'POST' } }
  const answer = predict(endpoint, await readBody(request), started)
  count(endpoint, answer.status, performance.now() - started)
  return answer
}

function predict(endpoint: LoadedEndpoint, text: string, started: number): Answer {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return refusal(400, 'json-unreadable', 'The body is no JSON.')
  }
  const rows = rowsOf(body)
  if (!rows) return refusal(400, 'body-shape', 'Send one row as an object, a list of rows, or {"rows": [...]}.')
  if (rows.length > mostRows) return refusal(413, 'too-many-rows', `At most ${mostRows} rows in one request; these are ${rows.length}.`)
  const problems: { row: number; column: string; message: string }[] = []
  const values = rows.map((row, index) => readRow(endpoint.scorer, row, index, problems))
  if (problems.length > 0) {
    remember(endpoint, rows, null, { status: 422, started })
    return {
      status: 422,
      body: { error: { code: 'row-invalid', message: `${problems.length} values do not fit.`, details: problems.slice(0, 50) } },
    }
  }
  const { model, scorer } = endpoint
  const predictions = values.map((row) => {
    const scored = scorer.score(row)
    return {
      prediction: scored.prediction,
      ...(scored.probabilities && {
        probabilities: Object.fromEntries(model.classes.map((name, index) => [name, scored.probabilities?.[index] ?? 0])),
      }),
    }
  })
  remember(endpoint, rows, predictions, { status: 200, started })
  return { status: 200, body: { model: model.name, version: model.id, predictions } }
}

function rowsOf(body: unknown): Readonly<Record<string, JsonValue>>[] | null {
  const list: unknown[] = Array.isArray(body) ? body : isRecord(body) && Array.isArray(body['rows']) ? (body['rows'] as unknown[]) : [body]
  return list.every(isRecord) ? (list as Record<string, JsonValue>[]) : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readRow(
  scorer: Scorer,
  row: Readonly<Record<string, JsonValue>>,
  index: number,
  problems: { row: number; column: string; message: string }[],
): Value[] {
  return scorer.columns.map((column) => {
    if (!Object.hasOwn(row, column.name)) {
      problems.push({ row: index, column: column.name, message: `missing; send null when it is not known (${column.type})` })
      return null
    }
    const value = readValue(row[column.name] ?? null, column.type)
    if (value !== undefined) return value
    problems.push({ row: index, column: column.name, message: `${JSON.stringify(row[column.name])?.slice(0, 80)} is no ${column.type}` })
    return null
  })
}

function remember(
  { log, scorer }: LoadedEndpoint,
  rows: readonly Readonly<Record<string, JsonValue>>[],
  outputs: readonly Readonly<Record<string, JsonValue>>[] | null,
  { status, started }: { status: number; started: number },
): void {
  if (!log) return
  const at = new Date().toISOString()
  const ms = Math.round((performance.now() - started) * 1000) / 1000
  const known = new Set(scorer.columns.map((column) => column.name))
  log.add(
    rows.map((row, index): LoggedRow => ({
      at,
      ms,
      status,
      input: Object.fromEntries(Object.entries(row).filter(([name]) => known.has(name))),
      output: outputs?.[index] ?? null,
    })),
  )
}

function count({ counters, onAnswer }: LoadedEndpoint, status: number, ms: number): void {
  counters.requests++
  if (status >= 400) counters.errors++
  counters.recent.push(ms)
  if (counters.recent.length > 1000) counters.recent.shift()
  onAnswer?.()
}

/** The share `p` of the recent requests was answered within this many milliseconds; null before the first. */
export function latency(counters: EndpointCounters, p: number): number | null {
  const sorted = counters.recent.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? null
}

function description({ name, model, scorer }: LoadedEndpoint): unknown {
  return {
    endpoint: name,
    model: model.name,
    version: model.id,
    task: model.task,
    target: model.target.name,
    ...(model.task === 'classification' && { classes: model.classes }),
    columns: scorer.columns.map(({ name: column, type }) => ({ name: column, type })),
  }
}

function mayCall(request: IncomingMessage, endpoint: LoadedEndpoint): boolean {
  if (endpoint.keyHashes.length === 0) return true
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (key === undefined) return false
  const hash = Buffer.from(hashKey(key))
  return endpoint.keyHashes.some((known) => timingSafeEqual(hash, Buffer.from(known)))
}

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'x-content-type-options': 'nosniff', ...headers })
  response.end(text)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function metricsText(endpoints: ReadonlyMap<string, LoadedEndpoint>): string {
  const lines = [
    '# TYPE millrace_requests_total counter',
    '# TYPE millrace_request_errors_total counter',
    '# TYPE millrace_request_milliseconds summary',
  ]
  for (const [name, { counters }] of endpoints) {
    const label = `endpoint="${name.replace(/["\\\n]/g, '_')}"`
    lines.push(`millrace_requests_total{${label}} ${counters.requests}`, `millrace_request_errors_total{${label}} ${counters.errors}`)
    for (const quantile of [0.5, 0.95, 0.99]) {
      const value = latency(counters, quantile)
      if (value !== null) lines.push(`millrace_request_milliseconds{${label},quantile="${quantile}"} ${value}`)
    }
  }
  return `${lines.join('\n')}\n`
}
