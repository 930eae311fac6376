import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { problemSchema, type Problem } from '../engine/protocol/problem.ts'
import { ProblemError } from '../engine/protocol/problem-error.ts'
import { texts } from './texts.ts'

const backoffMs = [500, 2_000, 8_000]
const minuteMs = 60_000

/** The engine's one line on stdout: it answers now, or it cannot and says why if it knows. */
const firstLineSchema = z.object({ ready: z.boolean(), problem: problemSchema.nullish() })

export type EngineChild = Pick<ChildProcessWithoutNullStreams, 'stdin' | 'stdout' | 'stderr' | 'kill' | 'once'>

export interface EngineHostOptions {
  /** Starts the process, listening on a socket of its own. A ProblemError means that starting it again would not help. */
  launch(): Promise<{ readonly child: EngineChild; readonly socket: string }>
  /** The engine is given up, with its last lines, until `start` is called again. */
  onFailure(problem: Problem, lastLines: readonly string[]): Promise<void>
  onLog(text: string): void
}

/** Keeps the engine running: starts it again after 0.5, 2 and 8 s; gives up after three crashes within a minute. Silent for 20 s is a crash. */
export function createEngineHost({ launch, onFailure, onLog }: EngineHostOptions) {
  let state: 'stopped' | 'starting' | 'ready' | 'waiting' | 'failed' = 'stopped'
  let socketPath: string | null = null
  let child: EngineChild | null = null
  let crashes: number[] = []
  let lines: string[] = []
  let retry: ReturnType<typeof setTimeout> | undefined

  const fail = (problem: Problem) => {
    state = 'failed'
    void onFailure(problem, lines)
  }
  const note = (text: string) => {
    lines = [...lines, ...text.split('\n').filter((line) => line.trim() !== '')].slice(-20)
    onLog(text)
  }
  const crashed = (reason: string, startedAt: number) => {
    const now = Date.now()
    note(`engine: ${reason}`)
    crashes = now - startedAt > minuteMs ? [now] : [...crashes, now]
    if (now - (crashes.at(-3) ?? -Infinity) < minuteMs)
      return fail({ code: 'engine-crashed', severity: 'error', place: {}, text: texts.crashed, action: texts.crashedAction })
    state = 'waiting'
    retry = setTimeout(() => void begin(), backoffMs[Math.min(crashes.length, backoffMs.length) - 1])
  }

  const watch = (started: EngineChild, socket: string) => {
    const startedAt = Date.now()
    const late = setTimeout(() => started.kill('SIGKILL'), 20_000)
    let refusal: Problem | null = null
    const gone = (reason: string) => {
      clearTimeout(late)
      if (child !== started) return
      child = socketPath = null
      if (refusal) fail(refusal)
      else if (state !== 'stopped') crashed(reason, startedAt)
    }
    started.once('error', (error) => gone(error.message))
    started.once('exit', (code, signal) => gone(signal === null ? `ended with code ${code}` : `ended by ${signal}`))
    started.stderr.setEncoding('utf8').on('data', note)
    // A pipe that breaks is followed by `exit`.
    started.stdin.on('error', (error) => onLog(`engine: ${error.message}`))
    createInterface({ input: started.stdout }).on('line', (line) => {
      const first = state === 'starting' ? readFirstLine(line) : null
      if (!first) return note(line)
      refusal = first.problem ?? null
      if (!first.ready) return
      clearTimeout(late)
      socketPath = socket
      state = 'ready'
    })
  }

  const begin = async () => {
    state = 'starting'
    try {
      const launched = await launch()
      if (state !== 'starting') return void launched.child.kill('SIGKILL')
      child = launched.child
      watch(launched.child, launched.socket)
    } catch (error) {
      if (error instanceof ProblemError) fail(error.problem)
      else crashed(String(error), Date.now())
    }
  }

  return {
    /** Starts the engine the first time, and after it was given up. */
    start() {
      crashes = []
      lines = []
      if (state === 'failed' || state === 'stopped') void begin()
    },
    /** The socket of the living engine; waits up to 15 s for one that is starting. Null when there is none. */
    async socket(): Promise<string | null> {
      const end = Date.now() + 15_000
      while ((state === 'starting' || state === 'waiting') && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
      return socketPath
    },
    /** Ends the engine for good: asks it to, and after 5 s no more. */
    async stop() {
      clearTimeout(retry)
      state = 'stopped'
      const last = child
      if (!last) return
      const ended = new Promise<void>((resolve) => last.once('exit', () => resolve()))
      const force = setTimeout(() => last.kill('SIGKILL'), 5_000)
      // Windows knows no SIGTERM: there the closed stdin tells the engine to end.
      last.stdin.end()
      if (process.platform !== 'win32') last.kill('SIGTERM')
      await ended
      clearTimeout(force)
    },
  }
}

function readFirstLine(line: string): z.output<typeof firstLineSchema> | null {
  try {
    return firstLineSchema.parse(JSON.parse(line))
  } catch {
    return null // a line for the log
  }
}
