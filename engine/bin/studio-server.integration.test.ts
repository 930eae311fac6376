import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from '@uwdata/flechette'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, EngineFailure, type Client } from '../protocol/client.ts'
import { eventSchema } from '../protocol/event.ts'
import { methods } from '../protocol/methods.ts'
import { startStudio, type Studio } from './start-studio.ts'
import { documentOf } from './testing/temporary-engine.ts'

let folder: string
let studio: Studio
let base: string
let cookie: string
let client: Client

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-http-'))
  studio = await startStudio({ workspace: folder })
  base = new URL(studio.url).origin
  const opened = await fetch(studio.url, { redirect: 'manual' })
  if (opened.status !== 302) throw new Error(`the token was not taken: ${opened.status}`)
  cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  client = createClient(base, (url, init) => fetch(url, { ...init, headers: { ...init?.headers, cookie } }))
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(base + path, { headers: { cookie, ...headers } })

/** A request with a Host of its own choice, which fetch does not let one set. */
function withHost(host: string): Promise<number> {
  const { port } = new URL(base)
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/api/status', headers: { host, cookie } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

const table = () =>
  documentOf(
    {
      data: { type: 'source.sample-data', params: { name: 'penguins' } },
      keep: { type: 'clean.sort-rows', params: { by: [{ column: 'Species' }] } },
    },
    ['data.table > keep.table'],
  )

describe('who may ask', () => {
  it('gives the cookie once for the token, HttpOnly and SameSite, and leads to a clean address', async () => {
    const opened = await fetch(studio.url, { redirect: 'manual' })
    expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    expect(opened.headers.get('location')).toBe('/')
    expect((await fetch(`${base}/?token=${'0'.repeat(64)}`, { redirect: 'manual' })).status).toBe(401)
  })

  it('refuses without the cookie, from a foreign origin, and under a foreign host', async () => {
    expect((await fetch(`${base}/api/status`)).status).toBe(401)
    expect((await get('/api/status', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await get('/api/status', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(await withHost('evil.example')).toBe(403)
    expect((await get('/api/status', { origin: base })).status).toBe(200)
  })

  it('sends a strict policy with every answer', async () => {
    const policy = (await get('/api/status')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).not.toContain('unsafe-eval;')
  })
})

describe('methods', () => {
  it('answer what their schemas say', async () => {
    const status = await client('status', {})
    expect(status.workspace).toBe(folder)
    expect((await client('catalogue', {})).nodes.length).toBeGreaterThan(25)
    const opened = await client('createPipeline', { name: 'My table' })
    const document = { ...table(), name: 'My table' }
    const { revision } = await client('savePipeline', { path: opened.path, document, revision: opened.revision })
    expect((await client('openPipeline', { path: opened.path })).revision).toBe(revision)
    expect((await client('listPipelines', {})).pipelines[0]).toMatchObject({ name: 'My table', nodes: 2 })
    const inspection = await client('inspect', { path: opened.path, document })
    expect(inspection.problems).toEqual([])
    expect(inspection.nodes['keep']?.outputs['table']?.columns?.length).toBe(7)
    const preview = await client('preview', { path: opened.path, document, node: 'keep', port: 'table', rows: 5 })
    expect(preview.rows.length).toBe(5)
    expect(preview.count).toEqual({ rows: 344, exact: true })
    expect(preview.statistics[0]?.top?.[0]).toEqual({ value: 'Adelie', rows: 152 })
  })

  it('refuse bodies that do not fit, whatever they are', async () => {
    const post = (body: string, type = 'application/json') =>
      fetch(`${base}/api/inspect`, { method: 'POST', body, headers: { cookie, 'content-type': type } })
    for (const body of ['', '{', '[]', '"x"', '{"path": 1}', '{"path":"a","document":{}}', '{"__proto__":{"x":1}}']) {
      const answer = await post(body)
      expect([answer.status, body]).toEqual([400, body])
      expect(((await answer.json()) as { problem: { code: string } }).problem.code).toBe('bad-request')
    }
    expect((await post('x', 'text/plain')).status).toBe(415)
    expect((await get('/api/nothing')).status).toBe(404)
    expect((await get('/../../etc/passwd')).status).toBe(404)
    await expect(client('openPipeline', { path: '../outside.millrace' })).rejects.toBeInstanceOf(EngineFailure)
    await expect(client('openPipeline', { path: '../outside.millrace' })).rejects.toMatchObject({ problem: { code: 'path-outside' } })
  })

  it('keep drafts until they are saved', async () => {
    const opened = await client('createPipeline', { name: 'Draft' })
    const edited = { ...opened.document, name: 'Draft, edited' }
    await client('saveDraft', { path: opened.path, document: edited })
    expect((await client('openPipeline', { path: opened.path })).draft?.document.name).toBe('Draft, edited')
    const listed = async () => (await client('listPipelines', {})).pipelines.find(({ path }) => path === opened.path)
    const node = { type: 'source.sample-data', version: 1, params: {} }
    const fuller = { ...edited, nodes: { sample: node, other: node }, layout: { sample: { x: 8, y: 16 } } }
    await client('saveDraft', { path: opened.path, document: fuller })
    expect(await listed()).toMatchObject({
      name: 'Draft, edited',
      nodes: 2,
      draft: true,
      picture: [{ id: 'sample', x: 8, y: 16 }, { id: 'other' }],
    })
    await client('saveDraft', { path: opened.path, document: opened.document })
    expect(await listed()).toMatchObject({ name: 'Draft', nodes: 0, draft: false })
    await client('savePipeline', { path: opened.path, document: edited, revision: opened.revision })
    expect((await client('openPipeline', { path: opened.path })).draft).toBeNull()
    expect(await listed()).toMatchObject({ name: 'Draft, edited', draft: false })
  })

  it('are all in the OpenAPI document, whose references lead somewhere', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as { paths: Record<string, Record<string, { operationId: string }>> }
    const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId))
    expect(ids.toSorted()).toEqual(Object.keys(methods).toSorted())
    const text = JSON.stringify(document)
    const references = new Set([...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] as string))
    for (const reference of references) {
      const found = reference.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
      expect([reference, typeof found]).toEqual([reference, 'object'])
    }
  })
})

describe('events and pages', () => {
  it('run, follow, page through the result, and resume without loss', async () => {
    const abort = new AbortController()
    const response = await fetch(`${base}/api/events?after=0`, { headers: { cookie }, signal: abort.signal })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    const opened = await client('createPipeline', { name: 'Run me' })
    const { runId } = await client('startRun', { path: opened.path, document: table() })
    let text = ''
    while (!text.includes('"run.finished"')) text += (await reader.read()).value ?? ''
    abort.abort()
    const events = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => eventSchema.parse(JSON.parse(line)))
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
    const step = events.find((event) => event.type === 'step.finished' && event.node === 'keep')
    expect(step).toMatchObject({ runId, rows: { table: 344 } })

    const fingerprint = step?.type === 'step.finished' ? step.fingerprint : ''
    const page = await get(`/api/artifacts/${fingerprint}/table/page?offset=300&limit=100`)
    expect(page.headers.get('content-type')).toBe('application/vnd.apache.arrow.stream')
    const arrow = tableFromIPC(new Uint8Array(await page.arrayBuffer()))
    expect(arrow.numRows).toBe(44)
    expect(arrow.getChild('Species').at(43)).toBe('Gentoo')
    const sorted = tableFromIPC(
      new Uint8Array(
        await (
          await get(`/api/artifacts/${fingerprint}/table/page?limit=1&sort=${encodeURIComponent('Body Mass (g)')}&descending=true`)
        ).arrayBuffer(),
      ),
    )
    expect(Number(sorted.getChild('Body Mass (g)').at(0))).toBe(6300)
    const window = await get(`/api/artifacts/${fingerprint}/table/page?limit=2&first=1&columns=2`)
    const two = tableFromIPC(new Uint8Array(await window.arrayBuffer()))
    expect(two.names).toEqual(arrow.names.slice(1, 3))

    const middle = events[2]?.seq ?? 0
    const again = new AbortController()
    const resumed = await fetch(`${base}/api/events?after=${middle}&epoch=${events[0]?.epoch}`, {
      headers: { cookie },
      signal: again.signal,
    })
    const first = (await resumed.body!.pipeThrough(new TextDecoderStream()).getReader().read()).value ?? ''
    again.abort()
    expect(first.split('\n').filter((line) => line !== '').length === 0 || first.includes(`"seq":${middle + 1}`)).toBe(true)
    expect((await client('readRun', { runId })).run.outcome).toBe('done')
  })

  it('store an upload under a free name inside the workspace', async () => {
    const send = (name: string) =>
      fetch(`${base}/api/files?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        body: 'a,b\n1,2\n',
        headers: { cookie, 'content-type': 'application/octet-stream' },
      }).then((answer) => answer.json())
    expect(await send('data.csv')).toEqual({ path: 'data/data.csv' })
    expect(await send('data.csv')).toEqual({ path: 'data/data-2.csv' })
    expect(await send('../../evil.csv')).toEqual({ path: 'data/_.._evil.csv' })
  })
})
