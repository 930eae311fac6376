import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startShell } from './main.ts'
import { fakeElectron, type FakeOptions } from './testing/fake-electron.ts'
import { standInApp } from './testing/stand-in-app.ts'

// The whole main process over a fake Electron, with a real engine process: the stand-in.

const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of running.splice(0)) await end()
})

/** The shell over a fake Electron; waits for its window unless another studio holds the lock. */
async function shellOf(given: { options?: FakeOptions; args?: readonly string[]; fault?: string } = {}) {
  const world = standInApp()
  const fake = fakeElectron({ appPath: world.app, userData: world.userData, home: join(world.workspace, '..'), ...given.options })
  const errors: string[] = []
  const stderr = { write: (text: string) => errors.push(text) }
  const env = { ...world.env, NODE_OPTIONS: '--no-such-option', ...(given.fault && { STAND_IN: given.fault }) }
  startShell(fake.electron, {
    ...process,
    env,
    cwd: () => world.app,
    argv: ['electron', world.app, ...(given.args ?? [])],
    stderr,
    resourcesPath: '',
  })
  const quit = async () => {
    let prevented = false
    fake.app.emit('will-quit', { preventDefault: () => (prevented = true) })
    const before = fake.named('quit').length
    if (prevented) await vi.waitFor(() => expect(fake.named('quit').length).toBeGreaterThan(before), 20_000)
  }
  if (given.options?.second !== true) {
    running.push(quit)
    await vi.waitFor(() => expect(fake.windows).toHaveLength(1), 20_000)
    fake.windows[0]?.webContents.emit('did-finish-load')
  }
  return { ...fake, world, errors, quit, contents: fake.windows[0]?.webContents }
}

describe('starting', () => {
  test('the page, its protocol and the engine come up; requests reach the engine', async () => {
    const { windows, named, request, world } = await shellOf()
    expect(named('schemes')).toEqual([
      ['schemes', [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]],
    ])
    expect(named('enableSandbox')).toHaveLength(1)
    expect(windows[0]?.calls[0]).toEqual(['loadURL', 'app://millrace/'])
    expect(windows[0]?.options).toMatchObject({ webPreferences: { preload: join(world.app, 'dist/electron/preload.cjs'), sandbox: true } })
    expect(await (await request('app://millrace/')).text()).toContain('Stand-in')
    const status = (await (await request('app://millrace/api/status')).json()) as { workspace: string; headers: Record<string, string> }
    expect(status.workspace).toBe(world.workspace)
    expect(status.headers['host']).toBe('millrace')
  })

  test('--workspace is taken; --no-sandbox is not doubled', async () => {
    const { request, named, world } = await shellOf({ args: ['--workspace=elsewhere'], options: { switches: ['no-sandbox'] } })
    expect(named('enableSandbox')).toEqual([])
    expect(await (await request('app://millrace/api/status')).json()).toMatchObject({ workspace: join(world.app, 'elsewhere') })
  })

  test('a second studio hands over and quits', async () => {
    const { named, windows, world } = await shellOf({ options: { second: true } })
    expect(named('quit')).toHaveLength(1)
    expect(windows).toEqual([])
    expect(world.noted()).toEqual([])
  })

  test('a page that fails to load is written to the log, and does not hold up the end', async () => {
    const { errors, named } = await shellOf({ options: { failedLoads: 1 } })
    await vi.waitFor(() => expect(errors.join('')).toContain("ERR_FAILED (-2) loading 'app://millrace/'"), 20_000)
    expect(named('errorBox')).toEqual([])
  })

  test('a shell without its list of files says so and quits', async () => {
    const world = standInApp()
    const fake = fakeElectron({ appPath: join(world.app, 'nowhere'), userData: world.userData, home: world.workspace })
    startShell(fake.electron, { ...process, env: world.env, argv: ['electron', '.'], resourcesPath: '', stderr: { write: () => true } })
    await vi.waitFor(() => expect(fake.named('errorBox')[0]?.[2]).toMatch(/renderer.files\.json/), 20_000)
    expect(fake.named('quit')).toHaveLength(1)
    fake.app.emit('will-quit', { preventDefault: () => undefined })
  })
})

describe('the page', () => {
  test('opens and saves files; the engine hears of them before the next request', async () => {
    const { invoke, dialogs, request, world } = await shellOf()
    dialogs.open = { canceled: false, filePaths: ['/data/a.csv', '/data/b.millrace'] }
    dialogs.save = { canceled: false, filePath: '/out/c.csv' }
    expect(await invoke('host:open-files', [[{ name: 'Data', extensions: ['csv'] }]])).toEqual(['/data/a.csv', '/data/b.millrace'])
    expect(await invoke('host:save-file', ['c.csv', []])).toBe('/out/c.csv')
    await request('app://millrace/api/status')
    expect(
      world
        .noted()
        .filter((line) => line.startsWith('granted'))
        .toSorted(),
    ).toEqual(['granted /data/a.csv', 'granted /data/b.millrace', 'granted /out/c.csv'])
  })

  test('a dialog that was cancelled grants nothing', async () => {
    const { invoke, dialogs, request, world } = await shellOf()
    dialogs.save = { canceled: true, filePath: '' }
    expect(await invoke('host:save-file', ['c.csv', []])).toBeNull()
    await request('app://millrace/api/status')
    expect(world.noted()).toEqual(['started'])
  })

  test('a dropped file is granted at once', async () => {
    const { sendSync, request, world } = await shellOf()
    expect(sendSync('host:grant', ['/data/dropped.csv'])).toBe('/data/dropped.csv')
    expect(sendSync('host:grant', [''])).toBeNull()
    await request('app://millrace/api/status')
    expect(world.noted()).toContain('granted /data/dropped.csv')
  })

  test('shows in the file manager what it was given, and the workspace', async () => {
    const { invoke, sendSync, named, world } = await shellOf()
    sendSync('host:grant', ['/data/a.csv'])
    for (const path of ['/data/a.csv', join(world.workspace, 'runs'), '/etc/passwd', join(world.workspace, '..', 'other')])
      await invoke('host:reveal', [path])
    expect(named('showItemInFolder').map(([, path]) => path)).toEqual(['/data/a.csv', join(world.workspace, 'runs')])
  })

  test('sets its title and its menu, in its language', async () => {
    const { invoke, menus, windows, contents } = await shellOf()
    await invoke('host:set-title', ['Loans'])
    expect(windows[0]?.calls).toContainEqual(['setTitle', 'Loans'])
    expect(menus.at(-1)?.map((menu) => menu.label)).toEqual(['File', 'Edit', 'View'])
    await invoke('host:set-menu', [[{ id: 'run.all', group: 'run', label: 'Tout exécuter', accelerator: 'F5', enabled: true }], 'fr'])
    expect(menus.at(-1)?.map((menu) => menu.label)).toEqual(['Fichier', 'Édition', 'Affichage', 'Exécution'])
    menus.at(-1)?.at(-1)?.submenu?.[0]?.click?.(null, null, {})
    expect(contents?.sent).toEqual([['host:menu', 'run.all']])
  })

  test('is asked by nobody else', async () => {
    const { invoke } = await shellOf()
    await expect(invoke('host:open-files', [[]], { senderFrame: { url: 'https://example.com/', parent: null } })).rejects.toThrow(
      'not for this page',
    )
  })

  test('comes back once when its process is gone', async () => {
    const { windows, contents } = await shellOf()
    contents?.emit('render-process-gone', {}, { reason: 'crashed' })
    contents?.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(windows[0]?.calls.filter(([name]) => name === 'reload')).toHaveLength(1)
  })
})

describe('files from outside', () => {
  test('of the first start and of later ones open when the page is there', async () => {
    const world = standInApp()
    writeFileSync(join(world.app, 'loans.millrace'), '{}')
    const shell = await shellOf()
    expect(shell.contents?.sent).toEqual([])
    shell.app.emit('second-instance', {}, [], '/', { files: ['/data/loans.millrace'] })
    expect(shell.contents?.sent).toEqual([['host:open', ['/data/loans.millrace']]])
    expect(shell.windows[0]?.calls.at(-1)).toEqual(['focus'])
    expect(shell.named('addRecentDocument')).toEqual([['addRecentDocument', '/data/loans.millrace']])
    const recent = shell.menus.at(-1)?.[0]?.submenu?.find((entry) => entry.label === 'Open Recent')
    expect((recent as { submenu?: { label: string }[] }).submenu?.map((entry) => entry.label)).toEqual(['/data/loans.millrace'])
  })

  test('named on the command line wait for the page', async () => {
    const file = join(import.meta.dirname, 'main.ts')
    const { contents } = await shellOf({ args: [file] })
    expect(contents?.sent).toEqual([['host:open', [file]]])
  })
})

describe('the engine', () => {
  test('that crashes comes back, and its requests fail in its own form', async () => {
    const { request, world } = await shellOf()
    const first = (await (await request('app://millrace/api/status')).json()) as { pid: number }
    const crash = await request('app://millrace/api/crash')
    expect(crash.status).toBe(503)
    expect(await crash.json()).toMatchObject({ problem: { code: 'engine-unreachable', text: { en: 'The engine does not answer.' } } })
    await vi.waitFor(async () => {
      const second = await request('app://millrace/api/status')
      expect(second.status).toBe(200)
      expect(((await second.json()) as { pid: number }).pid).not.toBe(first.pid)
    }, 20_000)
    expect(world.noted()).toEqual(['started', 'started'])
  })

  test('that keeps crashing is shown with its last lines, over the page', async () => {
    const { named, windows, dialogs, errors } = await shellOf({ fault: 'crash' })
    dialogs.answer = 1
    await vi.waitFor(() => expect(named('messageBox')).toHaveLength(1), 20_000)
    const [, over, options] = named('messageBox')[0] as [string, unknown, { message: string; detail: string; buttons: string[] }]
    expect(over).toBe(windows[0])
    expect(options.message).toBe('The engine stopped three times within a minute.')
    expect(options.detail).toContain('Your edits are kept.')
    expect(options.detail).toContain('the stand-in was told to crash\nengine: ended with code 3')
    expect(options.buttons).toEqual(['Start it again', 'Quit'])
    await vi.waitFor(() => expect(named('quit')).toHaveLength(1), 20_000)
    expect(errors.join('')).toContain('the stand-in was told to crash\n')
  })

  test('that refuses the workspace says why, in the language of the system', async () => {
    const { named, dialogs } = await shellOf({ fault: 'refuse', options: { locale: 'fr-CA' } })
    dialogs.answer = 1
    await vi.waitFor(() => expect(named('messageBox')).toHaveLength(1), 20_000)
    expect(named('messageBox')[0]?.[2]).toMatchObject({ message: 'Occupé.', buttons: ['Le redémarrer', 'Quitter'] })
  })

  test('ends with the studio', async () => {
    const { request, quit, world, named } = await shellOf()
    await request('app://millrace/api/status')
    await quit()
    expect(world.noted()).toEqual(['started', expect.stringMatching(/^ended by (SIGTERM|stdin)$/)])
    expect(named('quit')).toHaveLength(1)
  })
})
