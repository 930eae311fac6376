// An engine for tests of the shell: the socket, the first line and the end of the real one, and a few answers. What it is to do wrong stands
// in STAND_IN: crash, refuse, silent.
import { createServer } from 'node:http'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { host: { type: 'string' }, workspace: { type: 'string' }, socket: { type: 'string' } } })
const fault = process.env.STAND_IN
const note = (line) => values.workspace && process.env.STAND_IN_LOG && appendFileSync(process.env.STAND_IN_LOG, `${line}\n`)
note('started')

const problem = { code: 'workspace-in-use', severity: 'error', place: {}, text: { en: 'In use.', fr: 'Occupé.' } }
if (fault === 'crash') {
  process.stderr.write('the stand-in was told to crash\n')
  process.exit(3)
} else if (fault === 'refuse') {
  process.stdout.write(`${JSON.stringify({ ready: false, problem })}\n`)
  process.exitCode = 2
} else if (fault !== 'silent') serve()

function serve() {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://millrace')
    if (url.pathname === '/api/status') return json(response, { pid: process.pid, workspace: values.workspace, headers: request.headers })
    if (url.pathname === '/api/crash') return process.exit(9)
    if (url.pathname === '/api/teapot') return json(response, { problem }, 418)
    if (url.pathname === '/api/nothing') return response.writeHead(204).end()
    if (url.pathname === '/api/events') return events(response)
    let body = Buffer.alloc(0)
    request.on('data', (chunk) => (body = Buffer.concat([body, chunk])))
    request.on('end', () => {
      if (url.pathname === '/api/grants') note(`granted ${JSON.parse(body.toString()).path}`)
      json(response, { method: request.method, path: request.url, bytes: body.length, type: request.headers['content-type'] ?? null })
    })
  })
  server.listen(values.socket ?? join(process.cwd(), 'engine.sock'), () =>
    process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`),
  )
}

function json(response, value, status = 200) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

/** A line every 50 ms until the reader goes, which is noted. */
function events(response) {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  let seq = 0
  const beat = setInterval(() => response.write(`${JSON.stringify({ seq: ++seq, at: Date.now() })}\n`), 50)
  response.on('close', () => {
    clearInterval(beat)
    note('events closed')
  })
}

const end = (how) => {
  note(`ended by ${how}`)
  process.exit(0)
}
if (fault !== 'refuse') {
  process.on('SIGTERM', () => end('SIGTERM'))
  process.stdin.on('end', () => end('stdin'))
  process.stdin.resume()
}
