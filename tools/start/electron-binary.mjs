import { existsSync } from 'node:fs'
import { join } from 'node:path'

const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }

/**
 * Electron's program: from ELECTRON_OVERRIDE_DIST_PATH, else from the electron package. Null when it is not there.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function electronBinary(root, env = process.env) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || join(root, 'node_modules/electron/dist')
  const path = join(folder, names[process.platform] ?? 'electron')
  return existsSync(path) ? path : null
}
