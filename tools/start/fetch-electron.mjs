import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Has the electron package fetch its program. Gives up when nothing has arrived for `patienceMs`.
 * @param {string} root
 * @param {{ patienceMs?: number, onProgress?: () => void }} [options] `onProgress` is called once, when the first bytes are there
 * @returns {Promise<string | null>} null when it is there now, else why not, in one line
 */
export async function fetchElectron(root, { patienceMs = 3000, onProgress = () => undefined } = {}) {
  const home = join(root, 'node_modules/electron')
  if (!existsSync(join(home, 'install.js'))) return 'the electron package is not installed'
  // The installer downloads into the folder for temporary files; one of its own shows what arrives.
  const folder = mkdtempSync(join(tmpdir(), 'millrace-electron-'))
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }
  const child = spawn(process.execPath, [join(home, 'install.js')], { stdio: ['ignore', 'ignore', 'pipe'], env })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  const begun = bytesIn(folder) + bytesIn(join(home, 'dist'))
  let last = { bytes: begun, at: performance.now() }
  let stalled = false
  const watch = setInterval(() => {
    const bytes = bytesIn(folder) + bytesIn(join(home, 'dist'))
    if (bytes !== last.bytes) {
      if (last.bytes === begun) onProgress()
      last = { bytes, at: performance.now() }
    } else if (performance.now() - last.at > patienceMs) {
      stalled = true
      child.kill('SIGKILL')
    }
  }, 50)
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', resolve)
  })
  clearInterval(watch)
  rmSync(folder, { recursive: true, force: true })
  if (stalled) return `nothing arrived for ${patienceMs / 1000} s`
  return code === 0 ? null : firstLine(said)
}

function firstLine(text) {
  const line = text.split('\n').find((one) => /error/i.test(one)) ?? 'its installer failed'
  return line.trim().replace(/^\w*Error: /, '')
}

function bytesIn(folder) {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) =>
      sum + (entry.isFile() ? (statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0) : 0),
    0,
  )
}
