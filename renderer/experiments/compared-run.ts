import type { RunRow } from '../../engine/protocol/experiment-methods.ts'
import type { RunRecord } from '../../engine/protocol/experiment-record.ts'

/** A run that is held against others, with the evaluation that speaks for it. */
export interface ComparedRun {
  readonly row: RunRow
  readonly record: RunRecord | null
  /** Its place in the record; null: the run judged nothing. */
  readonly evaluation: number | null
}

const leading = ['auc', 'balanced-accuracy', 'accuracy', 'r2', 'rmse', 'mae']

/**
 * The place of the evaluation that does best by the first usual figure, on rows kept apart where there are such (a cross-validation has none that
 * two runs could be held against row by row); null where nothing was judged.
 */
export function bestEvaluation(record: RunRecord | null): number | null {
  const all = record?.evaluations ?? []
  const apart = all.filter(({ judgedOn }) => judgedOn !== null)
  const evaluations = apart.length > 0 ? apart : all
  if (evaluations.length === 0) return null
  const id = leading.find((figure) =>
    evaluations.some(({ evaluation }) => evaluation.figures.some((one) => one.id === figure && one.value !== null)),
  )
  const scores = evaluations.map(({ evaluation }) => {
    const figure = evaluation.figures.find((one) => one.id === id)
    return figure && figure.value !== null ? (figure.better === 'lower' ? -figure.value : figure.value) : -Infinity
  })
  const best = evaluations[scores.indexOf(Math.max(...scores))]
  return best ? all.indexOf(best) : null
}

/** The model that an evaluation judged, as the run recorded it. */
export function modelOf({ record, evaluation }: ComparedRun) {
  const judged = evaluation === null ? undefined : record?.evaluations[evaluation]
  return record?.models.find(({ id }) => id === judged?.model)
}

/** Colours of A and B: what was there, and what came. */
export const pairColours = ['var(--c-utility)', 'var(--c-data)'] as const
