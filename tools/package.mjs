// Makes the installers of this system in release/, or with --dir the unpacked application. `--as-built` packs dist/ as it is.
// Electron comes from ELECTRON_DIST, else from the electron package, else .cache/electron, else electron-builder fetches it.
import { build, Platform } from 'electron-builder'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { spawnSync } from 'node:child_process'
import { electronDist } from './electron-dist.mjs'
import { onNode24 } from './on-node24.mjs'
import { isStale } from './is-stale.mjs'
import { checkResources } from './package/check-resources.mjs'
import { stage } from './package/stage.mjs'

onNode24()
const root = resolve(import.meta.dirname, '..')
const target = { platform: process.platform, arch: process.arch }

if (!process.argv.includes('--as-built')) {
  const parts = ['engine', 'renderer', 'electron'].filter((part) => isStale(root, part))
  const built = parts.length > 0 && spawnSync(process.execPath, [join(root, 'tools/build.mjs'), ...parts], { stdio: 'inherit', cwd: root })
  if (built && built.status !== 0) process.exit(built.status ?? 1)
}

const delivered = await stage(root, target)
const dists = [process.env.ELECTRON_DIST, join(root, 'node_modules/electron/dist'), electronDist(root)]
const dist = dists.find((path) => path && existsSync(join(path, 'version')))
const version = dist && readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')

const config = {
  extends: join(root, 'electron-builder.yml'),
  ...(dist && { electronDist: dist, electronVersion: version }),
  async afterPack({ appOutDir, packager }) {
    const resources = packager.getResourcesDir(appOutDir)
    // Electron's own start page for bare folders; an application must not carry it.
    rmSync(join(resources, 'default_app.asar'), { force: true })
    const problems = await checkResources(resources, delivered, target)
    if (problems.length > 0) throw new Error(`the packed tree is wrong:\n${problems.join('\n')}`)
    // The fuses are set after this. Electron 25, by which this is tested, does not have that one yet.
    if (Number.parseInt(version ?? '', 10) < 29) delete packager.config.electronFuses.grantFileProtocolExtraPrivileges
  },
}
const systems = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC }
const targets = systems[process.platform].createTarget(process.argv.includes('--dir') ? 'dir' : null)
const made = await build({ projectDir: root, targets, config, publish: 'never' })
for (const path of made) process.stdout.write(`${path}\n`)
