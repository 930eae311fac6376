// A worker process: does one task at a time, and says whether it is fit for another. Whatever happens here, the engine lives.

import { setFlagsFromString } from 'node:v8'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import { problemData } from '../run/problem-data.ts'
import { watchFootprint, type Footprint } from '../run/worker-footprint.ts'
import type { WorkerMessage, WorkerRequest, WorkerTask } from '../run/worker-messages.ts'

// V8 never replaces a loop that runs: without this a kernel stays in the quickly compiled form it began in, two to four times slower.
setFlagsFromString('--no-liftoff')

const tell = (message: WorkerMessage) => {
  // An engine that is gone cannot be told anything; the worker ends by the disconnect.
  process.send?.(message, undefined, undefined, () => undefined)
}

let enough = false

type Work = (say: (message: WorkerMessage) => void) => Promise<unknown>

/** What a step of a pipeline needs, which most tasks are. */
async function loadSteps() {
  const [{ runNodeTask }, { createNetworkTrainer }, { catalogue }] = await Promise.all([
    import('../run/run-node-task.ts'),
    import('../adapters/tensorflow/network-trainer.ts'),
    import('../../nodes/catalogue.ts'),
  ])
  return { runNodeTask, createNetworkTrainer, catalogue }
}

/** Loads what a task needs; the work itself begins when what comes out is called. */
async function workOf(task: WorkerTask): Promise<Work> {
  switch (task.kind) {
    case 'run-node': {
      const { runNodeTask, createNetworkTrainer, catalogue } = await loadSteps()
      const definition = catalogue.get(task.type)
      if (!definition) throw new Error(`no node ${task.type}`)
      return (say) => {
        const network = createNetworkTrainer(task.backends, task.backendPlaces, (text) => say({ type: 'log', text }))
        return runNodeTask(task, definition, network, { say, enough: () => enough })
      }
    }
    case 'score-pair': {
      const [{ scorePair }, { createNetworkTrainer }] = await Promise.all([
        import('../run/compare/score-pair.ts'),
        import('../adapters/tensorflow/network-trainer.ts'),
      ])
      return (say) =>
        scorePair(
          task,
          createNetworkTrainer(task.backends, task.backendPlaces, (text) => say({ type: 'log', text })),
        )
    }
    case 'convert-excel': {
      const { convertExcel } = await import('../adapters/files/convert-excel.ts')
      return () => convertExcel(task.path, task.wanted, task.stem)
    }
    case 'convert-records': {
      const { convertRecords } = await import('../adapters/files/convert-records.ts')
      return () => convertRecords(task.path, task.wanted, task.stem)
    }
    case 'watch-requests': {
      const [{ monitorEndpoint }, { openDatabase }, { openModelStore }] = await Promise.all([
        import('../serve/monitor-endpoint.ts'),
        import('../adapters/duckdb/database.ts'),
        import('../store/model-store.ts'),
      ])
      return async () => {
        const model = await openModelStore(task.models).read(task.model)
        if (!model) return null
        const db = await openDatabase({ memoryLimitBytes: task.memoryLimitBytes, threads: 1, tempDirectory: task.tempFolder })
        try {
          return await monitorEndpoint(db, { endpoint: task.endpoint, model, paths: task.paths })
        } finally {
          db.close()
        }
      }
    }
    case 'keep-table': {
      const { keepTable } = await import('../run/keep-table.ts')
      return () => keepTable(task)
    }
    case 'profile-further': {
      const { profileFurther } = await import('../run/profile-further.ts')
      return () => profileFurther(task)
    }
  }
}

async function perform(task: WorkerTask): Promise<void> {
  enough = false
  tell({ type: 'begun' })
  let isOver = false
  // What a body still says when it has ended would be taken for the next one's.
  const say: typeof tell = (message) => !isOver && tell(message)
  let footprint: Footprint
  try {
    const work = await workOf(task)
    footprint = watchFootprint()
    const result = await work(say)
    say({ type: 'done', result, memoryBytes: footprint.memoryBytes(), cpuSeconds: footprint.cpuSeconds() })
  } catch (error) {
    say(failureOf(error))
    return
  } finally {
    isOver = true
  }
  tell({ type: 'settled', clean: await footprint.isGone() })
}

function failureOf(error: unknown): WorkerMessage {
  if (error instanceof NodeProblem) return { type: 'problem', problem: error.data }
  const problem = problemData(error)
  if (problem.code !== 'internal') return { type: 'problem', problem }
  return { type: 'crash', stack: error instanceof Error ? (error.stack ?? error.message) : String(error), problem }
}

process.on('message', (request: WorkerTask | WorkerRequest) => {
  if (request.kind === 'enough') enough = true
  else if (request.kind === 'prepare') void loadSteps()
  else void perform(request)
})

// The engine lets go of a worker that has nothing to do any more, or is gone itself.
process.once('disconnect', () => process.exit(0))
// A message to an engine that has just gone fails here; there is nobody left to work for.
process.on('error', () => process.exit(0))
