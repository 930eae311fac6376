import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesOf } from './files-of.mjs'
import { nativeTarget } from './native-target.mjs'
import { packedTree } from './packed-tree.mjs'
import { findElectron } from '../../electron/testing/electron-runtime.ts'

// The tree that `npm run package:dir` makes, read file by file. It is made from dist/ as it is built.

const electron = findElectron()
const root = join(import.meta.dirname, '../..')
const tree = join(root, 'release/linux-unpacked')
const archive = join(tree, 'resources/app.asar')

describe.skipIf('missing' in electron)('the packaged application', () => {
  beforeAll(() => void packedTree(root), 180_000)

  test('the archive holds the shell and the studio, and nothing for developers', () => {
    const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'))
    const allowed = /^\/(package\.json|dist|dist\/electron(\/(main\.cjs|preload\.cjs|delivered\.json))?|dist\/renderer(\/.*)?)$/
    expect(files.filter((path) => !allowed.test(path))).toEqual([])
    expect(files.filter((path) => /\.(map|tsx?|md)$|gallery|test|node_modules/.test(path))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['/dist/electron/main.cjs', '/dist/electron/preload.cjs', '/dist/renderer/index.html']))
  })

  test('every file that app:// serves is in it', () => {
    const list = JSON.parse(extractFile(archive, 'dist/renderer/files.json').toString()) as Record<string, { file: string }>
    const files = new Set(listPackage(archive, { isPack: false }))
    expect(Object.values(list).filter(({ file }) => !files.has(`/dist/renderer/${file}`))).toEqual([])
    expect(Object.keys(list).length).toBeGreaterThan(3)
  })

  test('its package.json tells nothing of the making', () => {
    const info = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>
    expect(info).toMatchObject({ name: 'millrace', main: 'dist/electron/main.cjs' })
    expect(Object.keys(info).filter((key) => ['scripts', 'devDependencies', 'build'].includes(key))).toEqual([])
  })

  test('the fuses are set', async () => {
    const wire = await getCurrentFuseWire(join(tree, 'millrace'))
    const state = (fuse: FuseV1Options) => (wire[fuse] === FuseState.ENABLE ? 'on' : 'off')
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      cookies: state(FuseV1Options.EnableCookieEncryption),
    }).toEqual({
      runAsNode: 'off',
      nodeOptions: 'off',
      inspect: 'off',
      integrity: 'on',
      onlyAsar: 'on',
      ownSnapshot: 'off',
      cookies: 'off',
    })
  })

  test('beside the archive lie the engine, its database and its Node, as delivered', () => {
    const resources = join(tree, 'resources')
    const files = filesOf(resources).filter((path) => path !== 'app.asar')
    const delivered = JSON.parse(extractFile(archive, 'dist/electron/delivered.json').toString()) as Record<string, string>
    expect(Object.keys(delivered).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(files.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(files).toEqual(expect.arrayContaining(['engine/package.json', 'engine/dist/engine/engine.js', 'node/bin/node', 'node/LICENSE']))
    expect(files.filter((path) => /\.(map|tsx?)$|default_app|(^|\/)test/.test(path))).toEqual([])
    const packages = new Set(files.flatMap((path) => /^engine\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))
    expect([...packages].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      '@duckdb/node-api',
      '@duckdb/node-bindings',
      `@duckdb/node-bindings-linux-${process.arch}`,
    ])
    const natives = files.map((path) => nativeTarget(join(resources, path))).filter((target) => target !== null)
    expect(natives.length).toBeGreaterThanOrEqual(3)
    expect(new Set(natives)).toEqual(new Set([`linux-${process.arch}`]))
  })

  test('the engine starts on the Node beside it, and needs nothing else', () => {
    const command = [join(tree, 'resources/engine/dist/engine/millrace.js'), '--version']
    const run = spawnSync(join(tree, 'resources/node/bin/node'), command, { cwd: '/', env: {}, encoding: 'utf8' })
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect([run.status, run.stdout.trim()]).toEqual([0, version])
  })

  test('only the languages of the studio come along', () => {
    expect(filesOf(join(tree, 'locales'))).toEqual(['en-US.pak', 'fr.pak'])
  })
})
