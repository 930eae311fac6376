import type { Handlers } from '../http/handlers.ts'
import { trainingRecordIn } from '../learn/debug/training-record.ts'
import type { Training, trainingMethods } from '../protocol/training-methods.ts'
import type { Engine } from './create-engine.ts'

const most = 12

/** The use cases behind the methods about trainings. */
export function trainingHandlers({
  runs,
  runService,
  store,
}: Pick<Engine, 'runs' | 'runService' | 'store'>): Pick<Handlers, keyof typeof trainingMethods> {
  const training = async (fingerprint: string, params: Training['params']): Promise<Training | null> => {
    const record = await store.record(fingerprint)
    const found = trainingRecordIn(record?.state)
    if (!record || !found) return null
    const { rows, device, stopped, points, pace } = found
    const { finishedAt: at, seconds, memoryBytes } = record
    return { fingerprint, at, rows, seconds, memoryBytes, device, stopped, params, points: [...points], pace: [...pace] }
  }
  return {
    async listTrainings({ pipeline, node, fingerprint }) {
      const ofNode = (await runs.list())
        .filter((run) => run.pipeline === pipeline)
        .flatMap(({ steps, document }) =>
          steps
            .filter((step) => step.node === node && step.fingerprint !== '')
            .map((step) => [step.fingerprint, document.nodes[node]?.params ?? null] as const),
        )
      // The latest run of each comes last, and stays.
      const paramsOf = new Map(ofNode.toReversed())
      const trainings: Training[] = []
      for (const one of new Set([...(fingerprint ? [fingerprint] : []), ...ofNode.map(([own]) => own)])) {
        const found = await training(one, paramsOf.get(one) ?? null)
        if (found) trainings.push(found)
        if (trainings.length === most) break
      }
      return { trainings: trainings.toSorted((a, b) => (a.at < b.at ? 1 : -1)) }
    },
    stopTraining: async ({ runId, node }) => ({ asked: runService.enough(runId, node) }),
  }
}
