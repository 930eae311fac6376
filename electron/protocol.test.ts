import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerApp, type AppWorld } from './protocol.ts'

const folder = mkdtempSync(join(tmpdir(), 'protocol-'))
mkdirSync(join(folder, 'studio/assets'), { recursive: true })
writeFileSync(join(folder, 'studio/index.html'), '<h1>studio</h1>')
writeFileSync(join(folder, 'studio/assets/main.js'), 'start()')
writeFileSync(join(folder, 'secret.txt'), 'secret')

const asked: string[] = []
const world: AppWorld = {
  folder: join(folder, 'studio'),
  files: {
    '/index.html': { file: 'index.html', mime: 'text/html' },
    '/assets/main.js': { file: 'assets/main.js', mime: 'text/javascript' },
  },
  api: async (request) => {
    asked.push(new URL(request.url).pathname)
    return new Response('from the engine', { headers: { 'content-type': 'text/plain', 'x-frame-options': 'ALLOWALL' } })
  },
}
const get = (url: string, init?: RequestInit) => answerApp(new Request(url, init), world)

describe('files', () => {
  test.each(['app://millrace/', 'app://millrace/index.html', 'app://millrace/?a=1#b'])('%s is the start page', async (url) => {
    const answer = await get(url)
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([200, '<h1>studio</h1>', 'text/html'])
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })

  test('what holds its hash in its name is kept', async () => {
    const answer = await get('app://millrace/assets/main.js')
    expect([await answer.text(), answer.headers.get('cache-control')]).toEqual(['start()', 'public, max-age=31536000, immutable'])
  })

  test('HEAD has no body; nothing can be written', async () => {
    expect(await (await get('app://millrace/', { method: 'HEAD' })).text()).toBe('')
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) expect((await get('app://millrace/', { method })).status).toBe(405)
  })

  test.each([
    'app://millrace/../secret.txt',
    'app://millrace/..%2fsecret.txt',
    'app://millrace/%2e%2e/secret.txt',
    'app://millrace/%2e%2e%2fsecret.txt',
    'app://millrace/..%5csecret.txt',
    'app://millrace/..\\secret.txt',
    'app://millrace/assets/../../secret.txt',
    'app://millrace/assets/%252e%252e/secret.txt',
    'app://millrace//etc/passwd',
    'app://millrace/%2fetc%2fpasswd',
    'app://millrace/C:/Windows/win.ini',
    'app://millrace/C%3a%5cWindows',
    'app://millrace/index.html%00.js',
    'app://millrace/index.html.',
    'app://millrace/INDEX.HTML',
    'app://millrace/assets/',
    'app://millrace/assets',
    'app://millrace/%ff',
    'app://millrace/__proto__',
    'app://millrace/constructor',
    'app://millrace/dist/electron/main.cjs',
  ])('%s is not there', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  test.each(['app://other/index.html', 'app://millrace.evil/', 'app://millrace:80/', 'https://millrace/', 'file:///etc/passwd'])(
    '%s is not ours',
    async (url) => {
      expect((await get(url)).status).toBe(400)
    },
  )
})

describe('headers', () => {
  test.each(['app://millrace/', 'app://millrace/api/status', 'app://millrace/missing'])('%s carries the policy', async (url) => {
    const { headers } = await get(url)
    const policy = headers.get('content-security-policy') ?? ''
    for (const rule of [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ])
      expect(policy).toContain(rule)
    expect(policy).not.toMatch(/'unsafe-eval'|https?:|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })
})

describe('the API', () => {
  test('is asked with any method, and only under /api/', async () => {
    asked.length = 0
    const answer = await get('app://millrace/api/runs?pipeline=a', { method: 'POST', body: '{}' })
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([200, 'from the engine', 'text/plain'])
    await get('app://millrace/api/x/../status')
    await get('app://millrace/api/../index.html')
    await get('app://millrace/apis')
    await get('app://other/api/status')
    expect(asked).toEqual(['/api/runs', '/api/status'])
  })
})
