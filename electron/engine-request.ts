import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { Problem } from '../engine/protocol/problem.ts'
import { texts } from './texts.ts'

/**
 * Hands a request of the page to the engine's socket and the answer back as it comes. A page that stops reading closes the engine's
 * request, and so does one whose window has `left`. Answers 503 with a problem when there is no engine.
 */
export function askEngine(socketPath: string | null, request: Request, left: AbortSignal): Promise<Response> {
  if (socketPath === null) return Promise.resolve(unreachable())
  const { pathname, search } = new URL(request.url)
  const headers = { ...Object.fromEntries(request.headers), host: 'millrace' }
  return new Promise((resolve) => {
    if (left.aborted) return resolve(unreachable())
    const asked = httpRequest({ socketPath, method: request.method, path: pathname + search, headers }, (message) => {
      const status = message.statusCode ?? 502
      const answer = new Headers()
      for (const [name, values = []] of Object.entries(message.headersDistinct))
        if (!/^(connection|keep-alive|transfer-encoding)$/.test(name)) answer.set(name, values.join(', '))
      const bare = request.method === 'HEAD' || status === 204 || status === 304
      if (bare) message.resume()
      resolve(new Response(bare ? null : bodyOf(message, left), { status, headers: answer }))
    })
    asked.on('error', () => resolve(unreachable()))
    const end = () => void asked.destroy()
    for (const signal of [request.signal, left]) signal.addEventListener('abort', end, { once: true })
    asked.on('close', () => left.removeEventListener('abort', end))
    if (request.body === null) asked.end()
    else
      Readable.fromWeb(request.body as NodeStream)
        .on('error', (error) => asked.destroy(error))
        .pipe(asked)
  })
}

/**
 * The body of an answer, as it comes. A break is an error for its reader; once the window has left it is an end, as Electron throws what
 * it can hand to no page, and the shell would stop in a dialog.
 */
function bodyOf(message: IncomingMessage, left: AbortSignal): ReadableStream<Uint8Array> {
  let open = true
  const end = (act: () => void) => {
    if (open) act()
    open = false
  }
  return new ReadableStream<Uint8Array>({
    start(body) {
      message.on('data', (part: Uint8Array) => {
        if (open) body.enqueue(part)
        if ((body.desiredSize ?? 0) <= 0) message.pause()
      })
      message.on('end', () => end(() => body.close()))
      message.on('error', (error) => end(() => (left.aborted ? body.close() : body.error(error))))
    },
    pull: () => void message.resume(),
    cancel: () => end(() => message.destroy()),
  })
}

function unreachable(): Response {
  const { unreachable: text, unreachableAction: action } = texts
  const problem: Problem = { code: 'engine-unreachable', severity: 'error', place: {}, text, action }
  return Response.json({ problem }, { status: 503 })
}
