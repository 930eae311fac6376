import type { Handlers } from '../http/handlers.ts'
import type { experimentMethods, Removal } from '../protocol/experiment-methods.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { Text } from '../protocol/text.ts'
import { notThere } from './answers.ts'
import { comparisonHandlers } from './comparison-handlers.ts'
import type { Engine } from './create-engine.ts'
import { registryHandlers } from './registry-handlers.ts'

/** The use cases behind the methods about runs that were kept. */
export function experimentHandlers(engine: Engine): Pick<Handlers, keyof typeof experimentMethods> {
  const { runs, runIndex, registry, runService, emit } = engine
  const rowOf = async (id: string) => {
    const row = await runIndex.row(id)
    if (!row) throw runMissing(id)
    return row
  }
  const weigh = async (runIds: readonly string[]): Promise<Removal> => {
    const [gone, stay]: [string[], Removal['stay']] = [[], []]
    const going = new Set(runService.running())
    for (const runId of new Set(runIds)) {
      const why = going.has(runId) ? stillRuns : madeVersions(registry.versionsFrom(runId))
      if (why) stay.push({ runId, why })
      else if ((await runIndex.row(runId)) !== null) gone.push(runId)
    }
    const bytes = await Promise.all(gone.map((id) => runs.bytes(id)))
    return { gone, bytes: bytes.reduce((sum, one) => sum + one, 0), stay }
  }
  return {
    ...comparisonHandlers(engine),
    ...registryHandlers(engine),
    searchRuns: (query) => runIndex.search(query),
    runColumns: () => runIndex.columns(),
    async annotateRun({ runId, ...annotation }) {
      if (!(await runs.annotate(runId, annotation))) throw runMissing(runId)
      emit({ type: 'workspace.changed', what: 'runs' })
      return rowOf(runId)
    },
    weighRuns: ({ runIds }) => weigh(runIds),
    async removeRuns({ runIds }) {
      const removal = await weigh(runIds)
      try {
        for (const id of removal.gone) await runs.remove(id)
      } finally {
        emit({ type: 'workspace.changed', what: 'runs' })
      }
      return removal
    },
    async readRunRecord({ runId }) {
      const kept = await runs.kept(runId)
      if (!kept) throw runMissing(runId)
      return { row: await rowOf(runId), record: kept.record }
    },
  }
}

function runMissing(id: string): ProblemError {
  return new ProblemError(notThere('run-missing', { en: `There is no run “${id}”.`, fr: `Il n’y a pas d’exécution « ${id} ».` }), 404)
}

const stillRuns: Text = { en: 'It has not ended yet.', fr: 'Elle n’est pas encore terminée.' }

function madeVersions(versions: readonly { readonly name: string; readonly number: number }[]): Text | null {
  if (versions.length === 0) return null
  const list = versions.map(({ name, number }) => `${name}@${number}`).join(', ')
  return { en: `${list} of the registry comes from it.`, fr: `${list}, dans le registre, en provient.` }
}
