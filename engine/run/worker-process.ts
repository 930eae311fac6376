import { fork, type ChildProcess } from 'node:child_process'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import { QueryCancelled } from '../adapters/duckdb/database.ts'
import type { Text } from '../protocol/text.ts'
import type { WorkerMessage, WorkerRequest, WorkerTask } from './worker-messages.ts'

export interface WorkerListener {
  onMessage(message: Extract<WorkerMessage, { type: 'progress' | 'points' | 'log' }>): void
  /** Called once with the way to speak to the worker. */
  started?(tell: (request: WorkerRequest) => void): void
}

export interface WorkerPool {
  /**
   * Does a task in a process of its own and gives its result. Throws NodeProblem for what the task says is wrong and when its process dies
   * (`worker-crashed`, `memory-short`), QueryCancelled when the signal is aborted: the process is killed, the engine lives.
   */
  run(
    task: WorkerTask,
    signal: AbortSignal,
    listener?: WorkerListener,
  ): Promise<{ result: unknown; memoryBytes: number; cpuSeconds: number }>
  close(): void
}

export interface WorkerPoolOptions {
  /** The bundled entry of a worker. */
  readonly entry: string
  /** Old-space limit of a worker's JavaScript heap, in MiB. */
  readonly heapMegabytes: number
}

/** Starts a process for each task, and keeps one started ahead so that a step need not wait for it. */
export function createWorkerPool({ entry, heapMegabytes }: WorkerPoolOptions): WorkerPool {
  let spare: ChildProcess | undefined
  const running = new Set<ChildProcess>()

  const start = () => {
    const child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      env: cleanEnvironment(),
    })
    child.on('error', () => undefined)
    return child
  }

  const take = () => {
    const child = spare && spare.exitCode === null && spare.connected ? spare : start()
    spare = undefined
    return child
  }

  return {
    run(task, signal, listener) {
      if (signal.aborted) return Promise.reject(new QueryCancelled())
      const child = take()
      running.add(child)
      let errors = ''
      let kept: Text | null = null
      child.stderr?.on('data', (chunk: Buffer) => {
        errors = (errors + chunk.toString('utf8')).slice(-20_000)
      })
      return new Promise((resolve, reject) => {
        const abort = () => {
          child.kill('SIGKILL')
          reject(new QueryCancelled())
        }
        signal.addEventListener('abort', abort, { once: true })
        const end = () => {
          signal.removeEventListener('abort', abort)
          running.delete(child)
        }
        child.on('message', (message: WorkerMessage) => {
          switch (message.type) {
            case 'ready':
              return
            case 'kept':
              kept = message.place
              return
            case 'done':
              end()
              resolve({ result: message.result, memoryBytes: message.memoryBytes, cpuSeconds: message.cpuSeconds })
              child.disconnect()
              return
            case 'problem':
              end()
              reject(new NodeProblem(message.problem))
              child.disconnect()
              return
            case 'crash':
              end()
              listener?.onMessage({ type: 'log', text: message.stack })
              reject(new NodeProblem(message.problem))
              child.disconnect()
              return
            default:
              listener?.onMessage(message)
          }
        })
        // Not `exit`: what it said on stderr, the reason among it, may come after that.
        child.once('close', (code, reason) => {
          end()
          if (errors.trim() !== '') listener?.onMessage({ type: 'log', text: errors })
          reject(signal.aborted ? new QueryCancelled() : deathProblem({ code, reason, errors, kept }, heapMegabytes))
        })
        child.send(task, (error) => {
          if (error && !signal.aborted) reject(deathProblem({ code: null, reason: null, errors: error.message, kept }, heapMegabytes))
        })
        // A worker that has just ended hears nothing; its result is on its way.
        listener?.started?.((request) => void (child.connected && child.send(request, () => undefined)))
        if (!spare) spare = start()
      })
    },
    close() {
      spare?.kill('SIGKILL')
      for (const child of running) child.kill('SIGKILL')
    },
  }
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, ...rest } = process.env
  return rest
}

interface Death {
  readonly code: number | null
  readonly reason: NodeJS.Signals | null
  readonly errors: string
  /** Where a training can be gone on with. */
  readonly kept: Text | null
}

function deathProblem({ code, reason, errors, kept }: Death, heapMegabytes: number): NodeProblem {
  const goOn = kept && { en: `Run again: it goes on from ${kept.en}.`, fr: `Relancez : l’étape reprend à ${kept.fr}.` }
  if (/heap out of memory|Allocation failed|Array buffer allocation failed/i.test(errors) || reason === 'SIGKILL')
    return new NodeProblem({
      code: 'memory-short',
      text: {
        en: `The step needed more memory than it may have (${heapMegabytes} MiB, or what the machine had left) and was stopped. Nothing else was.`,
        fr: `L’étape demandait plus de mémoire qu’elle ne peut en avoir (${heapMegabytes} Mio, ou ce qui restait à la machine) et a été arrêtée, elle seule.`,
      },
      action: goOn ?? {
        en: 'Use fewer rows or columns, or a smaller model.',
        fr: 'Utilisez moins de lignes ou de colonnes, ou un modèle plus petit.',
      },
    })
  const how = reason ?? `code ${code ?? '?'}`
  return new NodeProblem({
    code: 'worker-crashed',
    text: {
      en: `The process of this step ended by itself (${how}). The rest of Millrace goes on.`,
      fr: `Le processus de cette étape s’est arrêté tout seul (${how}). Le reste de Millrace continue.`,
    },
    action: goOn ?? {
      en: 'Run again; if it happens again, the log says more.',
      fr: 'Relancez ; si cela se reproduit, le journal en dit plus.',
    },
  })
}
