import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, _electron, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { build } from 'vite'
import { findElectron, openScreen } from './testing/electron-runtime.ts'
import { standInApp, type StandInApp } from './testing/stand-in-app.ts'

// The built shell in a real Electron, with a page and an engine of our own: what no fake can show.

const electron = findElectron()
const root = join(import.meta.dirname, '..')
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** What the page knows; declared here, as these functions run there. */
declare const host: { [name: string]: (...args: never[]) => unknown }
declare const heard: string[]

describe.skipIf('missing' in electron)('in a real Electron', () => {
  const shell = join(root, '.cache', 'shell-under-test')
  let world: StandInApp
  let app: ElectronApplication
  let page: Page
  let screen: Awaited<ReturnType<typeof openScreen>>
  const launch = (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => {
    if ('missing' in electron) throw new Error(electron.missing)
    return _electron.launch({
      executablePath: electron.program,
      args: [...asRoot, `--user-data-dir=${world.userData}`, world.app, ...args],
      env: { ...world.env, DISPLAY: screen.display, ...env } as Record<string, string>,
    })
  }

  beforeAll(async () => {
    await build({ configFile: join(root, 'electron/vite.config.ts'), logLevel: 'warn', build: { outDir: shell }, plugins: [] })
    world = standInApp(shell)
    screen = await openScreen()
    app = await launch()
    page = await app.firstWindow()
    await page.waitForLoadState('load')
  })
  afterAll(async () => {
    await app?.close()
    screen?.close()
  })

  test('the page has no Node, a frozen host, an origin of its own and isolation', async () => {
    const seen = await page.evaluate(`({
      globals: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
      host: Object.keys(host).sort(),
      frozen: Object.isFrozen(host),
      origin: location.origin,
      isolated: crossOriginIsolated,
    })`)
    expect(seen).toEqual({
      globals: [],
      host: ['onMenu', 'onOpen', 'openFiles', 'pathOf', 'platform', 'revealFile', 'saveFile', 'setMenu', 'setTitle'],
      frozen: true,
      origin: 'app://millrace',
      isolated: true,
    })
  })

  test('the API answers through the socket; nothing listens on a port', async () => {
    const status = await page.evaluate(async () => (await fetch('/api/status')).json() as Promise<{ pid: number; workspace: string }>)
    expect(status.workspace).toBe(world.workspace)
    const own = socketsOf(status.pid)
    expect(own.size).toBeGreaterThan(0)
    const tcp = ['tcp', 'tcp6'].flatMap((name) => readFileSync(`/proc/${status.pid}/net/${name}`, 'utf8').split('\n'))
    // Chromium's sockets, here those by which this test drives it, come along into every child.
    const given = socketsOf(app.process().pid ?? 0)
    const listening = tcp.map((line) => line.trim().split(/\s+/)[9] ?? '').filter((inode) => own.has(inode) && !given.has(inode))
    expect(listening).toEqual([])
  })

  test('events arrive one by one, and a page that stops reading ends them', async () => {
    const lines = await page.evaluate(async () => {
      const abort = new AbortController()
      const reader = (await fetch('/api/events', { signal: abort.signal })).body?.getReader()
      const arrived: number[] = []
      for (let i = 0; i < 6; i++) {
        const { value } = (await reader?.read()) ?? {}
        const first = JSON.parse(new TextDecoder().decode(value).split('\n')[0] ?? '') as { at: number }
        arrived.push(Date.now() - first.at)
      }
      abort.abort()
      return arrived
    })
    expect(Math.max(...lines)).toBeLessThan(500)
    await vi.waitFor(() => expect(world.noted()).toContain('events closed'), 20_000)
  })

  test('3 MB go up whole, and the status of an answer comes back', async () => {
    const sent = await page.evaluate(async () => {
      const up = await fetch('/api/files?name=a', {
        method: 'POST',
        body: 'x'.repeat(3_000_000),
        headers: { 'content-type': 'application/octet-stream' },
      })
      return [await up.json(), (await fetch('/api/teapot')).status, (await fetch('/api/nothing')).status] as const
    })
    expect(sent).toEqual([{ method: 'POST', path: '/api/files?name=a', bytes: 3_000_000, type: 'application/octet-stream' }, 418, 204])
  })

  test('no path leads out of the studio’s files', async () => {
    const paths = [
      '../package.json',
      '..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '..%5c..%5cpackage.json',
      '%2fetc%2fpasswd',
      '/etc/passwd',
      'dist/electron/main.cjs',
    ]
    const statuses = await page.evaluate(
      (all) => Promise.all(all.map(async (path) => (await fetch(`app://millrace/${path}`)).status)),
      paths,
    )
    expect(statuses).toEqual(paths.map(() => 404))
  })

  test('injected script does not run', async () => {
    // A handler in an attribute asks for the same leave as eval does.
    const seen = await page.evaluate<string[]>(`new Promise((resolve) => {
      const violations = []
      document.addEventListener('securitypolicyviolation', (event) => {
        if (violations.push(event.effectiveDirective) === 2) resolve(violations)
      })
      const script = document.createElement('script')
      script.textContent = 'globalThis.injected = true'
      document.head.append(script)
      const link = document.createElement('a')
      link.setAttribute('onclick', 'globalThis.injected = true')
      link.click()
    })`)
    expect(seen.toSorted((a, b) => a.localeCompare(b))).toEqual(['script-src-attr', 'script-src-elem'])
    expect(await page.evaluate(() => 'injected' in globalThis)).toBe(false)
  })

  test('a file of the page has its place; one that the page made has none', async () => {
    const file = join(world.app, 'package.json')
    await page.setInputFiles('#file', file)
    const paths = await page.evaluate(`(async () => {
      const answer = [host.pathOf(document.querySelector('#file').files[0]), host.pathOf(new File(['x'], '/etc/passwd'))]
      await fetch('/api/status')
      return answer
    })()`)
    expect(paths).toEqual([file, ''])
    expect(world.noted()).toContain(`granted ${file}`)
    expect(world.noted()).not.toContain('granted /etc/passwd')
  })

  test('the page stays, opens no window, and is granted nothing', async () => {
    const seen = await page.evaluate(`(async () => {
      const opened = window.open('https://example.com/')
      location.href = 'https://example.com/'
      await new Promise((resolve) => setTimeout(resolve, 300))
      const states = await Promise.all(['geolocation', 'notifications', 'camera'].map(async (name) => (await navigator.permissions.query({ name })).state))
      return { opened: opened !== null, at: location.href, states }
    })()`)
    expect(seen).toEqual({ opened: false, at: 'app://millrace/', states: ['denied', 'denied', 'denied'] })
    expect(app.windows()).toHaveLength(1)
  })

  test('nothing is reached but the studio', async () => {
    const outcomes = await page.evaluate(() =>
      Promise.all(
        ['http://127.0.0.1:9/', 'https://example.com/', 'file:///etc/passwd', 'app://other/'].map((url) =>
          fetch(url).then(
            () => 'reached',
            () => 'refused',
          ),
        ),
      ),
    )
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused'])
  })

  test('dialogs answer with paths, which the engine may read from then on', async () => {
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/data/picked.csv'] })
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: '/out/saved.csv' })
    })
    const paths = await page.evaluate(async () => {
      const filters = [{ name: 'Data', extensions: ['csv'] }]
      const picked = await (host['openFiles'] as (all: object[]) => Promise<string[]>)(filters)
      const saved = await (host['saveFile'] as (name: string, all: object[]) => Promise<string>)('saved.csv', filters)
      await fetch('/api/status')
      return [...picked, saved]
    })
    expect(paths).toEqual(['/data/picked.csv', '/out/saved.csv'])
    expect(world.noted()).toEqual(expect.arrayContaining(['granted /data/picked.csv', 'granted /out/saved.csv']))
  })

  test('the menu is made of the page’s commands, in its language, and a click comes back', async () => {
    await page.evaluate(() => {
      const item = { id: 'run.all', group: 'run', label: 'Tout exécuter', accelerator: 'F5', enabled: true }
      ;(host['setMenu'] as (items: object[]) => void)([item])
    })
    await vi.waitFor(
      async () => expect(await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((one) => one.label))).toContain('Exécution'),
      20_000,
    )
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('run.all')?.click())
    await expect.poll(() => page.evaluate(() => heard)).toContain('run.all')
  })

  test('the title of the window is that of the page', async () => {
    await page.evaluate(() => (host['setTitle'] as (title: string) => void)('Loans - Millrace'))
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe('Loans - Millrace')
  })

  test('an engine that crashes comes back under the same page', async () => {
    const pid = () => page.evaluate(async () => ((await (await fetch('/api/status')).json()) as { pid?: number }).pid)
    const before = await pid()
    const crash = await page.evaluate(async () => (await fetch('/api/crash')).status)
    expect(crash).toBe(503)
    await expect.poll(pid, { timeout: 20_000 }).toSatisfy((now) => typeof now === 'number' && now !== before)
  })

  test('a second start hands its files to the first and ends', async () => {
    const file = join(world.app, 'loans.millrace')
    writeFileSync(file, '{}')
    if ('missing' in electron) throw new Error(electron.missing)
    const args = [...asRoot, `--user-data-dir=${world.userData}`, world.app, file]
    const second = spawnSync(electron.program, args, { env: { ...world.env, DISPLAY: screen.display }, timeout: 40_000 })
    expect(second.status).toBe(0)
    await expect.poll(() => page.evaluate(() => heard)).toContain(file)
    expect(JSON.parse(readFileSync(join(world.userData, 'recent.json'), 'utf8'))).toEqual([file])
  })

  test('closing the window ends the engine, keeps the place of the window and leaves no socket', async () => {
    const { pid } = await page.evaluate(async () => (await fetch('/api/status')).json() as Promise<{ pid: number }>)
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1100, height: 700 }))
    await app.close()
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), 20_000)
    expect(JSON.parse(readFileSync(join(world.userData, 'window.json'), 'utf8'))).toMatchObject({
      bounds: { width: 1100, height: 700 },
      maximized: false,
    })
    expect(world.noted().at(-1)).toMatch(/^ended by/)
  })
})

/** The inodes of the sockets that a process holds. */
function socketsOf(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`
  const links = readdirSync(folder).map((name) => (existsSync(join(folder, name)) ? readlinkSync(join(folder, name)) : ''))
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []))
}
