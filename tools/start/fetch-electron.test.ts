import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { electronBinary } from './electron-binary.mjs'
import { fetchElectron } from './fetch-electron.mjs'

/** A folder with an electron package whose installer is this script. */
function rootWith(installer: string): string {
  const root = mkdtempSync(join(tmpdir(), 'fetch-'))
  mkdirSync(join(root, 'node_modules/electron'), { recursive: true })
  writeFileSync(join(root, 'node_modules/electron/install.js'), installer)
  return root
}
const put = `const fs = require('fs'), path = require('path'); const dist = path.join(__dirname, 'dist'); fs.mkdirSync(dist); fs.writeFileSync(path.join(dist, 'electron'), '');`
const download = `const file = path.join(require('os').tmpdir(), 'electron.zip'); let n = 0; const t = setInterval(() => { fs.appendFileSync(file, 'x'.repeat(1000)); if (++n === 8) { clearInterval(t) } }, 100);`

test('an installer that succeeds', async () => {
  const root = rootWith(put)
  expect(await fetchElectron(root)).toBeNull()
  if (process.platform === 'linux') expect(electronBinary(root, {})).toBe(join(root, 'node_modules/electron/dist/electron'))
})

test('one that fails says why in one line', async () => {
  const root = rootWith(`console.error('RequestError: getaddrinfo ENOTFOUND example.invalid\\n    at somewhere'); process.exit(1)`)
  expect(await fetchElectron(root)).toBe('getaddrinfo ENOTFOUND example.invalid')
  expect(await fetchElectron(rootWith('process.exit(3)'))).toBe('its installer failed')
})

test('one that hangs is given up, and only after the time', async () => {
  const started = performance.now()
  expect(await fetchElectron(rootWith('setInterval(() => {}, 1000)'), { patienceMs: 600 })).toBe('nothing arrived for 0.6 s')
  expect(performance.now() - started).toBeGreaterThan(600)
})

test('one that is slow but moves is waited for; its first bytes are told of', async () => {
  let told = 0
  const why = await fetchElectron(rootWith(`${put} ${download}`), { patienceMs: 600, onProgress: () => (told += 1) })
  expect([why, told]).toEqual([null, 1])
})

test('without the package there is nothing to fetch, and nothing is left behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('millrace-electron-')).length
  expect(await fetchElectron(mkdtempSync(join(tmpdir(), 'fetch-')))).toBe('the electron package is not installed')
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('millrace-electron-'))).toHaveLength(before)
})

test('a folder named in the environment comes first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'))
  expect(electronBinary('/nowhere', { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeNull()
  if (process.platform !== 'linux') return
  writeFileSync(join(folder, 'electron'), '')
  expect(electronBinary('/nowhere', { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(join(folder, 'electron'))
})
