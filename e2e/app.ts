// What every journey starts from: the studio on an empty workspace (`app`), or on one that holds some files already (`begin`), in the browser or
// in Electron. Specs use these, roles and names, nothing else.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test as base, type Browser, type ElectronApplication, type Page } from '@playwright/test'
import { openBrowser } from './hosts/open-browser.ts'
import { openElectron } from './hosts/open-electron.ts'
import { enginePid, temporaryFolder, type Opened } from './hosts/opened.ts'
import { findChromium, findElectron, whyMissing } from './hosts/programs.ts'

export { expect }

export type HostName = 'browser' | 'electron'

export interface HostOptions {
  readonly host: HostName
}

export interface StudioApp {
  readonly host: HostName
  readonly workspace: string
  /** The window that is open now: another one after `restart`. */
  readonly page: Page
  /** Electron's main process; null in the browser. */
  readonly electron: ElectronApplication | null
  /** Ends the engine without warning, as a crash would. */
  killEngine(): Promise<void>
  /** Closes the studio and opens it again on the same workspace. */
  restart(): Promise<Page>
}

/** Writes files into the workspace, by name, and opens the studio there: once a test. */
export type Begin = (files?: Readonly<Record<string, string>>) => Promise<StudioApp>

interface TestFixtures {
  readonly workspace: string
  readonly begin: Begin
  readonly app: StudioApp
}

const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const test = base.extend<TestFixtures, HostOptions & { readonly chromium: Browser | null }>({
  host: ['browser', { option: true, scope: 'worker' }],
  chromium: [
    async ({ playwright, host }, use) => {
      const executablePath = host === 'browser' ? findChromium() : null
      const browser = executablePath === null ? null : await playwright.chromium.launch({ executablePath, args: chromiumArgs })
      await use(browser)
      await browser?.close()
    },
    { scope: 'worker' },
  ],
  workspace: async ({ host }, use) => {
    const folder = await temporaryFolder(`workspace-${host}`)
    await use(folder.path)
    await folder.remove()
  },
  begin: async ({ playwright, host, chromium, workspace, colorScheme, locale }, use, info) => {
    const missing = whyMissing(host)
    if (missing !== null) {
      if (process.env['CI'] === 'true') throw new Error(missing)
      info.skip(true, missing)
    }
    const troubles: string[] = []
    const watch = (page: Page) => {
      page.on('pageerror', (error) => troubles.push(error.message))
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) troubles.push(message.text())
      })
    }
    const open = (): Promise<Opened & { readonly electron?: ElectronApplication }> => {
      const executablePath = findElectron()
      if (chromium) return openBrowser({ browser: chromium, workspace, watch })
      if (executablePath === null) throw new Error('no program for this host')
      const appearance = { colorScheme, ...(locale ? { locale } : {}) }
      return openElectron({ electron: playwright._electron, executablePath, workspace, appearance, watch })
    }
    let opened = null as Awaited<ReturnType<typeof open>> | null
    const current = () => {
      if (opened === null) throw new Error('the studio is not open')
      return opened
    }
    const app: StudioApp = {
      host,
      workspace,
      get page() {
        return current().page
      },
      get electron() {
        return current().electron ?? null
      },
      killEngine: async () => void process.kill(await enginePid(workspace), 'SIGKILL'),
      async restart() {
        await current().close()
        opened = await open()
        return opened.page
      },
    }
    await use(async (files = {}) => {
      for (const [name, content] of Object.entries(files)) await writeFile(join(workspace, name), content)
      opened = await open()
      return app
    })
    await opened?.close()
    expect(troubles, 'uncaught errors and refusals of the Content-Security-Policy in the page').toEqual([])
  },
  app: async ({ begin }, use) => use(await begin()),
  page: async ({ app }, use) => use(app.page),
})
