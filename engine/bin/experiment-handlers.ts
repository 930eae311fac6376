import type { Handlers } from '../http/handlers.ts'
import type { experimentMethods } from '../protocol/experiment-methods.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { notThere } from './answers.ts'
import { comparisonHandlers } from './comparison-handlers.ts'
import type { Engine } from './create-engine.ts'
import { registryHandlers } from './registry-handlers.ts'

/** The use cases behind the methods about runs that were kept. */
export function experimentHandlers(engine: Engine): Pick<Handlers, keyof typeof experimentMethods> {
  const { runs, runIndex, emit } = engine
  const rowOf = async (id: string) => {
    const row = await runIndex.row(id)
    if (!row) throw runMissing(id)
    return row
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
