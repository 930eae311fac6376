import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ElectronApplication, Page, PlaywrightWorkerArgs } from '@playwright/test'
import { root, temporaryFolder, type Opened } from './opened.ts'

const loader = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'lib/server/electron/loader.js')

type Electron = PlaywrightWorkerArgs['playwright']['_electron']
type Launch = NonNullable<Parameters<Electron['launch']>[0]>

export interface ElectronStart {
  readonly electron: Electron
  readonly executablePath: string
  readonly workspace: string
  readonly appearance: Pick<Launch, 'colorScheme' | 'locale'>
  /** Gets the page as soon as it is there. */
  watch(page: Page): void
}

/** Starts the desktop studio from the checkout, with a profile of its own. As root Chromium's sandbox has to be off. */
export async function openElectron(start: ElectronStart): Promise<Opened & { readonly electron: ElectronApplication }> {
  const { electron, executablePath, workspace, appearance, watch } = start
  const profile = await temporaryFolder('profile')
  const args = [
    '-r',
    join(root, 'e2e/hosts/attach-first.cjs'),
    '--no-sandbox',
    '--disable-gpu',
    root,
    `--workspace=${workspace}`,
    `--user-data-dir=${profile.path}`,
  ]
  const env = { ...process.env, PLAYWRIGHT_ELECTRON_LOADER: loader } as Record<string, string>
  const started = await electron.launch({ executablePath, args, cwd: root, env, timeout: 30_000, ...appearance })
  const said: string[] = []
  for (const stream of [started.process().stdout, started.process().stderr]) stream?.on('data', (text: Buffer) => said.push(String(text)))
  const page = await started.firstWindow({ timeout: 30_000 }).catch((error: unknown) => {
    throw new Error(`Electron opened no window:\n${said.join('')}`, { cause: error })
  })
  watch(page)
  return {
    page,
    electron: started,
    async close() {
      await started.close()
      await profile.remove()
    },
  }
}
