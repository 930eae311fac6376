import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The Node 24 that came with `npm install`, or null where there is none for this machine. */
export function bundledNode() {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const path = resolve(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(path) ? path : null
}

/** Goes on only on Node 24 or newer: starts the same script on the bundled one when this Node is older, and ends with its exit code. */
export function onNode24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return
  const node = bundledNode()
  if (node === null) {
    process.stderr.write(
      `Millrace needs Node 24; this is ${process.version}, and npm has none for ${process.platform}-${process.arch}. Install Node 24 or newer.\n`,
    )
    process.exit(2)
  }
  const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(status ?? 1)
}
