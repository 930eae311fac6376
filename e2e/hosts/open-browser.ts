import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from '@playwright/test'
import { root, type Opened } from './opened.ts'

export interface BrowserStart {
  readonly browser: Browser
  readonly workspace: string
  /** Gets the page before anything is loaded into it. */
  watch(page: Page): void
}

/** Starts an engine on a workspace and opens its address in a new window of the browser. */
export async function openBrowser({ browser, workspace, watch }: BrowserStart): Promise<Opened> {
  const engine = spawn(
    process.execPath,
    [join(root, 'dist/engine/millrace.js'), '--browser', '--no-open', '--workspace', workspace, '--port', '0'],
    // Keys of an account are made in the workspace of the journey, not in the account of who runs it.
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { MILLRACE_HOME: join(workspace, '.account'), ...process.env } },
  )
  const said: string[] = []
  engine.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const ended = once(engine, 'exit')
  const lines = createInterface({ input: engine.stdout })
  const address = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    ended.then(() => Promise.reject(new Error(`the engine ended before it gave its address:\n${said.join('')}`))),
  ])
  const context = await browser.newContext()
  const page = await context.newPage()
  watch(page)
  await page.goto(address)
  return {
    page,
    async close() {
      await context.close()
      if (engine.exitCode !== null || engine.signalCode !== null) return
      engine.kill('SIGTERM')
      const late = setTimeout(() => engine.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    },
  }
}
