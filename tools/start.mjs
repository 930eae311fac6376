// Opens the studio: `npm start`. Builds what is older than its sources, then takes Electron, or the browser where there is none.
// `--browser` takes the browser at once; `--workspace DIR` and files to open are handed on.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isStale } from './is-stale.mjs'
import { bundledNode } from './on-node24.mjs'
import { electronBinary } from './start/electron-binary.mjs'
import { fetchElectron } from './start/fetch-electron.mjs'
import { runThrough } from './start/run-through.mjs'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const args = process.argv.slice(2)
const say = (text) => process.stderr.write(`${text}\n`)

process.exitCode = await start()

async function start() {
  if (Number.parseInt(process.versions.node, 10) < 24) return onNewerNode()
  if (!existsSync(join(root, 'node_modules/vite'))) {
    say('The packages are not installed yet: run npm install first.')
    return 2
  }
  const [built, electron] = await Promise.all([build(), args.includes('--browser') ? null : findElectron()])
  if (!built) return 1
  if (electron !== null && (await openWindow(electron))) return 0
  process.argv.splice(1, process.argv.length, join(root, 'dist/engine/millrace.js'), ...new Set(['--browser', ...args]))
  await import(pathToFileURL(process.argv[1]).href)
  return process.exitCode
}

/** Signals are handed on, so that ending `npm start` ends the studio. */
async function onNewerNode() {
  const node = bundledNode()
  if (node !== null) return (await runThrough(node, process.argv.slice(1))).code
  say(
    `Millrace needs Node 24, and npm has none for ${process.platform}-${process.arch}; this is ${process.version}. Install Node 24 or newer.`,
  )
  return 2
}

async function build() {
  const parts = ['engine', 'renderer', 'electron'].filter((part) => isStale(root, part))
  if (parts.length === 0) return true
  say(`Building ${parts.join(', ')} ...`)
  return (await runThrough(process.execPath, [join(root, 'tools/build.mjs'), ...parts], { cwd: root })).code === 0
}

/** Where Electron's program is, once it is fetched; null, and one line why, when the browser has to do. */
async function findElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say('There is no screen for a window here: the studio opens in the browser.')
    return null
  }
  const there = electronBinary(root)
  if (there !== null) return there
  const why = await fetchElectron(root, { onProgress: () => say('Fetching Electron, once, about 110 MB ...') })
  if (why !== null) say(`Electron cannot be had (${why}): the studio opens in the browser.`)
  return why === null ? electronBinary(root) : null
}

/** The studio in its own window until it is closed. False when the window did not come up. */
async function openWindow(electron) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (asRoot) say('You are root, for whom Chromium has no sandbox: starting with --no-sandbox.')
  const env = { ...process.env, MILLRACE_NODE: process.execPath }
  const { code, signal, error, seconds } = await runThrough(electron, [...(asRoot ? ['--no-sandbox'] : []), root, ...args], { env })
  const failed = error !== null || (seconds < 5 && (code !== 0 || signal !== null) && signal !== 'SIGTERM')
  if (failed) say(`Electron did not start (${error?.message ?? signal ?? `code ${code}`}): the studio opens in the browser.`)
  return !failed
}
