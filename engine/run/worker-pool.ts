import { availableParallelism } from 'node:os'
import { QueryCancelled } from '../adapters/duckdb/database.ts'
import type { WorkerTask } from './worker-messages.ts'
import {
  startWorker,
  WorkerLost,
  type WorkerListener,
  type WorkerProcess,
  type WorkerProcessOptions,
  type WorkerResult,
} from './worker-process.ts'

export interface WorkerPool {
  /**
   * Does a task in a process that does nothing else meanwhile, and gives its result. Throws NodeProblem for what the task says is wrong and when its
   * process dies (`worker-crashed`, `memory-short`), QueryCancelled when the signal is aborted: the process is killed, the engine lives.
   */
  run(task: WorkerTask, signal: AbortSignal, listener?: WorkerListener): Promise<WorkerResult>
  /** Tasks may come: when nothing was asked for a moment, a process is started ahead where none waits and there is memory for it. */
  prepare(): void
  close(): void
}

export interface WorkerPoolOptions extends WorkerProcessOptions {
  /** So many processes may wait for tasks; as many as there are cores unless given. */
  readonly places?: number
  /** How long one waits, and how long the last one does, in milliseconds. */
  readonly idleMs?: number
  readonly lastIdleMs?: number
  /** How long nothing must have been asked before one is started ahead. */
  readonly quietMs?: number
  /** Bytes that programs may still take; none waits where they are few. */
  readonly freeMemory?: () => number
}

const minute = 60_000
const fewBytes = 1024 ** 3

/**
 * Processes that do tasks, one after the other. One that has given a result and is as it was before waits for the next task for a while; whatever
 * ends otherwise (a problem, a cancelled task, a crash) ends its process.
 */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { places = availableParallelism(), idleMs = minute / 2, lastIdleMs = 5 * minute, quietMs = 1500 } = options
  const { freeMemory = () => process.availableMemory() } = options
  const all = new Set<WorkerProcess>()
  /** The last one has waited the shortest. */
  let idle: { readonly worker: WorkerProcess; since: number }[] = []
  /** Those that clean up after a task, and tasks that wait for one of them. */
  let settling = 0
  const waiting: ((worker: WorkerProcess) => void)[] = []
  let timer: NodeJS.Timeout | undefined
  let ahead: NodeJS.Timeout | undefined
  let closed = false

  const start = () => {
    const worker: WorkerProcess = startWorker(options, () => {
      all.delete(worker)
      idle = idle.filter((one) => one.worker !== worker)
    })
    all.add(worker)
    return worker
  }

  const tidy = () => {
    const isShort = freeMemory() < fewBytes
    const now = performance.now()
    const spent = idle.filter(({ since }, at) => isShort || now - since > (at === idle.length - 1 ? lastIdleMs : idleMs))
    idle = idle.filter((one) => !spent.includes(one))
    for (const { worker } of spent) worker.end()
    if (idle.length > 0) return
    clearInterval(timer)
    timer = undefined
  }

  const wait = (worker: WorkerProcess) => {
    if (closed || idle.length >= places || freeMemory() < fewBytes) {
      worker.end()
      return
    }
    idle.push({ worker, since: performance.now() })
    timer ??= setInterval(tidy, Math.min(idleMs, 5000)).unref()
  }

  const release = async (worker: WorkerProcess) => {
    settling++
    const isClean = await worker.settled()
    settling--
    if (!isClean) worker.end()
    const next = closed ? undefined : waiting.shift()
    if (next) next(isClean ? worker : start())
    else if (isClean) wait(worker)
  }

  /** A process, and whether it was there before: then it may have died unseen. */
  const take = async (): Promise<{ readonly worker: WorkerProcess; readonly waited: boolean }> => {
    const kept = idle.pop()
    if (kept) return { worker: kept.worker, waited: true }
    if (settling > waiting.length) return { worker: await new Promise<WorkerProcess>((resolve) => waiting.push(resolve)), waited: true }
    return { worker: start(), waited: false }
  }

  const startAhead = () => {
    if (closed || idle.length + settling > 0 || freeMemory() < fewBytes) return
    const worker = start()
    worker.prepare()
    wait(worker)
  }

  return {
    async run(task, signal, listener) {
      for (;;) {
        if (signal.aborted || closed) throw new QueryCancelled()
        const { worker, waited } = await take()
        if (signal.aborted) {
          wait(worker)
          continue
        }
        try {
          const result = await worker.run(task, signal, listener)
          void release(worker)
          return result
        } catch (error) {
          if (!(error instanceof WorkerLost)) {
            // The next task should not wait for what this one ended.
            startAhead()
            throw error
          }
          if (!waited) throw error.problem
        }
      }
    },
    prepare() {
      const last = idle.at(-1)
      if (last) last.since = performance.now()
      clearTimeout(ahead)
      // While tasks are at work the machine has better to do, and their processes will soon wait.
      ahead = setTimeout(() => all.size === idle.length && startAhead(), quietMs).unref()
    },
    close() {
      closed = true
      clearTimeout(ahead)
      clearInterval(timer)
      for (const worker of all) worker.kill()
    },
  }
}
