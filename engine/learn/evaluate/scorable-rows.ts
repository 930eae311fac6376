import { checkWeights, lengthMismatch } from '../check-training.ts'
import { takeValues } from '../matrix.ts'
import { countText } from '../number-text.ts'
import { LearnProblem } from '../problem.ts'

export interface ScorableRows {
  readonly rows: number
  readonly skipped: number
  readonly weights: Float64Array
  /** The values of the rows that can be judged. */
  take(values: Float64Array): Float64Array
}

/** The rows that have a target and an answer; throws LearnProblem `no-rows` when there are none. */
export function scorableRows(actual: Float64Array, answers: readonly Float64Array[], given: Float64Array | undefined): ScorableRows {
  for (const answer of answers) if (answer.length !== actual.length) throw lengthMismatch('prediction', answer.length, actual.length)
  const known = (i: number) => Number.isFinite(actual[i]!) && answers.every((answer) => Number.isFinite(answer[i]!))
  const kept: number[] = []
  for (let i = 0; i < actual.length; i++) if (known(i)) kept.push(i)
  if (kept.length === 0) {
    throw new LearnProblem({
      code: 'no-rows',
      text: {
        en: `None of ${countText(actual.length)} rows has both a target and a prediction.`,
        fr: `Aucune des ${countText(actual.length)} lignes n’a à la fois une cible et une prédiction.`,
      },
      action: {
        en: 'Check that the table holds the target and that the model could score its rows.',
        fr: 'Vérifiez que la table contient la cible et que le modèle a pu noter ses lignes.',
      },
    })
  }
  const all = kept.length === actual.length
  const take = (values: Float64Array) => (all ? values : takeValues(values, kept))
  return { rows: kept.length, skipped: actual.length - kept.length, weights: checkWeights(kept.length, given && take(given)), take }
}
