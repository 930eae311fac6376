import { stat } from 'node:fs/promises'
import type { MonitorReport } from '../protocol/workspace.ts'

/** What to compare: the answers of this model (its id) in the log of this endpoint (its files, oldest first). */
export interface MonitorRequest {
  readonly endpoint: string
  readonly model: string
  readonly paths: readonly string[]
}

interface Known {
  readonly stamp: string
  readonly report: MonitorReport
  /** Moment (performance.now) before which it is not computed again. */
  readonly restUntil: number
}

/**
 * Reports of drift, one at a time for each endpoint. What has not changed is told again; what changes all the time is computed at most a
 * third of the time, however often it is asked for.
 */
export function monitorQueue(watch: (request: MonitorRequest) => Promise<MonitorReport | null>) {
  const known = new Map<string, Known>()
  const queues = new Map<string, Promise<unknown>>()

  const compute = async (request: MonitorRequest): Promise<MonitorReport | null> => {
    const before = known.get(request.endpoint)
    const stamp = await stampOf(request)
    if (before?.stamp === stamp) return before.report
    const rest = (before?.restUntil ?? 0) - performance.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    const started = performance.now()
    const report = await watch(request)
    const ended = performance.now()
    if (report) known.set(request.endpoint, { stamp, report, restUntil: ended + 2 * (ended - started) })
    return report
  }

  return {
    /** Null when the model is gone. */
    read(request: MonitorRequest): Promise<MonitorReport | null> {
      const before = queues.get(request.endpoint) ?? Promise.resolve()
      const next = before.then(
        () => compute(request),
        () => compute(request),
      )
      queues.set(request.endpoint, next)
      return next
    },
    forget(endpoint: string): void {
      known.delete(endpoint)
      queues.delete(endpoint)
    },
  }
}

async function stampOf({ model, paths }: MonitorRequest): Promise<string> {
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        (info) => info.size,
        () => 0,
      ),
    ),
  )
  return `${model} ${sizes.join('+')}`
}
