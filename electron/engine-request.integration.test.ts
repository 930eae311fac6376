import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { askEngine } from './engine-request.ts'

let server: Server | null = null
afterEach(() => void server?.close())

/** A server on a socket of its own. */
async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'request-')), 'engine.sock')
  server = createServer(answer)
  await new Promise<void>((resolve) => server?.listen(path, resolve))
  return path
}
const ask = (socket: string | null, path: string, init?: RequestInit, left = new AbortController().signal) =>
  askEngine(socket, new Request(`app://millrace${path}`, init), left)

describe('what goes through', () => {
  test('method, address with its query, type and body', async () => {
    const socket = await listen((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const { method, url, headers } = request
        response.end(JSON.stringify({ method, url, type: headers['content-type'], host: headers.host, bytes: Buffer.concat(parts).length }))
      })
    })
    const body = 'x'.repeat(3_000_000)
    const answer = await ask(socket, '/api/a%2Fb?rows=%26', { method: 'POST', body, headers: { 'content-type': 'text/csv' } })
    expect(await answer.json()).toEqual({
      method: 'POST',
      url: '/api/a%2Fb?rows=%26',
      type: 'text/csv',
      host: 'millrace',
      bytes: 3_000_000,
    })
  })

  test('status and headers of the answer, not those of the connection', async () => {
    const socket = await listen((_request, response) => {
      response.writeHead(418, { 'content-type': 'application/json', connection: 'close', 'x-two': ['a', 'b'] }).end('{}')
    })
    const answer = await ask(socket, '/api/x')
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-two')]).toEqual([418, 'application/json', 'a, b'])
    expect([answer.headers.get('connection'), answer.headers.get('transfer-encoding')]).toEqual([null, null])
  })

  test.each([204, 304])('%i has no body', async (status) => {
    const socket = await listen((_request, response) => response.writeHead(status).end())
    const answer = await ask(socket, '/api/x')
    expect([answer.status, answer.body]).toEqual([status, null])
  })
})

describe('streams', () => {
  test('come line by line, and a reader who goes closes the engine’s request', async () => {
    let closed = 0
    const socket = await listen((_request, response) => {
      let seq = 0
      const beat = setInterval(() => response.write(`${++seq}\n`), 30)
      response.on('close', () => {
        clearInterval(beat)
        closed += 1
      })
    })
    const answer = await ask(socket, '/api/events')
    const reader = answer.body?.getReader()
    const first = await reader?.read()
    const second = await reader?.read()
    expect([first, second].map((part) => Buffer.from(part?.value ?? []).toString())).toEqual(['1\n', '2\n'])
    await reader?.cancel()
    await vi.waitFor(() => expect(closed).toBe(1), 20_000)
  })

  test('of a window that has left end, and new requests are refused', async () => {
    let closed = 0
    const socket = await listen((_request, response) => {
      response.write('half')
      response.on('close', () => (closed += 1))
    })
    const leaving = new AbortController()
    const answer = await ask(socket, '/api/events', {}, leaving.signal)
    setTimeout(() => leaving.abort(), 30)
    expect(await answer.text()).toBe('half')
    await vi.waitFor(() => expect(closed).toBe(1), 20_000)
    expect((await ask(socket, '/api/events', {}, leaving.signal)).status).toBe(503)
  })

  test('a request that is given up before its answer is closed', async () => {
    let closed = 0
    const socket = await listen((request) => request.on('close', () => (closed += 1)))
    const abort = new AbortController()
    const answer = ask(socket, '/api/slow', { signal: abort.signal })
    setTimeout(() => abort.abort(), 50)
    expect((await answer).status).toBe(503)
    await vi.waitFor(() => expect(closed).toBe(1), 20_000)
  })
})

describe('no engine', () => {
  test.each([null, '/nowhere/engine.sock'])('at %j is a problem, not an exception', async (socket) => {
    const answer = await ask(socket, '/api/status')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      problem: {
        code: 'engine-unreachable',
        text: { fr: 'Le moteur ne répond pas.' },
        action: { en: 'It is being started again; your edits are safe.' },
      },
    })
  })

  test('that breaks off in the middle breaks the stream', async () => {
    const socket = await listen((_request, response) => {
      response.write('half')
      setTimeout(() => response.destroy(), 30)
    })
    await expect((await ask(socket, '/api/x')).text()).rejects.toThrow(/terminated|aborted|closed/)
  })
})
