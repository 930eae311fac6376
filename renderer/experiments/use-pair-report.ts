import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import { useClient } from '../session/client.ts'
import { useRequest, type Requested } from '../views/use-request.ts'
import type { ComparedRun } from './compared-run.ts'
import { areJudgedByFolds } from './recorded-figures.ts'

/** What both models say of the same rows; nothing is asked while one of the runs judged nothing, or both by folds. */
export function usePairReport(a: ComparedRun | undefined, b: ComparedRun | undefined): Requested<PairReport> {
  const client = useClient()
  const [one, other] = [judgedOf(a), judgedOf(b)]
  return useRequest(one && other && !areJudgedByFolds(a, b) ? JSON.stringify([one, other, a?.row.name, b?.row.name]) : null, (signal) => {
    if (!one || !other) throw new Error('a pair without evaluations')
    return client('comparePredictions', { a: one, b: other }, signal)
  })
}

/** How the engine is told of the evaluation that speaks for a run. */
export function judgedOf(run: ComparedRun | undefined): { runId: string; evaluation: number } | null {
  return run && run.evaluation !== null ? { runId: run.row.id, evaluation: run.evaluation } : null
}
