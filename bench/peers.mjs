import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The Python with polars, pandas and pyarrow from PyPI, in an environment made once under the system's temporary folder; null without Python. */
export function peerPython() {
  const folder = join(tmpdir(), 'millrace-bench-peers')
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const ready = () => existsSync(python) && spawnSync(python, ['-c', 'import polars, pandas, pyarrow']).status === 0
  if (ready()) return python
  const system = process.platform === 'win32' ? 'python' : 'python3'
  if (spawnSync(system, ['--version']).status !== 0) return null
  process.stderr.write('installing polars and pandas for comparison\n')
  execFileSync(system, ['-m', 'venv', folder], { stdio: 'ignore' })
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'polars', 'pandas', 'pyarrow'], { stdio: ['ignore', 'ignore', 'inherit'] })
  return ready() ? python : null
}

/**
 * The Python with ydata-profiling from PyPI, in an environment of its own, since it wants older versions of what others want; null where it cannot
 * be installed.
 */
export function profilingPython() {
  const folder = join(tmpdir(), 'millrace-bench-profiling')
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const ready = () => existsSync(python) && spawnSync(python, ['-c', 'import ydata_profiling, pyarrow']).status === 0
  if (ready()) return python
  const system = process.platform === 'win32' ? 'python' : 'python3'
  process.stderr.write('installing ydata-profiling for comparison\n')
  const made =
    spawnSync(system, ['-m', 'venv', folder]).status === 0 &&
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'ydata-profiling', 'pyarrow'], { stdio: ['ignore', 'ignore', 'inherit'] })
      .status === 0
  return made && ready() ? python : null
}

/**
 * Runs a script in a fresh process; it prints one line of JSON: { seconds, ... }, its imports apart. Does not block: the engine closes
 * connections that nobody answers on.
 */
export async function timePeer(python, script, args) {
  const { stdout } = await promisify(execFile)(python, ['-c', script, ...args], { maxBuffer: 1 << 24 })
  return JSON.parse(stdout)
}
