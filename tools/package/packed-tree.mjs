import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const madeFrom = ['dist/engine', 'dist/renderer', 'dist/electron', 'assets', 'tools/package', 'tools/package.mjs', 'electron-builder.yml']

/**
 * The folder that `npm run package:dir` makes on Linux, packed from dist/ as it is built. Packed once for all tests: again only when
 * something of what it is made from is newer. Throws with what the packing said when it fails, or when dist/ is not built.
 * @param {string} root
 * @returns {string}
 */
export function packedTree(root) {
  const tree = join(root, 'release/linux-unpacked')
  const stamp = join(root, 'release/packed')
  for (const part of ['engine/engine.js', 'renderer/files.json', 'electron/main.cjs'])
    if (!existsSync(join(root, 'dist', part))) throw new Error(`dist/${part} is missing: run npm run build first`)
  const made = existsSync(join(tree, 'millrace')) ? (statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0) : 0
  if (made > Math.max(...madeFrom.map((path) => newest(join(root, path))))) return tree
  rmSync(tree, { recursive: true, force: true })
  // Vitest's own variable makes electron-builder link instead of copy.
  const { VITEST: _vitest, ...env } = process.env
  const packed = spawnSync(process.execPath, [join(root, 'tools/package.mjs'), '--dir', '--as-built'], { cwd: root, env, encoding: 'utf8' })
  if (packed.status !== 0) throw new Error(`${packed.stdout}\n${packed.stderr}`)
  writeFileSync(stamp, '')
  return tree
}

function newest(path) {
  const info = statSync(path)
  if (!info.isDirectory()) return info.mtimeMs
  return readdirSync(path).reduce((most, name) => Math.max(most, newest(join(path, name))), info.mtimeMs)
}
