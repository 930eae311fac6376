import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { BrowserType, Page } from '@playwright/test'

export interface Packaged {
  readonly page: Page
  /** What the program wrote so far. */
  readonly said: readonly string[]
  /** The exit code; null when a signal ended it. Waits for the end. */
  readonly ended: Promise<number | null>
  /** Ends it without warning, for tests that failed half way. */
  kill(): void
}

/**
 * Starts the packaged studio as a double click does: no workspace named, in a home folder of its own. Its fuses let nobody attach to the
 * main process, so the window is driven by Chromium's own port for developer tools.
 */
export async function openPackaged(chromium: BrowserType, program: string, home: string): Promise<Packaged> {
  const { XDG_CONFIG_HOME: _config, ELECTRON_DIST: _dist, MILLRACE_NODE: _node, ...env } = process.env
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(program, [...asRoot, '--disable-gpu', '--remote-debugging-port=0'], {
    cwd: home,
    env: { ...env, HOME: home, XDG_RUNTIME_DIR: home, LANG: 'en_GB.UTF-8', LANGUAGE: 'en' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const address = new Promise<string>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line)
      const found = /^DevTools listening on (ws:.*)$/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  const endpoint = await Promise.race([
    address,
    ended.then((code) => Promise.reject(new Error(`the studio ended with ${code} before it had a window:\n${said.join('\n')}`))),
  ])
  // Electron has none of the settings for downloads that Playwright makes otherwise.
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true })
  const [context] = browser.contexts()
  if (!context) throw new Error('the studio has no window')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  return { page, said, ended, kill: () => void child.kill('SIGKILL') }
}

/** The program in the folder that `npm run package:dir` makes. */
export const packagedProgram = (tree: string) => join(tree, 'millrace')
