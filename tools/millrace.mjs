// The command line of a checkout: `npm run -s millrace -- run FILE`. Builds the engine when it is older than its sources.
import { spawnSync } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onNode24 } from './on-node24.mjs'
import { isStale } from './is-stale.mjs'

onNode24()
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
if (isStale(root, 'engine')) {
  const built = spawnSync(process.execPath, [resolve(root, 'tools/build.mjs'), 'engine'], { stdio: ['ignore', 2, 2] })
  if (built.status !== 0) process.exit(2)
}
process.argv.splice(1, 1, resolve(root, 'dist/engine/millrace.js'))
await import(resolve(root, 'dist/engine/millrace.js'))
