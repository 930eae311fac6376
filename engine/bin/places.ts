import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { userFolder } from '../store/user-folder.ts'

/** The folder that holds `dist` and `assets`: the checkout, or the application's resources. */
const root = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'assets')) && existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error(`the assets of Millrace are not beside ${start}`)
  }
}

/** Where the parts of this installation lie. */
export const places = {
  assets: join(root, 'assets'),
  renderer: join(root, 'dist', 'renderer'),
  workerEntry: join(root, 'dist', 'engine', 'worker.js'),
  probeEntry: join(root, 'dist', 'engine', 'probe-backend.js'),
  /** What `millrace backends add` builds lies in the account's folder. */
  backendPlaces: { wasm: join(root, 'dist', 'engine', 'wasm'), prefix: join(userFolder(), 'tensorflow') },
  version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
}
