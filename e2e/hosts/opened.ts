import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'

/** The repository, which holds dist/ and package.json. */
export const root = resolve(import.meta.dirname, '../..')

/** One window of the studio before its engine. */
export interface Opened {
  readonly page: Page
  close(): Promise<void>
}

/** An empty folder of its own; call `remove` in the end. */
export async function temporaryFolder(name: string): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `millrace-e2e-${name}-`))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** The process of the engine that holds a workspace, in either host. */
export async function enginePid(workspace: string): Promise<number> {
  const lock = JSON.parse(await readFile(join(workspace, '.millrace', 'lock'), 'utf8')) as { pid: number }
  return lock.pid
}
