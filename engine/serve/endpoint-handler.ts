import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Model } from '../learn/model.ts'
import type { Scored, Scorer } from '../learn/score-model.ts'
import { RowError } from '../relation/closure/row-function.ts'
import { readValue, type JsonValue } from '../relation/read-value.ts'
import type { Column, Value } from '../relation/types.ts'
import { countRequest, metricsText, type EndpointCounters } from './endpoint-counters.ts'
import { endpointOpenApi } from './endpoint-openapi.ts'
import type { LoggedRow, RequestLog } from './request-log.ts'

export interface LoadedEndpoint {
  readonly name: string
  readonly model: Model
  readonly scorer: Scorer
  readonly log: Pick<RequestLog, 'add'> | null
  /** SHA-256 of the keys that callers may send; empty: nobody is asked for one. */
  readonly keyHashes: readonly string[]
  readonly counters: EndpointCounters
  onAnswer?(): void
}

const mostBytes = 10 * 1024 * 1024
const mostRows = 10_000
const mostDetails = 50

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Answers `GET /health`, `GET /metrics`, `GET /NAME`, `GET /NAME/openapi.json` and `POST /NAME/predict` for these endpoints. Web pages are
 * refused: a browser sends what any site asks of it, and this machine's answers are not theirs. `onError` hears what nobody foresaw.
 */
export function endpointHandler(
  endpoints: () => ReadonlyMap<string, LoadedEndpoint>,
  onError: (error: unknown) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const started = performance.now()
    respond(request, endpoints(), started).then(
      (answer) => send(response, answer),
      (error: unknown) => {
        // A caller that went away in the middle of its body is nobody's fault.
        if (!request.destroyed || request.complete) onError(error)
        send(response, refusal(500, 'internal', 'Something went wrong inside Millrace.'))
      },
    )
  }
}

async function respond(request: IncomingMessage, endpoints: ReadonlyMap<string, LoadedEndpoint>, started: number): Promise<Answer> {
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  if (path === '/health') return { status: 200, body: { status: 'ok', endpoints: [...endpoints.keys()] } }
  if (path === '/metrics') return { status: 200, body: metricsText(endpoints), headers: { 'content-type': 'text/plain; version=0.0.4' } }
  if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] === 'cross-site')
    return refusal(403, 'foreign-origin', 'Web pages may not call an endpoint; let your own server call it.')
  const [, name = '', action = ''] = path.split('/')
  const endpoint = endpoints.get(name)
  if (!endpoint)
    return refusal(404, 'endpoint-missing', `There is no endpoint at ${path}. There are: ${[...endpoints.keys()].join(', ') || 'none'}.`)
  const locked = keyRefusal(request, endpoint)
  if (locked) {
    if (action === 'predict' && request.method === 'POST') count(endpoint, locked, started)
    return { ...locked, headers: { 'www-authenticate': 'Bearer' } }
  }
  if (action === '' && request.method === 'GET') return { status: 200, body: description(endpoint) }
  if (action === 'openapi.json' && request.method === 'GET')
    return { status: 200, body: endpointOpenApi(name, endpoint.model, endpoint.scorer, endpoint.keyHashes.length > 0) }
  if (action !== 'predict') return refusal(404, 'not-found', `POST rows to /${name}/predict.`)
  if (request.method !== 'POST') return { ...refusal(405, 'method', 'Use POST.'), headers: { allow: 'POST' } }
  const answer = /^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')
    ? await predicted(request, endpoint, started)
    : refusal(415, 'not-json', 'Send JSON, with the header "content-type: application/json".')
  count(endpoint, answer, started)
  return answer
}

function count(endpoint: LoadedEndpoint, { status }: Answer, started: number): void {
  countRequest(endpoint.counters, status, performance.now() - started)
  endpoint.onAnswer?.()
}

async function predicted(request: IncomingMessage, endpoint: LoadedEndpoint, started: number): Promise<Answer> {
  const text = await readBody(request)
  if (text === null) return refusal(413, 'body-too-large', `The body is larger than ${mostBytes / 1024 / 1024} MiB.`)
  return predict(endpoint, text, started)
}

interface RowProblem {
  /** From 0, as in the list that was sent. */
  readonly row: number
  readonly column?: string
  readonly message: string
}

async function predict(endpoint: LoadedEndpoint, text: string, started: number): Promise<Answer> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return refusal(400, 'json-unreadable', 'The body is no JSON.')
  }
  const rows = rowsOf(body)
  if (!rows) return refusal(400, 'body-shape', 'Send one row as an object, a list of rows, or {"rows": [...]}.')
  if (rows.length > mostRows) return refusal(413, 'too-many-rows', `At most ${mostRows} rows in one request; these are ${rows.length}.`)
  const problems: RowProblem[] = []
  const values = await inTurns(rows, (row, index) => readRow(endpoint.scorer, row, index, problems))
  const scored = problems.length > 0 ? [] : await inTurns(values, (row, index) => scoreRow(endpoint.scorer, row, index, problems))
  if (problems.length > 0) {
    remember(endpoint, rows, null, { status: 422, started })
    const message = problems.length === 1 ? 'One value does not fit.' : `${problems.length} values do not fit.`
    return { status: 422, body: { error: { code: 'row-invalid', message, details: problems.slice(0, mostDetails) } } }
  }
  const { model, counters } = endpoint
  const predictions = scored.flatMap((answer) => (answer ? [shown(model, answer)] : []))
  counters.rows += rows.length
  remember(endpoint, rows, predictions, { status: 200, started })
  return { status: 200, body: { model: model.name, version: model.id, predictions } }
}

/** Maps a list, letting others have their turn after ten milliseconds: one caller's many rows must not keep the others waiting. */
async function inTurns<T, R>(items: readonly T[], map: (item: T, index: number) => R): Promise<R[]> {
  const mapped: R[] = []
  let since = performance.now()
  for (const [index, item] of items.entries()) {
    mapped.push(map(item, index))
    if (index % 32 !== 31 || performance.now() - since < 10) continue
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
  return mapped
}

function shown(model: Model, { prediction, probabilities }: Scored): Readonly<Record<string, JsonValue>> {
  if (!probabilities) return { prediction }
  return { prediction, probabilities: Object.fromEntries(model.classes.map((name, index) => [name, probabilities[index] ?? null])) }
}

function scoreRow(scorer: Scorer, row: readonly Value[], index: number, problems: RowProblem[]): Scored | null {
  try {
    return scorer.score(row)
  } catch (error) {
    // A strict function of the recipe: which of the columns it read is not known here.
    if (!(error instanceof RowError)) throw error
    problems.push({ row: index, message: error.text.en })
    return null
  }
}

function rowsOf(body: unknown): Readonly<Record<string, JsonValue>>[] | null {
  const list: unknown[] = Array.isArray(body) ? body : isRecord(body) && Array.isArray(body['rows']) ? (body['rows'] as unknown[]) : [body]
  return list.every(isRecord) ? (list as Record<string, JsonValue>[]) : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readRow(scorer: Scorer, row: Readonly<Record<string, JsonValue>>, index: number, problems: RowProblem[]): Value[] {
  return scorer.columns.map((column) => {
    const object = (message: string) => {
      problems.push({ row: index, column: column.name, message })
      return null
    }
    if (!Object.hasOwn(row, column.name)) return object(`missing; send null when it is not known (${column.type})`)
    const value = readValue(row[column.name] ?? null, column.type)
    if (value === undefined)
      return object(`${JSON.stringify(row[column.name]).slice(0, 80)} is no ${typeNames[column.type] ?? column.type}`)
    if (value === Infinity || value === -Infinity) return object('the number is too large')
    return value
  })
}

const typeNames: Partial<Record<Column['type'], string>> = {
  bool: 'true or false',
  int: 'whole number',
  float: 'number',
  date: 'date such as 2024-12-31',
  timestamp: 'time such as 2024-12-31T23:59:00',
}

function remember(
  { log, scorer, model }: LoadedEndpoint,
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
      model: model.id,
      input: Object.fromEntries(Object.entries(row).filter(([name]) => known.has(name))),
      output: outputs?.[index] ?? null,
    })),
  )
}

function description({ name, model, scorer }: LoadedEndpoint): unknown {
  return {
    endpoint: name,
    model: model.name,
    version: model.id,
    task: model.task,
    target: model.target.name,
    ...(model.task === 'classification' && { classes: model.classes }),
    ...(model.positive !== undefined && { positive: model.positive, threshold: model.threshold }),
    columns: scorer.columns.map(({ name: column, type }) => ({ name: column, type })),
  }
}

function keyRefusal(request: IncomingMessage, { keyHashes }: LoadedEndpoint): Answer | null {
  if (keyHashes.length === 0) return null
  const key = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (key === undefined) return refusal(401, 'key-missing', 'Send a key with the header "Authorization: Bearer KEY".')
  const hash = Buffer.from(hashKey(key))
  return keyHashes.some((known) => timingSafeEqual(hash, Buffer.from(known)))
    ? null
    : refusal(401, 'key-wrong', 'This key is not, or no longer, one of this endpoint.')
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

/** Null when the body is too large. It is read to its end all the same, so that the caller gets to read why, unless it never ends. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= mostBytes) chunks.push(chunk)
    else if (size > 10 * mostBytes) break
  }
  return size > mostBytes ? null : Buffer.concat(chunks).toString('utf8')
}
