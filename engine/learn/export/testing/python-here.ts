// For tests only.

import { execFileSync } from 'node:child_process'

function whyNot(): string | null {
  try {
    execFileSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 8)'], { stdio: 'ignore' })
    return null
  } catch {
    return 'there is no Python 3.8 or later here'
  }
}

/** Why there is no Python to ask; null where there is one. Throws under CI=true where there is none. */
export const pythonMissing = whyNot()
if (pythonMissing !== null && process.env['CI'] === 'true') throw new Error(pythonMissing)
if (pythonMissing !== null) process.stderr.write(`left out: ${pythonMissing}\n`)
