import { fork } from 'node:child_process'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import { QueryCancelled } from '../adapters/duckdb/database.ts'
import type { Text } from '../protocol/text.ts'
import { memoryKills } from './memory-kills.ts'
import { deathProblem } from './worker-death.ts'
import type { WorkerMessage, WorkerRequest, WorkerTask } from './worker-messages.ts'

export interface WorkerListener {
  onMessage(message: Extract<WorkerMessage, { type: 'progress' | 'points' | 'log' }>): void
  /** Called once with the way to speak to the worker. */
  started?(tell: (request: WorkerRequest) => void): void
}

export interface WorkerResult {
  readonly result: unknown
  /** Its peak while the task went on. */
  readonly memoryBytes: number
  readonly cpuSeconds: number
}

/** The process of a worker ended before it began with a task: another one may do it. `problem` says what that means where none may. */
export class WorkerLost extends Error {
  readonly problem: NodeProblem

  constructor(problem: NodeProblem) {
    super(problem.message)
    this.problem = problem
  }
}

export interface WorkerProcess {
  /**
   * Does a task; one at a time. Throws NodeProblem for what the task says is wrong and for a death (`worker-crashed`, `worker-killed`, `memory-short`), QueryCancelled
   * when the signal is aborted, WorkerLost. After anything but a result the process ends.
   */
  run(task: WorkerTask, signal: AbortSignal, listener?: WorkerListener): Promise<WorkerResult>
  /** After a result: whether the process is as it was before the task, so that it may do another. */
  settled(): Promise<boolean>
  /** Has it load what most tasks need. */
  prepare(): void
  /** Lets it end when it has nothing to do. */
  end(): void
  kill(): void
}

export interface WorkerProcessOptions {
  /** The bundled entry of a worker. */
  readonly entry: string
  /** Old-space limit of a worker's JavaScript heap, in MiB. */
  readonly heapMegabytes: number
}

/** Starts the process of a worker; `ended` is called when it is gone. */
export function startWorker({ entry, heapMegabytes }: WorkerProcessOptions, ended: () => void): WorkerProcess {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    env: cleanEnvironment(),
  })
  let errors = ''
  let settle: (clean: boolean) => void = () => undefined
  let settled = Promise.resolve(true)
  child.on('error', () => undefined)
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString('utf8')).slice(-20_000)
  })
  child.on('message', (message: WorkerMessage) => {
    if (message.type === 'settled') settle(message.clean)
  })
  const gone = () => {
    settle(false)
    ended()
  }
  child.once('exit', gone)
  // One that could not be started has no `exit`.
  child.once('close', gone)
  const end = () => void (child.connected && child.disconnect())

  return {
    run(task, signal, listener) {
      let begun = false
      let isOver = false
      let kept: Text | null = null
      errors = ''
      const killsBefore = memoryKills()
      settled = new Promise((resolve) => (settle = resolve))
      return new Promise<WorkerResult>((resolve, reject) => {
        const over = (then: () => void) => {
          isOver = true
          if (errors.trim() !== '' && !signal.aborted) listener?.onMessage({ type: 'log', text: errors })
          signal.removeEventListener('abort', abort)
          child.off('message', hear)
          child.off('close', die)
          then()
        }
        const abort = () => {
          child.kill('SIGKILL')
          over(() => reject(new QueryCancelled()))
        }
        const hear = (message: WorkerMessage) => {
          switch (message.type) {
            case 'begun':
              begun = true
              return
            case 'kept':
              kept = message.place
              return
            case 'done': {
              const { result, memoryBytes, cpuSeconds } = message
              over(() => resolve({ result, memoryBytes, cpuSeconds }))
              return
            }
            case 'crash':
            case 'problem':
              if (message.type === 'crash') listener?.onMessage({ type: 'log', text: message.stack })
              end()
              over(() => reject(new NodeProblem(message.problem)))
              return
            case 'progress':
            case 'points':
            case 'log':
              listener?.onMessage(message)
              return
            case 'settled':
              return
          }
        }
        // Not `exit`: what it said on stderr, the reason among it, may come after that.
        const die = (code: number | null, reason: NodeJS.Signals | null) => {
          const kills = reason === 'SIGKILL' ? memoryKills() : null
          const shortOfMemory = kills === null || killsBefore === null ? null : kills > killsBefore
          const problem = deathProblem({ code, reason, errors, kept, shortOfMemory }, heapMegabytes)
          over(() => reject(begun ? problem : new WorkerLost(problem)))
        }
        signal.addEventListener('abort', abort, { once: true })
        child.on('message', hear)
        child.once('close', die)
        if (child.exitCode !== null || child.signalCode !== null) die(child.exitCode, child.signalCode)
        // One that cannot be reached is of no use; its end says what became of the task.
        else child.send(task, (error) => error && child.kill('SIGKILL'))
        listener?.started?.((request) => void (!isOver && child.connected && child.send(request, () => undefined)))
      })
    },
    settled: () => settled,
    prepare: () => void (child.connected && child.send({ kind: 'prepare' } satisfies WorkerRequest, () => undefined)),
    end,
    kill: () => void child.kill('SIGKILL'),
  }
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, ...rest } = process.env
  return rest
}
