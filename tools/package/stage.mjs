import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesOf, hashOf } from './files-of.mjs'
import { nativeTarget } from './native-target.mjs'

/**
 * Lays out what lies beside the archive in dist/package: `engine` (bundle, assets, the database) and `node`, and nothing else. Writes the
 * hashes of all of it to dist/electron/delivered.json, which goes into the archive.
 * @param {string} root
 * @param {{ platform: string, arch: string }} target
 * @returns {Promise<Record<string, string>>} path below the resources -> SHA-256
 */
export async function stage(root, { platform, arch }) {
  const out = join(root, 'dist/package')
  rmSync(out, { recursive: true, force: true })
  const take = (from, to, wanted = () => true) => {
    for (const file of filesOf(join(root, from))) if (wanted(file)) place(join(root, from, file), join(out, to, file))
  }
  take('dist/engine', 'engine/dist/engine', (file) => !file.endsWith('.map'))
  take('assets', 'engine/assets')
  const { name, productName, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  writeFileSync(join(out, 'engine/package.json'), `${JSON.stringify({ name, productName, version, license, type: 'module' }, null, 2)}\n`)
  for (const part of ['node-api', 'node-bindings', `node-bindings-${platform}-${arch}`]) {
    const from = `node_modules/@duckdb/${part}`
    if (!existsSync(join(root, from))) throw new Error(`${from} is missing: install on ${platform}-${arch}, or with npm's --os and --cpu`)
    take(from, `engine/${from}`, (file) => /(^|\/)(LICENSE|package\.json)$|\.(js|node|so|dylib|dll)$/.test(file))
  }
  takeNode(root, out, { platform, arch })

  const delivered = {}
  for (const file of filesOf(out)) {
    // Signing on macOS rewrites native files after this; there the signature covers them.
    if (platform === 'darwin' && nativeTarget(join(out, file)) !== null) continue
    delivered[file] = await hashOf(join(out, file))
  }
  writeFileSync(join(root, 'dist/electron/delivered.json'), JSON.stringify(delivered, null, 1))
  return delivered
}

/** Node from npm; on macOS, for which npm has none of this version, the one that runs this. */
function takeNode(root, out, { platform, arch }) {
  const home = join(root, 'node_modules', `node-${platform === 'win32' ? 'win' : platform}-${arch}`)
  const binary = platform === 'win32' ? 'node.exe' : 'node'
  const fromNpm = join(home, 'bin', binary)
  if (existsSync(fromNpm)) {
    place(fromNpm, join(out, 'node/bin', binary))
    place(join(home, 'LICENSE'), join(out, 'node/LICENSE'))
    return
  }
  if (platform !== process.platform || arch !== process.arch) throw new Error(`there is no Node for ${platform}-${arch} in node_modules`)
  place(process.execPath, join(out, 'node/bin', binary))
}

/** A hard link where that is possible: the native files are 200 MB. */
function place(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  try {
    linkSync(from, to)
  } catch (error) {
    if (error.code !== 'EXDEV' && error.code !== 'EPERM' && error.code !== 'EMLINK') throw error
    copyFileSync(from, to)
  }
}
