import type { RunRecord } from '../../protocol/experiment-record.ts'
import type { RunEntry } from '../../protocol/workspace.ts'

/** The first figures of each evaluation, for a line about a run. */
export function headlineFigures({ evaluations }: Pick<RunRecord, 'evaluations'>): RunEntry['figures'] {
  return evaluations.flatMap(({ node, evaluation }) =>
    evaluation.figures.slice(0, 3).flatMap(({ label, value }) => (value === null ? [] : [{ node, title: evaluation.model, label, value }])),
  )
}
