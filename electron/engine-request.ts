import { request as httpRequest } from 'node:http'
import { PassThrough, Readable } from 'node:stream'
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
    const asked = httpRequest({ socketPath, method: request.method, path: pathname + search, headers, signal: left }, (message) => {
      const status = message.statusCode ?? 502
      const answer = new Headers()
      for (const [name, values = []] of Object.entries(message.headersDistinct))
        if (!/^(connection|keep-alive|transfer-encoding)$/.test(name)) answer.set(name, values.join(', '))
      const bare = request.method === 'HEAD' || status === 204 || status === 304
      const body = new PassThrough().on('close', () => asked.destroy())
      // A break is an error for its reader. Once the window has left it is an end: what Electron can hand to no page stops the shell in a dialog.
      message.on('error', (error) => void (left.aborted ? body.end() : body.destroy(error))).pipe(body)
      resolve(new Response(bare ? null : (Readable.toWeb(body) as ReadableStream), { status, headers: answer }))
    })
    asked.on('error', () => resolve(unreachable()))
    request.signal.addEventListener('abort', () => asked.destroy(), { once: true })
    if (request.body === null) asked.end()
    else
      Readable.fromWeb(request.body as NodeStream)
        .on('error', (error) => asked.destroy(error))
        .pipe(asked)
  })
}

function unreachable(): Response {
  const { unreachable: text, unreachableAction: action } = texts
  const problem: Problem = { code: 'engine-unreachable', severity: 'error', place: {}, text, action }
  return Response.json({ problem }, { status: 503 })
}
