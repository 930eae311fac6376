import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

export interface ServerTimes {
  /** Milliseconds until the head of a request must be there, until all of it, and that a connection may idle. */
  readonly head: number
  readonly request: number
  readonly idle: number
  /** How often the first two are looked at. */
  readonly check: number
}

const usualTimes: ServerTimes = { head: 10_000, request: 30_000, idle: 60_000, check: 2_000 }
const mostConnections = 1_000

/** An HTTP server for endpoints: who sends too slowly, or what is no HTTP, gets an answer that says so and is cut off. */
export function createEndpointServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  times: ServerTimes = usualTimes,
): Server {
  const server = createServer(
    { headersTimeout: times.head, requestTimeout: times.request, keepAliveTimeout: times.idle, connectionsCheckingInterval: times.check },
    handler,
  )
  server.maxConnections = mostConnections
  server.on('clientError', (error, socket) => refuse(error, socket as Socket))
  return server
}

const farewells = 10
const farewellMs = 15

/**
 * Takes no new connections, lets the requests that are being answered end, and after `patience` milliseconds cuts what remains.
 * A request may be on its way over a connection that looks idle. So for a moment all are still answered, with word that the connection ends;
 * the moment is counted in turns of the event loop, as a busy process reads nothing while a clock runs.
 */
export async function drainServer(server: Server, patience = 5_000): Promise<void> {
  server.prependListener('request', (_request, response: ServerResponse) => response.setHeader('connection', 'close'))
  for (let turn = 0; turn < farewells; turn++) await setTimeout(farewellMs)
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const impatient = globalThis.setTimeout(() => server.closeAllConnections(), patience)
  await closed
  globalThis.clearTimeout(impatient)
}

function refuse(error: Error, socket: Socket): void {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, reason, message] =
    code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? [408, 'timeout', 'The request did not arrive in time.']
      : code === 'HPE_HEADER_OVERFLOW'
        ? [431, 'headers-too-large', 'The headers are larger than 16 KiB.']
        : [400, 'bad-request', 'This is no HTTP request.']
  const body = JSON.stringify({ error: { code: reason, message } })
  socket.end(
    `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
