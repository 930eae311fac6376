import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'
import type { ShellProcess } from './electron-api.ts'

/**
 * Where the parts of this installation lie. A packaged studio takes its own Node and nothing from outside; a checkout the one that
 * started Electron (MILLRACE_NODE), or npm's.
 */
export function findPlaces(app: Pick<App, 'isPackaged' | 'getAppPath'>, { platform, arch, resourcesPath, env }: ShellProcess) {
  const root = app.getAppPath()
  const binary = platform === 'win32' ? 'node.exe' : 'node'
  const fromNpm = join(root, 'node_modules', `node-${platform === 'win32' ? 'win' : platform}-${arch}`, 'bin', binary)
  return {
    shell: join(root, 'dist', 'electron'),
    renderer: join(root, 'dist', 'renderer'),
    engine: join(app.isPackaged ? join(resourcesPath, 'engine') : root, 'dist', 'engine', 'engine.js'),
    node: app.isPackaged ? join(resourcesPath, 'node', 'bin', binary) : (env['MILLRACE_NODE'] ?? fromNpm),
  }
}

/** A new address for an engine to listen on: a socket in a folder that only this user may enter, on Windows a pipe nobody can guess. */
export function newSocket(platform: string): string {
  if (platform === 'win32') return `\\\\.\\pipe\\millrace-${randomBytes(16).toString('hex')}`
  return join(mkdtempSync(join(tmpdir(), 'millrace-')), 'engine.sock')
}
