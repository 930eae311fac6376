import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A Python in an environment made once under the system's temporary folder, with these packages from PyPI; null where that cannot be had. */
function pythonWith(name, packages, imports) {
  const folder = join(tmpdir(), `millrace-bench-${name}`)
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const ready = () => existsSync(python) && spawnSync(python, ['-c', `import ${imports.join(', ')}`]).status === 0
  if (ready()) return python
  const system = process.platform === 'win32' ? 'python' : 'python3'
  if (spawnSync(system, ['--version']).status !== 0) return null
  process.stderr.write(`installing ${packages.join(', ')} for comparison\n`)
  const made =
    spawnSync(system, ['-m', 'venv', folder]).status === 0 &&
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  return made && ready() ? python : null
}

/** The Python with polars, pandas and pyarrow; null without Python. */
export const peerPython = () => pythonWith('peers', ['polars', 'pandas', 'pyarrow'], ['polars', 'pandas', 'pyarrow'])

/** The Python with ydata-profiling, in an environment of its own, since it wants older versions of what others want. */
export const profilingPython = () => pythonWith('profiling', ['ydata-profiling', 'pyarrow'], ['ydata_profiling', 'pyarrow'])

/** The Python with scikit-learn, LightGBM and what else a comparison of learners names (packages that are imported by their own names). */
export const learningPython = (more = []) =>
  pythonWith(['learning', ...more].join('-'), ['numpy', 'scikit-learn', 'lightgbm', ...more], ['numpy', 'sklearn', 'lightgbm', ...more])

/**
 * Runs a script in a fresh process; it prints one line of JSON: { seconds, ... }, its imports apart. Does not block: the engine closes
 * connections that nobody answers on.
 */
export async function timePeer(python, script, args) {
  const { stdout } = await promisify(execFile)(python, ['-c', script, ...args], { maxBuffer: 1 << 24 })
  return JSON.parse(stdout)
}
