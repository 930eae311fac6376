import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folder of the Electron that packaging and the tests of the desktop take: ELECTRON_DIST where it is set, else .cache/electron of the
 * repository. Null when there is no program in it.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | null}
 */
export function electronDist(root, env = process.env) {
  const folder = env.ELECTRON_DIST || join(root, '.cache/electron')
  return existsSync(join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron')) ? folder : null
}

/** Why there is none, for whoever reads the name of a skipped test. */
export const noElectron = 'no Electron: name the folder of its binary in ELECTRON_DIST, or put it in .cache/electron'
