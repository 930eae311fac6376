import { spawn } from 'node:child_process'
import { delimiter, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** The environment of a child: programs of node_modules first, so that Node 24 runs them. */
export function childEnvironment(more = {}) {
  const path = [resolve(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, npm_config_update_notifier: 'false', ...more }
}

/**
 * Runs a program in the root of the repository. Its output is collected; `show` passes it on as it comes.
 * Resolves with the exit status (null when it could not be started or was ended by a signal), never rejects.
 */
export function runCommand(command, args, { env = {}, show = false } = {}) {
  return new Promise((done) => {
    const pieces = []
    const child = spawn(command, args, {
      cwd: root,
      env: childEnvironment(env),
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const collect = (stream, out) =>
      stream.setEncoding('utf8').on('data', (piece) => {
        pieces.push(piece)
        if (show) out.write(piece)
      })
    collect(child.stdout, process.stdout)
    collect(child.stderr, process.stderr)
    child.on('error', (error) => done({ status: null, output: `${command}: ${error.message}\n` }))
    child.on('close', (status) => done({ status, output: pieces.join('') }))
  })
}
