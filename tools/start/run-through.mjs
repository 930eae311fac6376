// How `npm start` finds its window and opens the studio in it.
import { spawn } from 'node:child_process'

/**
 * Runs a program in this terminal, handing on the signals that are sent to us, and gives how it ended.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, signal: string | null, error: Error | null, seconds: number }>} `code` 1 for an end by signal
 */
export function runThrough(command, args, options = {}) {
  const started = performance.now()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  // Ctrl+C reaches the child by itself; here it must only not end us before it.
  const handOn = (signal) => signal !== 'SIGINT' && child.kill(signal)
  // Before the child is there: what it does at once may be to have us ended. Nothing is handed on until this function is left.
  for (const signal of signals) process.on(signal, handOn)
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  return new Promise((resolve) => {
    const end = (code, signal, error = null) => {
      for (const name of signals) process.off(name, handOn)
      resolve({ code: code ?? 1, signal, error, seconds: (performance.now() - started) / 1000 })
    }
    child.once('error', (error) => end(1, null, error))
    child.once('exit', (code, signal) => end(code, signal))
  })
}
