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
  /** Files named on the command line, as a double click does. */
  readonly files?: readonly string[]
  /** A profile that outlives this start: recent files, the place of the window. A fresh one unless named. */
  readonly profile?: string
  /** Gets the page as soon as it is there. */
  watch(page: Page): void
}

/** The arguments of the studio in the checkout. As root Chromium's sandbox has to be off. */
export function studioArguments(workspace: string, profile: string, files: readonly string[]): string[] {
  return ['--no-sandbox', '--disable-gpu', root, `--workspace=${workspace}`, `--user-data-dir=${profile}`, ...files]
}

/** Starts the desktop studio from the checkout. */
export async function openElectron(start: ElectronStart): Promise<Opened & { readonly electron: ElectronApplication }> {
  const { electron, executablePath, workspace, appearance, watch } = start
  const fresh = start.profile === undefined ? await temporaryFolder('profile') : null
  const profile = start.profile ?? fresh?.path ?? ''
  const args = ['-r', join(root, 'e2e/hosts/attach-first.cjs'), ...studioArguments(workspace, profile, start.files ?? [])]
  const env = { MILLRACE_HOME: join(workspace, '.account'), ...process.env, PLAYWRIGHT_ELECTRON_LOADER: loader } as Record<string, string>
  const started = await electron.launch({ executablePath, args, cwd: root, env, timeout: 30_000, ...appearance })
  const said: string[] = []
  for (const stream of [started.process().stdout, started.process().stderr]) stream?.on('data', (text: Buffer) => said.push(String(text)))
  const page = await started.firstWindow({ timeout: 30_000 }).catch((error: unknown) => {
    throw new Error(`Electron opened no window:\n${said.join('')}`, { cause: error })
  })
  watch(page)
  let closing: Promise<void> | null = null
  const end = async () => {
    let stuck = false
    const late = setTimeout(() => (stuck = started.process().kill('SIGKILL')), 20_000)
    await started.close()
    clearTimeout(late)
    await fresh?.remove()
    if (stuck) throw new Error(`Electron did not end within 20 s:\n${said.join('')}`)
  }
  return { page, electron: started, close: () => (closing ??= end()) }
}
