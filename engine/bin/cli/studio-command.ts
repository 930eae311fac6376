import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { startStudio } from '../start-studio.ts'
import { exitCode, UsageError } from './exit-code.ts'

export interface StudioOptions {
  readonly workspace: string | undefined
  readonly port: string | undefined
  readonly open: boolean
}

/** `millrace --browser`: the studio in the default browser, or its address where there is none, until SIGINT or SIGTERM. */
export async function studioCommand(options: StudioOptions): Promise<number> {
  const port = Number(options.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`--port ${options.port}: a number from 0 to 65535`)
  const studio = await startStudio({ workspace: resolve(options.workspace ?? join(homedir(), 'Millrace')), port })
  process.stdout.write(`${studio.url}\n`)
  if (options.open && openBrowser(studio.url)) process.stderr.write('Millrace is open in your browser. Ctrl+C ends it.\n')
  else process.stderr.write('Open this address in a browser. Ctrl+C ends Millrace.\n')
  await new Promise<void>((done) => {
    process.once('SIGINT', done)
    process.once('SIGTERM', done)
  })
  await studio.close()
  return exitCode.done
}

function openBrowser(url: string): boolean {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return false
  const [command, args] =
    process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['explorer.exe', [url]] : ['xdg-open', [url]]
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true })
  child.on('error', () => process.stderr.write(`No browser could be started. Open ${url}\n`))
  child.unref()
  return true
}
