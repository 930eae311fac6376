// A worker process: does one task and ends. Whatever happens here, the engine lives.

import { setFlagsFromString } from 'node:v8'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import { problemData } from '../run/problem-data.ts'
import type { WorkerMessage, WorkerRequest, WorkerTask } from '../run/worker-messages.ts'

// V8 never replaces a loop that runs: without this a kernel stays in the quickly compiled form it began in, two to four times slower.
setFlagsFromString('--no-liftoff')

const say = (message: WorkerMessage) => {
  // An engine that is gone cannot be told anything; the worker ends by the disconnect.
  process.send?.(message, undefined, undefined, () => undefined)
}

let enough = false

async function perform(task: WorkerTask): Promise<unknown> {
  if (task.kind === 'convert-excel') {
    const { convertExcel } = await import('../adapters/files/convert-excel.ts')
    return convertExcel(task.path, task.wanted, task.stem)
  }
  if (task.kind === 'convert-records') {
    const { convertRecords } = await import('../adapters/files/convert-records.ts')
    return convertRecords(task.path, task.wanted, task.stem)
  }
  if (task.kind === 'watch-requests') {
    const [{ monitorEndpoint }, { openDatabase }, { openModelStore }] = await Promise.all([
      import('../serve/monitor-endpoint.ts'),
      import('../adapters/duckdb/database.ts'),
      import('../store/model-store.ts'),
    ])
    const model = await openModelStore(task.models).read(task.model)
    if (!model) return null
    const db = await openDatabase({ memoryLimitBytes: task.memoryLimitBytes, threads: 1, tempDirectory: task.tempFolder })
    try {
      return await monitorEndpoint(db, { endpoint: task.endpoint, model, paths: task.paths })
    } finally {
      db.close()
    }
  }
  if (task.kind === 'keep-table') {
    const { keepTable } = await import('../run/keep-table.ts')
    return keepTable(task)
  }
  if (task.kind === 'profile-further') {
    const { profileFurther } = await import('../run/profile-further.ts')
    return profileFurther(task)
  }
  const { createNetworkTrainer } = await import('../adapters/tensorflow/network-trainer.ts')
  const network = createNetworkTrainer(task.backends, task.backendPlaces, (text) => say({ type: 'log', text }))
  if (task.kind === 'score-pair') {
    const { scorePair } = await import('../run/compare/score-pair.ts')
    return scorePair(task, network)
  }
  const [{ runNodeTask }, { catalogue }] = await Promise.all([import('../run/run-node-task.ts'), import('../../nodes/catalogue.ts')])
  const definition = catalogue.get(task.type)
  if (!definition) throw new Error(`no node ${task.type}`)
  return runNodeTask(task, definition, network, { say, enough: () => enough })
}

process.on('message', (message: WorkerTask | WorkerRequest) => {
  if (message.kind === 'enough') enough = true
  else begin(message)
})

function begin(task: WorkerTask): void {
  perform(task)
    .then(
      (result) => {
        const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
        say({ type: 'done', result, memoryBytes: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 })
      },
      (error: unknown) => {
        if (error instanceof NodeProblem) say({ type: 'problem', problem: error.data })
        else {
          const problem = problemData(error)
          if (problem.code === 'internal')
            say({ type: 'crash', stack: error instanceof Error ? (error.stack ?? error.message) : String(error), problem })
          else say({ type: 'problem', problem })
        }
      },
    )
    .finally(() => {
      // The engine disconnects when it has the answer.
      process.once('disconnect', () => process.exit(0))
    })
}

process.once('disconnect', () => process.exit(0))
// A message to an engine that has just gone fails here; there is nobody left to work for.
process.on('error', () => process.exit(0))
say({ type: 'ready' })
