import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { z } from 'zod'
import { methods, type MethodName } from '../protocol/methods.ts'
import { openApiDocument } from '../protocol/openapi.ts'
import type { Problem } from '../protocol/problem.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { problemData } from '../run/problem-data.ts'
import { toProblem } from '../../nodes/kit/problem.ts'
import { refusalOf, sameSecret, sessionCookie, type AccessRules, type Refusal } from './access.ts'
import type { EventLog } from './event-log.ts'
import type { Handlers } from './handlers.ts'
import { securityHeaders } from '../protocol/security-headers.ts'
import type { StaticFile } from './static-files.ts'

export interface ServerOptions {
  readonly handlers: Handlers
  readonly events: EventLog
  readonly files: ReadonlyMap<string, StaticFile>
  /** Filled in when the port is known. */
  readonly access: { rules: AccessRules }
  readonly version: string
  /** The rows of a stored table as an Arrow IPC stream. */
  page(
    request: {
      fingerprint: string
      port: string
      offset: number
      limit: number
      sort?: string
      descending: boolean
      first: number
      columns: number
    },
    signal: AbortSignal,
  ): Promise<Uint8Array>
  /** Stores an uploaded data file in the workspace; gives its path there. */
  upload(name: string, body: AsyncIterable<Buffer>): Promise<string>
  grant(path: string): Promise<void>
  log(text: string): void
}

const refusals: Record<Refusal, Problem['text']> = {
  'foreign-host': { en: 'This address is not Millrace’s own.', fr: 'Cette adresse n’est pas celle de Millrace.' },
  'foreign-origin': {
    en: 'Another site asked; only the studio itself may.',
    fr: 'Un autre site a posé la question ; seul le studio en a le droit.',
  },
  'no-session': {
    en: 'Open the studio by the address that it printed at its start.',
    fr: 'Ouvrez le studio par l’adresse affichée à son démarrage.',
  },
}

/** The engine's HTTP server: studio files, the methods of the protocol, the event stream, table pages, uploads. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: 16 * 1024 * 1024,
    requestTimeout: 0,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  })
  // A form of another site can send text/plain without asking; nothing here takes it.
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders)
    if (await openSession(request.raw.url ?? '/', reply, options)) return
    const refusal = refusalOf(request.raw, options.access.rules)
    if (refusal) await refuse(reply, refusal)
  })

  app.setErrorHandler(async (error, request, reply) => {
    const { problem, status } = asProblem(error)
    if (problem.code === 'internal' && !isGivenUp(error, reply))
      options.log(`${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`)
    await reply.status(status).send({ problem })
  })
  app.setNotFoundHandler(async (request, reply) => {
    await reply.status(404).send({
      problem: plain('not-found', {
        en: `Nothing is at ${request.method} ${request.url.split('?')[0]}.`,
        fr: `Rien à ${request.method} ${request.url.split('?')[0]}.`,
      }),
    })
  })

  for (const name of Object.keys(methods) as MethodName[]) addMethod(app, name, options.handlers)
  addBytes(app, options)
  app.get('/api/openapi.json', async () => openApiDocument(options.version))
  for (const [path, file] of options.files)
    app.get(path, async (_request, reply) => {
      await reply
        .type(file.mime)
        .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
        .send(await file.read())
    })
  await app.ready()
  return app
}

function addMethod(app: FastifyInstance, name: MethodName, handlers: Handlers): void {
  const method = methods[name]
  app.route({
    method: method.verb,
    url: method.path.replace(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      const body = method.verb === 'POST' || method.verb === 'PUT' ? request.body : request.query
      if (body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body)))
        throw new ProblemError(badInput(method.verb, 'body'), 400)
      const parsed = (method.input as z.ZodType).safeParse({ ...(body as object | null), ...(request.params as object) })
      if (!parsed.success) {
        const issue = parsed.error.issues[0]
        throw new ProblemError(badInput(issue?.message ?? '', (issue?.path ?? []).join('.')), 400)
      }
      const abort = new AbortController()
      reply.raw.once('close', () => abort.abort())
      const handle = handlers[name] as (input: unknown, signal: AbortSignal) => Promise<unknown>
      return handle(parsed.data, abort.signal)
    },
  })
}

function addBytes(app: FastifyInstance, options: ServerOptions): void {
  const pageQuery = z.object({
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(5000).default(200),
    sort: z.string().optional(),
    descending: z.stringbool().default(false),
    /** A window on a wide table: the place of its first column, and how many. */
    first: z.coerce.number().int().min(0).default(0),
    columns: z.coerce.number().int().min(1).default(100_000),
  })
  app.get('/api/artifacts/:fingerprint/:port/page', async (request, reply) => {
    const place = z
      .object({ fingerprint: z.string().regex(/^[0-9a-f]{32}$/), port: z.string().regex(/^[\w-]+$/) })
      .safeParse(request.params)
    const page = pageQuery.safeParse(request.query)
    if (!place.success || !page.success) throw new ProblemError(badInput('page', 'query'), 400)
    const abort = new AbortController()
    reply.raw.once('close', () => abort.abort())
    const { sort, ...rest } = page.data
    const bytes = await options.page({ ...place.data, ...rest, ...(sort !== undefined && { sort }) }, abort.signal)
    await reply.type('application/vnd.apache.arrow.stream').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  })
  app.get('/api/events', (request, reply) => {
    const query = z.object({ after: z.coerce.number().int().default(0), epoch: z.string().default('') }).parse(request.query)
    reply.hijack()
    reply.raw.writeHead(200, { ...securityHeaders, 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
    reply.raw.write('\n')
    const stop = options.events.follow({ seq: query.after, epoch: query.epoch }, (event) => reply.raw.write(`${JSON.stringify(event)}\n`))
    const beat = setInterval(() => reply.raw.write('\n'), 15_000)
    reply.raw.once('close', () => {
      clearInterval(beat)
      stop()
    })
  })
  app.post('/api/files', { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) => {
    const { name } = z.object({ name: z.string().min(1).max(255) }).parse(request.query)
    return { path: await options.upload(name, request.body as AsyncIterable<Buffer>) }
  })
  app.post('/api/grants', async (request) => {
    const { path } = z.object({ path: z.string().min(1) }).parse(request.body)
    await options.grant(path)
    return {}
  })
}

/** The address with the token: sets the cookie and leads to the clean address, so that the token stays in no history. */
async function openSession(url: string, reply: FastifyReply, { access }: ServerOptions): Promise<boolean> {
  const { token, hosts } = access.rules
  if (token === null || !url.startsWith('/?')) return false
  const given = new URLSearchParams(url.slice(2)).get('token')
  if (given === null || !hosts?.includes(String(reply.request.headers.host)) || !sameSecret(given, token)) return false
  await reply
    .status(302)
    .header('set-cookie', `${sessionCookie}=${token}; HttpOnly; SameSite=Strict; Path=/`)
    .header('location', '/')
    .send()
  return true
}

async function refuse(reply: FastifyReply, refusal: Refusal): Promise<void> {
  await reply.status(refusal === 'no-session' ? 401 : 403).send({ problem: plain(refusal, refusals[refusal]) })
}

function plain(code: string, text: Problem['text']): Problem {
  return { code, severity: 'error', place: {}, text }
}

function badInput(message: string, place: string): Problem {
  return plain('bad-request', {
    en: `The request does not fit at “${place}”: ${message}.`,
    fr: `La requête ne convient pas à « ${place} » : ${message}.`,
  })
}

/** Work that was stopped because its client went away: nobody is left to be told, and nothing went wrong. */
function isGivenUp(error: unknown, reply: FastifyReply): boolean {
  return reply.raw.destroyed && error instanceof Error && (error.name === 'QueryCancelled' || error.name === 'AbortError')
}

function asProblem(error: unknown): { problem: Problem; status: number } {
  if (error instanceof ProblemError) return { problem: error.problem, status: error.status }
  if (error instanceof z.ZodError)
    return { problem: badInput(error.issues[0]?.message ?? '', (error.issues[0]?.path ?? []).join('.')), status: 400 }
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    return { problem: plain('bad-request', { en: error.message, fr: `Requête refusée : ${error.message}` }), status: error.statusCode }
  }
  const data = problemData(error)
  return { problem: toProblem(data, ''), status: data.code === 'internal' ? 500 : 422 }
}
