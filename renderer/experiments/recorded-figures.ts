import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import type { ComparedRun } from './compared-run.ts'

/** Two evaluations that judged no rows of their own, such as cross-validations: only the figures that they left can be compared. */
export const areJudgedByFolds = (a: ComparedRun | undefined, b: ComparedRun | undefined): boolean =>
  [a, b].every((run) => judgedIn(run)?.judgedOn === null)

const judgedIn = (run: ComparedRun | undefined) => (run?.evaluation == null ? undefined : run.record?.evaluations[run.evaluation])

/** The figures that both runs recorded, with the interval of each; of their difference nothing is known. */
export function recordedFigures(a: ComparedRun, b: ComparedRun): PairReport['figures'] {
  const after = judgedIn(b)?.evaluation.figures ?? []
  return (judgedIn(a)?.evaluation.figures ?? []).flatMap((one) => {
    const other = after.find(({ id }) => id === one.id)
    if (one.value === null || typeof other?.value !== 'number') return []
    const { id, label, help, format, better } = one
    return [
      {
        id,
        label,
        format,
        ...(help && { help }),
        ...(better && { better }),
        a: one.value,
        b: other.value,
        baseline: other.baseline ?? null,
        intervalA: one.interval ?? null,
        intervalB: other.interval ?? null,
        interval: null,
        bBetter: 0,
      },
    ]
  })
}
