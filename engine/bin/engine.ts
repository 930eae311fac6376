// The engine of the desktop: behind a socket, without a window. Ends with its parent.

import { parseArgs } from 'node:util'
import { ProblemError } from '../protocol/problem-error.ts'
import { startStudio } from './start-studio.ts'

const { values } = parseArgs({
  options: { workspace: { type: 'string' }, socket: { type: 'string' }, renderer: { type: 'string' }, host: { type: 'string' } },
})
if (!values.workspace || !values.socket) {
  process.stderr.write('engine --workspace DIR --socket PATH\n')
  process.exit(2)
}

startStudio({ workspace: values.workspace, socket: values.socket }).then(
  (studio) => {
    process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`)
    let ending = false
    const end = () => {
      if (ending) return
      ending = true
      void studio.close().finally(() => process.exit(0))
      // A query that does not let go must not keep the desktop from closing.
      setTimeout(() => process.exit(0), 3000).unref()
    }
    process.on('SIGTERM', end)
    process.on('SIGINT', end)
    process.stdin.on('end', end)
    process.stdin.resume()
  },
  (error: unknown) => {
    const problem = error instanceof ProblemError ? error.problem : null
    process.stdout.write(`${JSON.stringify({ ready: false, problem })}\n`)
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = problem ? 2 : 1
  },
)
