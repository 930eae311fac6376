import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { electronDist, noElectron } from '../../tools/electron-dist.mjs'

const root = join(import.meta.dirname, '../..')

/** The real Electron of tools/electron-dist.mjs, or why there is none. Under CI=true its absence is an error. */
export function findElectron(): { readonly folder: string; readonly program: string } | { readonly missing: string } {
  const folder = electronDist(root)
  const missing = whyNot(folder)
  if (folder !== null && missing === null) return { folder, program: join(folder, 'electron') }
  if (process.env['CI'] === 'true') throw new Error(`the tests of the desktop cannot run: ${missing}`)
  process.stderr.write(`skipped: ${missing}\n`)
  return { missing: missing ?? noElectron }
}

function whyNot(folder: string | null): string | null {
  if (process.platform !== 'linux') return 'a real Electron is driven on Linux only'
  if (folder === null) return noElectron
  if (!process.env['DISPLAY'] && spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error) return 'no screen and no Xvfb'
  return null
}

/** A screen: the one that is there, else a virtual one of its own. `close` ends what was started. */
export async function openScreen(): Promise<{ readonly display: string; close(): void }> {
  const there = process.env['DISPLAY']
  if (there) return { display: there, close: () => undefined }
  const xvfb: ChildProcess = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    xvfb.once('error', reject)
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)))
    xvfb.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()))
  })
  return { display: `:${number}`, close: () => void xvfb.kill() }
}
